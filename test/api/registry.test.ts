import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { startService, type TestService } from '../support/service.js';
import { applications } from './registry/applications.js';
import { buildsOfReleases } from './registry/builds.js';
import { credentials } from './registry/credentials.js';
import { idempotency } from './registry/idempotency.js';
import { draftsThatChange } from './registry/drafts.js';
import { identity } from './registry/identity.js';
import { invitations } from './registry/invitations.js';
import { members } from './registry/members.js';
import { productsAndReleases } from './registry/products.js';
import { whoMayCall } from './registry/who-may-call.js';

jest.setTimeout(60_000);

// One service for all: what takes time is its start.
describe('the registry', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ worker: false });
  });
  afterAll(() => service.stop());

  const open = (): TestService => service;
  identity(open);
  applications(open);
  credentials(open);
  invitations(open);
  members(open);
  idempotency(open);
  productsAndReleases(open);
  buildsOfReleases(open);
  draftsThatChange(open);
  whoMayCall(open);
});
