import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { openSolutionWorld, type SolutionWorld } from './solutions/world.js';
import { managing } from './subscriptions/managing.js';
import { telling } from './subscriptions/telling.js';

jest.setTimeout(60_000);

describe('subscriptions', () => {
  let world: SolutionWorld;
  beforeAll(async () => {
    world = await openSolutionWorld();
  });
  afterAll(() => world.service.stop());

  telling(() => world);
  managing(() => world);
});
