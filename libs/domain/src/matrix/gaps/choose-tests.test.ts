import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseTests, type TestOption } from './choose-tests.js';

const option = (covers: readonly number[], penalty = 0): TestOption => ({ covers, penalty });

describe('the fewest tests', () => {
  it.each<[string, number, readonly TestOption[], readonly number[]]>([
    ['none for nothing', 0, [], []],
    ['one that covers all', 3, [option([0]), option([0, 1, 2]), option([2])], [1]],
    ['two where the biggest misleads', 6, [option([0, 1, 2, 3]), option([0, 1, 4]), option([2, 3, 5])], [1, 2]],
    ['the one with less against it', 2, [option([0, 1], 2), option([0, 1], 0)], [1]],
    ['fewer before better', 2, [option([0], 0), option([1], 0), option([0, 1], 2)], [2]],
    ['the earlier of equals', 1, [option([0]), option([0])], [0]],
    ['parts on their own', 4, [option([0, 1]), option([2]), option([2, 3]), option([0])], [0, 2]],
  ])('%s', (_, elements, options, chosen) => {
    const found = chooseTests(elements, options);
    expect(found).toMatchObject({ chosen, isFewest: true, atLeast: chosen.length, uncovered: [] });
  });

  it('names what nothing covers', () => {
    expect(chooseTests(3, [option([1])])).toEqual({ chosen: [0], isFewest: true, atLeast: 1, uncovered: [0, 2] });
  });

  const problem = fc.integer({ min: 1, max: 8 }).chain((elements) =>
    fc.record({
      elements: fc.constant(elements),
      options: fc.array(
        fc.record({
          covers: fc.uniqueArray(fc.nat(elements - 1), { minLength: 1 }),
          penalty: fc.nat(2),
        }),
        { maxLength: 9 },
      ),
    }),
  );

  /** Every choice there is. */
  function best(elements: number, options: readonly TestOption[]): { count: number; penalty: number } {
    let found = { count: Infinity, penalty: Infinity };
    const all = new Set(options.flatMap(({ covers }) => covers));
    expect(all.size).toBeLessThanOrEqual(elements);
    for (let choice = 0; choice < 2 ** options.length; choice += 1) {
      const taken = options.filter((_, place) => (choice & (2 ** place)) !== 0);
      if (new Set(taken.flatMap(({ covers }) => covers)).size < all.size) continue;
      const penalty = taken.reduce((sum, one) => sum + one.penalty, 0);
      const isBetter = taken.length < found.count || (taken.length === found.count && penalty < found.penalty);
      if (isBetter) found = { count: taken.length, penalty };
    }
    return found;
  }

  it('are as few and as good as a choice can be', () => {
    fc.assert(
      fc.property(problem, ({ elements, options }) => {
        const { chosen, isFewest, atLeast, uncovered } = chooseTests(elements, options);
        const taken = chosen.flatMap((place) => options[place] ?? []);
        const covered = new Set(taken.flatMap(({ covers }) => covers));
        expect(covered.size + uncovered.length).toBe(elements);
        const { count, penalty } = best(elements, options);
        expect(isFewest).toBe(true);
        expect(chosen).toHaveLength(count);
        expect(atLeast).toBe(count);
        expect(taken.reduce((sum, one) => sum + one.penalty, 0)).toBe(penalty);
      }),
      { numRuns: 500 },
    );
  });

  it('stay within the stated bounds where the search is cut short', () => {
    // Taking most first takes three here: what is random need not meet such a case.
    const misleading = { elements: 6, options: [option([0, 1, 2, 3]), option([0, 1, 4]), option([2, 3, 5])] };
    let longer = 0;
    fc.assert(
      fc.property(problem, ({ elements, options }) => {
        const { chosen, isFewest, atLeast } = chooseTests(elements, options, 0);
        const { count } = best(elements, options);
        const most = options.reduce((max, { covers }) => Math.max(max, covers.length), 0);
        const harmonic = Array.from({ length: most }, (_, place) => 1 / (place + 1)).reduce((sum, one) => sum + one, 0);
        expect(atLeast).toBeLessThanOrEqual(count);
        expect(chosen.length).toBeLessThanOrEqual(harmonic * count + 1e-9);
        if (isFewest) expect(chosen).toHaveLength(count);
        else longer += 1;
      }),
      { numRuns: 500, examples: [[misleading]] },
    );
    expect(longer).toBeGreaterThan(0);
  });
});
