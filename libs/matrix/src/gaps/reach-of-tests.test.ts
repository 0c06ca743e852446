import { PlannedTests, reachOf, evaluateCell } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsOf, randomQuestion, randomWorld } from '../../../../test/support/random-world.js';
import { TestReach } from './reach-of-tests.js';

describe('what tests would do', () => {
  it('is the same whether all is looked at, or what is known of each generation of CPUs', async () => {
    const asked = randomWorld().chain((world) => fc.tuple(fc.constant(world), randomQuestion(world, false)));
    let covered = 0;
    await fc.assert(
      fc.asyncProperty(asked, async ([world, { os: _os, cpu: _cpu, ...rest }]) => {
        const question = { ...rest, secondReleaseId: null };
        const facts = factsOf(world);
        const platforms = world.osReleases.slice(0, 4).flatMap((os) => world.cpuModels.map((cpu) => ({ os, cpu })));
        const reach = new TestReach(question, facts, 'expected', new AbortController().signal);
        const whole = new PlannedTests(question, facts, 'expected');
        const gaps = await reach.gaps(platforms);
        expect(gaps).toEqual(platforms.filter((platform) => whole.covered(platform, []) === null));
        const reaches = await reach.of(platforms, gaps);
        expect(reaches).toEqual(platforms.map((candidate) => reachOf(whole, candidate, gaps)));
        covered += reaches.reduce((sum, { size }) => sum + size, 0);
        for (const cell of platforms) {
          expect(reach.status(cell)).toBe(evaluateCell({ ...question, ...cell }, facts).status);
        }
      }),
      { numRuns: 40 },
    );
    expect(covered).toBeGreaterThan(100);
  });
});
