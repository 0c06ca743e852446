import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { batches } from './matrix-queries/batches.js';
import { comparisons } from './matrix-queries/comparisons.js';
import { drafts } from './matrix-queries/drafts.js';
import { exports } from './matrix-queries/exports.js';
import { fastAnswers, fastAnswersWhileStopping } from './matrix-queries/fast-answers.js';
import { hiddenFails } from './matrix-queries/hidden-fails.js';
import { hiddenWorlds } from './matrix-queries/hidden-worlds.js';
import { otherMoments } from './matrix-queries/moments.js';
import { policyDiffs } from './matrix-queries/policy-diffs.js';
import { searches } from './matrix-queries/searches.js';
import { openMatrixWorld, type MatrixTestWorld } from './matrix-queries/world.js';

jest.setTimeout(60_000);

// One service for all: what takes time is its start.
describe('questions about many cells', () => {
  let world: MatrixTestWorld;
  beforeAll(async () => {
    world = await openMatrixWorld();
  });
  afterAll(() => world.service.stop());

  const open = (): MatrixTestWorld => world;
  fastAnswers(open);
  batches(open);
  searches(open);
  exports(open);
  comparisons(open);
  hiddenFails(open);
  hiddenWorlds(open);
  drafts(open);
  otherMoments(open);
  policyDiffs(open);
  // Stops the service: nothing may come after it.
  fastAnswersWhileStopping(open);
});
