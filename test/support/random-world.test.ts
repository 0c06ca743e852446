import { CELL_STATUSES, evaluateCell, RULE_NAMES } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsOf, randomQuestion, randomWorld, worldOfSeed } from './random-world.js';

describe('random worlds', () => {
  it('are the same for the same seed, and differ otherwise', () => {
    expect(worldOfSeed(7)).toEqual(worldOfSeed(7));
    expect(worldOfSeed(7)).not.toEqual(worldOfSeed(8));
  });

  it('reach every status, every inference rule and every reason, so that comparing evaluators on them says something', () => {
    const seen = new Set<string>();
    const asked = randomWorld().chain((world) =>
      fc.tuple(fc.constant(world), fc.array(randomQuestion(world, false), { minLength: 6, maxLength: 6 })),
    );
    for (const [world, questions] of fc.sample(asked, { numRuns: 1500, seed: 1 })) {
      for (const question of questions) {
        const answer = evaluateCell(question, factsOf(world));
        seen.add(answer.status);
        for (const { rule } of answer.path) seen.add(rule);
        if (answer.path.length > 1) seen.add('two steps');
        if (answer.unknownBecause !== null) seen.add(answer.unknownBecause.code);
        if (question.secondReleaseId !== null && answer.status === 'certified') seen.add('edge certified');
      }
    }
    const rules = RULE_NAMES.filter((name) => /^R[1-7]$/.test(name));
    const reasons = ['review-needed', 'fail-in-the-way', 'source-revoked', 'too-many-steps', 'no-signed-statement'];
    const more = ['nothing-known', 'rebrand-forbidden', 'not-its-base', 'kernel-abi-differs', 'two steps'];
    const wanted = [...CELL_STATUSES, ...rules, ...reasons, ...more, 'edge certified'];
    expect(wanted.filter((one) => !seen.has(one))).toEqual([]);
  });
});
