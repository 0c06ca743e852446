import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { startService } from '../support/service.js';
import { certificates } from './certification/certificates.js';
import { clonedRequests } from './certification/cloned-requests.js';
import { drafts } from './certification/drafts.js';
import { estimates } from './certification/estimates.js';
import { files } from './certification/files.js';
import { findings } from './certification/findings.js';
import { foreignObjects } from './certification/foreign-objects.js';
import { inheritances } from './certification/inheritances.js';
import { mainPath } from './certification/main-path.js';
import { endsOfOffers } from './certification/offers.js';
import { adaptationRequests } from './certification/requests.js';
import { reviews } from './certification/reviews.js';
import { suspensions } from './certification/suspensions.js';
import { offerHosts, openWorld, type CertificationWorld } from './support/certification-world.js';

jest.setTimeout(60_000);

// One service for all: what takes time is its start.
describe('from a request to an answer', () => {
  let world: CertificationWorld;
  beforeAll(async () => {
    world = await openWorld(await startService());
  });
  afterAll(() => world.service.stop());

  const open = (): CertificationWorld => world;
  // Begins with a pool that no host has joined yet.
  mainPath(open);
  describe('with hosts', () => {
    beforeAll(() => offerHosts(world.agent));
    adaptationRequests(open);
    clonedRequests(open);
    estimates(open);
    reviews(open);
    certificates(open);
    drafts(open);
    findings(open);
    files(open);
    endsOfOffers(open);
    inheritances(open);
    suspensions(open);
    foreignObjects(open);
  });
});
