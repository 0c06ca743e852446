import { rows } from '#libs/database';
import type { Band, PlaceInPool, PoolCandidate } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { FREE_HOST, LIVE_HOST } from '../centers/host-conditions.js';

type Db = Pick<EntityManager, 'query'>;

/** A pool as a job of one band would find it now. */
export interface StandingPool extends PoolCandidate, PlaceInPool {
  readonly center: string;
  readonly slug: string;
  readonly cpuModelId: string;
  readonly hosts: number;
}

/**
 * Pools as a new job of this band would find them: it comes last of its band, before the bands below, whose released tickets may
 * yet be taken first.
 */
export async function standingPools(
  db: Db,
  poolIds: readonly string[],
  band: Band,
  leaseSeconds: number,
): Promise<StandingPool[]> {
  return rows<StandingPool>(
    db,
    `SELECT p.id AS "poolId", c.code AS center, p.slug, p.executor, p.cpu_model_id AS "cpuModelId",
            (SELECT count(*) FROM hosts h WHERE h.pool_id = p.id AND h.withdrawn_at IS NULL) AS hosts,
            (SELECT count(*) FROM hosts h WHERE h.pool_id = p.id AND ${LIVE_HOST('$1')}) AS "liveHosts",
            (SELECT count(*) FROM hosts h WHERE h.pool_id = p.id AND ${LIVE_HOST('$1')} AND ${FREE_HOST}) AS "freeHosts",
            (SELECT count(*) FROM jobs j WHERE j.pool_id = p.id AND j.state IN ('queued', 'running')) AS load,
            (SELECT count(*) FROM jobs j WHERE j.pool_id = p.id AND j.state = 'queued' AND j.band <= $3) AS "waitingBefore",
            (SELECT count(*) FROM jobs j WHERE j.pool_id = p.id AND j.state = 'queued' AND j.band > $3
                AND j.ticket_released_at IS NOT NULL) AS "mayOvertake"
       FROM pools p JOIN centers c ON c.id = p.center_id WHERE p.id = ANY($2)`,
    [leaseSeconds, poolIds, band],
  );
}

export interface MeasuredPool {
  readonly poolId: string;
  readonly cpuModelId: string;
  readonly executor: PoolCandidate['executor'];
  /** Seconds that its newest attempts with a result took, at most 50: whatever they tested, and by the plan asked about. */
  readonly all: readonly number[];
  readonly plan: readonly number[];
}

/** What was measured in pools of the same kinds (CPU model and executor) as these, themselves among them. */
export async function measuredPools(db: Db, poolIds: readonly string[], testPlanId: string): Promise<MeasuredPool[]> {
  const newest = (condition: string): string =>
    `(SELECT coalesce(array_agg(x.seconds), '{}')
        FROM (SELECT extract(epoch FROM a.ended_at - a.started_at)::float8 AS seconds FROM attempts a
               WHERE a.pool_id = p.id AND a.outcome IN ('passed', 'failed') ${condition} ORDER BY a.ended_at DESC LIMIT 50) x)`;
  return rows<MeasuredPool>(
    db,
    `SELECT p.id AS "poolId", p.cpu_model_id AS "cpuModelId", p.executor,
            ${newest('')} AS "all", ${newest('AND a.test_plan_id = $2')} AS plan
       FROM pools p
      WHERE (p.cpu_model_id, p.executor) IN (SELECT k.cpu_model_id, k.executor FROM pools k WHERE k.id = ANY($1))`,
    [poolIds, testPlanId],
  );
}

/** By pool, the longest time limit in seconds of the plans whose jobs wait or run there. Pools without any are left out. */
export async function longestLimits(db: Db, poolIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ poolId: string; seconds: number }>(
    db,
    `SELECT x.pool_id AS "poolId", max((t.definition->'limits'->>'wallSeconds')::float8) AS seconds
       FROM (SELECT DISTINCT j.pool_id, q.test_plan_id FROM jobs j JOIN adaptation_requests q ON q.id = j.request_id
              WHERE j.pool_id = ANY($1) AND j.state IN ('queued', 'running')) x
       JOIN test_plans t ON t.id = x.test_plan_id GROUP BY x.pool_id`,
    [poolIds],
  );
  return new Map(found.map(({ poolId, seconds }) => [poolId, seconds]));
}
