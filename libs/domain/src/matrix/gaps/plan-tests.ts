import type { Platform } from '../platform-model.js';
import { chooseTests } from './choose-tests.js';
import type { CoveredCell } from './planned-test.js';
import type { PlannedTests } from './planned-test.js';

/**
 * Can the test be made? `live` a pool with a live host serves the platform · `offline` a pool serves it, none of its hosts
 * is live · `none` no pool serves it.
 */
export const POOL_AVAILABILITIES = ['live', 'offline', 'none'] as const;
export type PoolAvailability = (typeof POOL_AVAILABILITIES)[number];

/** A platform on which the release could be tested. */
export interface TestCandidate<P extends Platform> {
  readonly platform: P;
  readonly availability: PoolAvailability;
}

export interface PlannedTest<P extends Platform> extends TestCandidate<P> {
  /** Cells that it covers, itself included where it was asked for; `alone`: no other test of the plan covers it. */
  readonly covers: readonly (CoveredCell & { readonly platform: P; readonly alone: boolean })[];
  /** Other tests that would cover the cells which this one alone covers. */
  readonly alternatives: readonly TestCandidate<P>[];
}

export interface TestPlanOfGaps<P extends Platform> {
  readonly tests: readonly PlannedTest<P>[];
  /** Cells that no candidate covers. */
  readonly uncovered: readonly P[];
  /** So many tests at least are needed. */
  readonly atLeast: number;
  readonly isFewest: boolean;
}

/** What each candidate's pass would make of the cells that it may reach, by place among the cells. */
export type Reach = ReadonlyMap<number, CoveredCell>;

/** One candidate looked at by itself. */
export function reachOf<P extends Platform>(planned: PlannedTests, candidate: P, cells: readonly P[]): Reach {
  const reach = new Map<number, CoveredCell>();
  cells.forEach((cell, place) => {
    if (!planned.mayReach(candidate, cell)) return;
    const covered = planned.covered(cell, [candidate]);
    if (covered !== null) reach.set(place, covered);
  });
  return reach;
}

/**
 * The fewest tests that cover the cells, among equally many those that can be made soonest. Each test is judged by what its
 * own pass would make of a cell: more passes take nothing away, since only fails and acts stand against an inference.
 *
 * @param reaches of the candidates, in their order; of tests that do the same the earlier is taken
 */
export function planTests<P extends Platform>(
  cells: readonly P[],
  candidates: readonly TestCandidate<P>[],
  reaches: readonly Reach[],
): TestPlanOfGaps<P> {
  const options = candidates.map(({ availability }, place) => ({
    covers: [...(reaches[place]?.keys() ?? [])],
    penalty: POOL_AVAILABILITIES.indexOf(availability),
  }));
  const { chosen, uncovered, atLeast, isFewest } = chooseTests(cells.length, options);
  const times = new Map<number, number>();
  for (const place of chosen) {
    for (const cell of reaches[place]?.keys() ?? []) times.set(cell, (times.get(cell) ?? 0) + 1);
  }
  const tests = chosen.flatMap((place): PlannedTest<P>[] => {
    const candidate = candidates[place];
    if (candidate === undefined) return [];
    const covers = [...(reaches[place] ?? [])].flatMap(([cell, covered]) => {
      const platform = cells[cell];
      return platform === undefined ? [] : [{ ...covered, platform, alone: times.get(cell) === 1, cell }];
    });
    const alone = covers.filter((one) => one.alone);
    const alternatives = candidates.filter(
      (_, other) =>
        other !== place && alone.length > 0 && alone.every(({ cell }) => reaches[other]?.has(cell) === true),
    );
    return [{ ...candidate, covers: covers.map(({ cell: _cell, ...one }) => one), alternatives }];
  });
  return {
    tests,
    uncovered: uncovered.flatMap((cell) => cells[cell] ?? []),
    atLeast,
    isFewest,
  };
}
