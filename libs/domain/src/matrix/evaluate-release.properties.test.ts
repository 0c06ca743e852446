import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsOf, randomQuestion, randomWorld } from '../../../../test/support/random-world.js';
import { CELL_STATUSES } from './cell.js';
import { evaluateCell } from './evaluate-cell.js';
import { ReleaseEvaluator } from './evaluate-release.js';
import { PlatformReach } from './reach.js';

const asked = randomWorld(36).chain((world) =>
  fc
    .tuple(fc.constant(world), fc.boolean())
    .chain(([drawn, isPublic]) => fc.record({ world: fc.constant(drawn), question: randomQuestion(drawn, isPublic) })),
);

const KNOWN_SEED = 1;

describe('many cells of a release', () => {
  it('are answered as each is by itself, whoever asks, whenever', () => {
    const statuses = new Map<string, number>();
    const agree = fc.property(asked, ({ world, question }) => {
      const facts = factsOf(world);
      const reach = new PlatformReach(facts.osReleases, facts.cpuModels);
      const evaluator = new ReleaseEvaluator(question, facts, reach);
      for (const os of facts.osReleases) {
        for (const cpu of facts.cpuModels) {
          const alone = evaluateCell({ ...question, os, cpu }, facts);
          const { unknownBecause, ...brief } = alone;
          expect(evaluator.answerOn({ os, cpu })).toEqual(alone);
          expect(evaluator.statusOn({ os, cpu })).toBe(alone.status);
          expect(evaluator.briefOn({ os, cpu })).toMatchObject(brief);
          const reason = unknownBecause?.code ?? alone.status;
          statuses.set(reason, (statuses.get(reason) ?? 0) + 1);
        }
      }
    });
    fc.assert(agree, { numRuns: 100 });
    // What is random need not meet every answer there is: these worlds are known to.
    statuses.clear();
    fc.assert(agree, { numRuns: 200, seed: KNOWN_SEED });
    expect([...statuses.keys()]).toEqual(
      expect.arrayContaining([
        ...CELL_STATUSES.filter((status) => status !== 'unknown'),
        'nothing-known',
        'fail-in-the-way',
        'other-isa',
      ]),
    );
  });
});
