import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { audiences } from './solutions/audiences.js';
import { registering } from './solutions/registering.js';
import { resolvings } from './solutions/resolving.js';
import { statuses } from './solutions/statuses.js';
import { openSolutionWorld, type SolutionWorld } from './solutions/world.js';

jest.setTimeout(60_000);

// One service for all: what takes time is its start.
describe('solutions', () => {
  let world: SolutionWorld;
  beforeAll(async () => {
    world = await openSolutionWorld();
  });
  afterAll(() => world.service.stop());

  const open = (): SolutionWorld => world;
  registering(open);
  statuses(open);
  resolvings(open);
  audiences(open);
});
