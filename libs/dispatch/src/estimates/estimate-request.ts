import type { Context } from '#libs/database';
import {
  estimateJobs,
  paceOf,
  PRIORITY_BANDS,
  totalsOf,
  type DispatchTiming,
  type DomainError,
  type InPool,
  type Pace,
  type PersonActor,
  type PoolNow,
  type RequestTotals,
} from '#libs/domain';
import { pricesFrom } from '../prices/pool-prices.queries.js';
import { judgeRequest, type RequestInput } from '../requests/judge-request.js';
import {
  longestLimits,
  measuredPools,
  standingPools,
  type MeasuredPool,
  type StandingPool,
} from './pools-now.queries.js';

export type EstimatedPool = StandingPool & PoolNow;

export interface EstimatedTarget {
  readonly os: string;
  readonly cpu: string;
  /** Why it would not be taken; null where it would. */
  readonly refusal: DomainError | null;
  /** The pools that could serve it, the one that routing would choose now first. */
  readonly pools: readonly InPool<EstimatedPool>[];
}

export interface EstimatedRequest {
  readonly plan: { readonly slug: string; readonly version: number };
  readonly targets: readonly EstimatedTarget[];
  readonly totals: RequestTotals;
  readonly estimatedAt: Date;
}

/**
 * What submitting this would mean: what of it would be refused, and when and at what cost the rest would run, as things stand.
 * Stores nothing. Targets that would be refused count for nothing.
 *
 * @throws DomainError as submission does for what is wrong with the whole request: `unknown-coordinate`, `not-found`,
 * `invalid-request`, `invalid-plan-parameters`
 */
export async function estimateRequest(
  { db, actor }: Context<PersonActor>,
  input: RequestInput,
  timing: DispatchTiming,
): Promise<EstimatedRequest> {
  const now = new Date();
  const { plan, targets } = await judgeRequest(db, actor, input);
  const poolIds = [...new Set(targets.flatMap((target) => (target.refusal === null ? target.poolIds : [])))];
  const standing = await standingPools(db, poolIds, PRIORITY_BANDS[input.priority], timing.leaseSeconds);
  const [measured, limits, prices] = [
    await measuredPools(db, poolIds, plan.id),
    await longestLimits(db, poolIds),
    await pricesFrom(db, poolIds, now),
  ];
  const limit = plan.definition.limits.wallSeconds;
  const pools = new Map(
    standing.map((pool): [string, EstimatedPool] => [
      pool.poolId,
      {
        ...pool,
        paceOfAll: paceIn(pool, measured, 'all', Math.max(limit, limits.get(pool.poolId) ?? 0)),
        paceOfPlan: paceIn(pool, measured, 'plan', limit),
        prices: prices.get(pool.poolId) ?? [],
      },
    ]),
  );
  const accepted = targets.flatMap((target, index) => (target.refusal === null ? [{ target, index }] : []));
  const estimated = estimateJobs(
    accepted.map(({ target }) => target.poolIds.flatMap((id) => pools.get(id) ?? [])),
    now,
  );
  const byIndex = new Map(accepted.map(({ index }, place) => [index, estimated[place]]));
  return {
    plan: { slug: plan.definition.slug, version: plan.definition.version },
    targets: input.targets.map(({ os, cpu }, index) => ({
      os,
      cpu,
      refusal: targets[index]?.refusal ?? null,
      pools: byIndex.get(index) ?? [],
    })),
    totals: totalsOf(estimated.map(([first]) => first?.estimate)),
    estimatedAt: now,
  };
}

function paceIn(pool: StandingPool, measured: readonly MeasuredPool[], of: 'all' | 'plan', limitSeconds: number): Pace {
  const similar = measured.filter(
    ({ cpuModelId, executor }) => cpuModelId === pool.cpuModelId && executor === pool.executor,
  );
  const own = similar.find(({ poolId }) => poolId === pool.poolId);
  return paceOf(
    own?.[of] ?? [],
    similar.flatMap((each) => each[of]),
    limitSeconds,
  );
}
