import { waitingCode, type PoolCandidate, type WaitingCode } from '../workflow/choose-pool.js';
import type { Pace } from './pace.js';
import { costOf, priceAt, type PriceInForce, type PriceStep } from './price.js';
import { startRange, type PlaceInPool, type Range } from './start-range.js';

/** A pool as it is now. */
export interface PoolNow extends PoolCandidate, PlaceInPool {
  /** Registered hosts, live or not. */
  readonly hosts: number;
  /** Of whatever runs in the pool: what the jobs before this one will take. */
  readonly paceOfAll: Pace;
  /** Of the plan asked for. */
  readonly paceOfPlan: Pace;
  readonly prices: readonly PriceStep[];
}

export interface InstantRange {
  readonly earliest: Date;
  readonly latest: Date;
}

/** What would become of one job in one pool. */
export interface JobEstimate {
  readonly waitingBefore: number;
  /** Why it would wait, or `starting`. */
  readonly waiting: WaitingCode;
  /** Null where no live host is there to start it. */
  readonly expectedStart: InstantRange | null;
  readonly expectedEnd: InstantRange | null;
  /** One try on one host; tries that the infrastructure fails are not foreseen. */
  readonly hostSeconds: Range;
  /** Price in force at the earliest start. */
  readonly price: PriceInForce;
  /** Fen. Null where nothing is said of the price. */
  readonly cost: Range | null;
}

/**
 * Estimates one job in one pool.
 *
 * @param ownBefore jobs of the same request that would go to this pool before it
 */
export function estimateJob(pool: PoolNow, ownBefore: number, now: Date): JobEstimate {
  const waitingBefore = pool.waitingBefore + ownBefore;
  const hostSeconds = {
    least: Math.floor(pool.paceOfPlan.quickSeconds),
    most: Math.ceil(pool.paceOfPlan.slowSeconds),
  };
  const start = startRange({ ...pool, waitingBefore }, pool.paceOfAll);
  const expectedStart = start && after(now, start);
  const starts = expectedStart ?? { earliest: now, latest: now };
  return {
    waitingBefore,
    waiting: waitingCode({ ...pool, freeHosts: Math.max(0, pool.freeHosts - waitingBefore) }),
    expectedStart,
    expectedEnd: start && after(now, { least: start.least + hostSeconds.least, most: start.most + hostSeconds.most }),
    hostSeconds,
    price: priceAt(pool.prices, starts.earliest),
    cost: costOf(pool.prices, starts, hostSeconds),
  };
}

/** An expected range as instants. */
export function after(now: Date, { least, most }: Range): InstantRange {
  return { earliest: new Date(now.getTime() + least * 1000), latest: new Date(now.getTime() + most * 1000) };
}
