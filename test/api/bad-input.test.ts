import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { startService, type TestService } from '../support/service.js';
import { addresses } from './bad-input/addresses.js';
import { requestBodies } from './bad-input/bodies.js';
import { headers } from './bad-input/headers.js';
import { MAX_BODY_SECONDS, unreadBodies } from './bad-input/unread-bodies.js';
import { artifactUploads, MAX_BYTES } from './bad-input/uploads.js';

jest.setTimeout(60_000);

// One service for all: what takes time is its start.
describe('bad input', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ worker: false, maxArtifactBytes: MAX_BYTES, maxBodySeconds: MAX_BODY_SECONDS });
  });
  afterAll(() => service.stop());

  const open = (): TestService => service;
  requestBodies(open);
  addresses(open);
  headers(open);
  unreadBodies(open);
  artifactUploads(open);
});
