import { rankPools } from '../workflow/choose-pool.js';
import { estimateJob, type InstantRange, type JobEstimate, type PoolNow } from './estimate-job.js';
import type { Range } from './start-range.js';

export interface InPool<P extends PoolNow> {
  readonly pool: P;
  readonly estimate: JobEstimate;
}

/**
 * Estimates the jobs of one request in the order of its targets: each goes where routing would send it now, behind those of the
 * same request that went there before it.
 *
 * @param targets the pools that could serve each target; none for a target that would wait for a pool
 * @returns for each target its pools, the one that routing prefers first
 */
export function estimateJobs<P extends PoolNow>(targets: readonly (readonly P[])[], now: Date): InPool<P>[][] {
  const sent = new Map<string, number>();
  return targets.map((pools) => {
    const ownBefore = ({ poolId }: PoolNow): number => sent.get(poolId) ?? 0;
    const estimated = rankPools(pools.map((pool) => ({ ...pool, load: pool.load + ownBefore(pool) }))).map((pool) => ({
      pool,
      estimate: estimateJob(pool, ownBefore(pool), now),
    }));
    const [first] = estimated;
    if (first !== undefined) sent.set(first.pool.poolId, ownBefore(first.pool) + 1);
    return estimated;
  });
}

export interface RequestTotals {
  readonly jobs: number;
  /** Start of the first job and end of the last, over those of which they can be told. Null where none can. */
  readonly expectedStart: InstantRange | null;
  readonly expectedEnd: InstantRange | null;
  /** Jobs of which no start can be told: without a pool, or without a live host in it. */
  readonly unscheduled: number;
  /** Host seconds of the jobs that have a pool. */
  readonly hostSeconds: Range;
  /** Fen, of the jobs whose price is known: a sum of nothing is 0. */
  readonly cost: Range;
  readonly priced: number;
  readonly free: number;
  /** Jobs whose cost nobody can tell: no pool yet, or nothing is said of its price. */
  readonly unpriced: number;
}

/** Sums of a request. `jobs` holds for each target its estimate in the pool that it would go to; undefined without one. */
export function totalsOf(jobs: readonly (JobEstimate | undefined)[]): RequestTotals {
  const placed = jobs.filter((job) => job !== undefined);
  const costs = placed.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  const starts = placed.flatMap(({ expectedStart }) => (expectedStart === null ? [] : [expectedStart]));
  const ends = placed.flatMap(({ expectedEnd }) => (expectedEnd === null ? [] : [expectedEnd]));
  const free = placed.filter(({ cost, price }) => cost?.most === 0 && price.state === 'free').length;
  return {
    jobs: jobs.length,
    expectedStart: outermost(starts, Math.min),
    expectedEnd: outermost(ends, Math.max),
    unscheduled: jobs.length - starts.length,
    hostSeconds: sumOf(placed.map(({ hostSeconds }) => hostSeconds)),
    cost: sumOf(costs),
    priced: costs.length - free,
    free,
    unpriced: jobs.length - costs.length,
  };
}

function sumOf(ranges: readonly Range[]): Range {
  return ranges.reduce((sum, range) => ({ least: sum.least + range.least, most: sum.most + range.most }), {
    least: 0,
    most: 0,
  });
}

/** The first of several spans, or the last: both its ends by themselves. */
function outermost(spans: readonly InstantRange[], pick: (...values: number[]) => number): InstantRange | null {
  if (spans.length === 0) return null;
  return {
    earliest: new Date(pick(...spans.map(({ earliest }) => earliest.getTime()))),
    latest: new Date(pick(...spans.map(({ latest }) => latest.getTime()))),
  };
}
