import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsOf, randomQuestion, randomWorld } from '../../../../../test/support/random-world.js';
import { PUBLIC_AUDIENCE } from '../audience.js';
import { GAP_GOALS, PlannedTests } from './planned-test.js';
import { planTests, reachOf, type PoolAvailability, type TestCandidate } from './plan-tests.js';
import type { Platform } from '../platform-model.js';

const AVAILABILITIES: readonly PoolAvailability[] = ['live', 'offline', 'none'];

/** A world, somebody who asks in it, four cells that he wants covered, and three more platforms to test on. */
const wanted = randomWorld().chain((world) => {
  const platforms = world.osReleases.flatMap((os) =>
    world.cpuModels.filter(({ isa }) => os.isas.includes(isa)).map((cpu) => ({ os, cpu })),
  );
  return fc.record({
    world: fc.constant(world),
    question: randomQuestion(world, false),
    goal: fc.constantFrom(...GAP_GOALS),
    chosen: fc.shuffledSubarray(platforms, { minLength: 7, maxLength: 7 }),
    availability: fc.array(fc.constantFrom(...AVAILABILITIES), { minLength: 7, maxLength: 7 }),
  });
});

describe('a plan against gaps, in any world', () => {
  it('covers what it says, all made together, and no smaller one would', () => {
    let shorter = 0;
    let none = 0;
    fc.assert(
      fc.property(wanted, ({ world, question, goal, chosen, availability }) => {
        const planned = new PlannedTests({ ...question, secondReleaseId: null }, factsOf(world), goal);
        const cells = chosen.slice(0, 4).filter((cell) => planned.covered(cell, []) === null);
        const candidates = chosen.map((platform, place): TestCandidate<Platform> => ({
          platform,
          availability: availability[place] ?? 'none',
        }));
        const reaches = candidates.map(({ platform }) => reachOf(planned, platform, cells));
        const plan = planTests(cells, candidates, reaches);

        const all = plan.tests.map(({ platform }) => platform);
        const told = new Set(plan.tests.flatMap(({ covers }) => covers.map(({ platform }) => platform)));
        for (const cell of cells) expect(told.has(cell)).toBe(!plan.uncovered.includes(cell));
        for (const cell of told) expect(planned.covered(cell, all)).not.toBeNull();
        expect(plan.isFewest).toBe(true);
        // A cell of its own can always be tested.
        expect(plan.uncovered).toEqual([]);

        let fewest = Infinity;
        for (let choice = 0; choice < 2 ** candidates.length; choice += 1) {
          const made = candidates.filter((_, place) => (choice & (2 ** place)) !== 0).map(({ platform }) => platform);
          if (made.length >= fewest || made.length >= all.length) continue;
          if (cells.every((cell) => planned.covered(cell, made) !== null)) fewest = made.length;
        }
        expect(fewest).toBe(Infinity);
        if (cells.length === 0) none += 1;
        else if (all.length < cells.length) shorter += 1;
      }),
      { numRuns: 150 },
    );
    expect(shorter).toBeGreaterThan(10);
    expect(none).toBeLessThan(100);
  });

  it('tells strangers nothing of what is hidden from them', () => {
    let hidden = 0;
    fc.assert(
      fc.property(wanted, ({ world, question, goal, chosen }) => {
        const asked = { ...question, secondReleaseId: null, audience: PUBLIC_AUDIENCE };
        const facts = factsOf(world);
        const published = new Set(
          world.findings
            .filter(
              ({ kind, visibility, revision }) =>
                kind === 'publication' && visibility === 'public' && revision <= asked.knownAtRevision,
            )
            .map(({ endsFinding }) => endsFinding),
        );
        const open = world.findings.filter(
          ({ visibility, number }) => visibility === 'public' || published.has(number),
        );
        const told = new PlannedTests(asked, facts, goal);
        const knowing = new PlannedTests(asked, { ...facts, findings: open }, goal);
        const cells = chosen.filter((cell) => {
          // Where the single check tells them already, a plan can't hide it.
          return told.covered(cell, []) === null && knowing.covered(cell, []) === null;
        });
        if (open.length < world.findings.length && cells.length > 0) hidden += 1;
        for (const candidate of chosen) {
          expect(reachOf(told, candidate, cells)).toEqual(reachOf(knowing, candidate, cells));
        }
      }),
      { numRuns: 150 },
    );
    expect(hidden).toBeGreaterThan(50);
  });

  it('passes over no candidate that could do something', () => {
    fc.assert(
      fc.property(wanted, ({ world, question, goal, chosen }) => {
        const planned = new PlannedTests({ ...question, secondReleaseId: null }, factsOf(world), goal);
        const cells = chosen.filter((cell) => planned.covered(cell, []) === null);
        for (const candidate of chosen) {
          const reach = reachOf(planned, candidate, cells);
          cells.forEach((cell, place) => {
            expect({ covers: planned.covered(cell, [candidate]) !== null }).toEqual({ covers: reach.has(place) });
          });
        }
      }),
      { numRuns: 150 },
    );
  });
});
