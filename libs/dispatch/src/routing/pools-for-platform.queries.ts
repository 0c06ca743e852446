import { rows } from '#libs/database';
import type { PlatformName, PoolCandidate } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { LIVE_HOST } from '../centers/host-conditions.js';

export interface RouteDemand {
  readonly platformId: number;
  readonly allowEmulated: boolean;
  /** Set: only centers accredited for this scheme. */
  readonly accreditedFor: string | null;
}

/** Pools that could run a job on this platform, live or not: hard constraints only. */
export async function poolsForPlatform(
  db: Pick<EntityManager, 'query'>,
  demand: RouteDemand,
  leaseSeconds: number,
): Promise<PoolCandidate[]> {
  return rows<PoolCandidate>(
    db,
    `SELECT p.id AS "poolId", p.executor,
            (SELECT count(*) FROM hosts h WHERE h.pool_id = p.id AND ${LIVE_HOST('$1')}) AS "liveHosts",
            (SELECT count(*) FROM jobs j WHERE j.pool_id = p.id AND j.state IN ('queued', 'running')) AS load
       FROM platforms pl
       JOIN pools p ON p.cpu_model_id = pl.cpu_model_id
       JOIN pool_images i ON i.pool_id = p.id AND i.os_release_id = pl.os_release_id
       JOIN centers c ON c.id = p.center_id
      WHERE pl.id = $2 AND ($3 OR p.executor <> 'emulated') AND ($4::text IS NULL OR $4 = ANY(c.schemes))`,
    [leaseSeconds, demand.platformId, demand.allowEmulated, demand.accreditedFor],
  );
}

/** Every platform that some pool serves under the same constraints: candidates for "nearest match". */
export async function servedPlatformNames(
  db: Pick<EntityManager, 'query'>,
  demand: Omit<RouteDemand, 'platformId'>,
): Promise<PlatformName[]> {
  return rows<PlatformName>(
    db,
    `SELECT DISTINCT pl.os, pl.cpu, pl.isa
       FROM pools p JOIN pool_images i ON i.pool_id = p.id JOIN centers c ON c.id = p.center_id
       JOIN platform_coordinates pl ON pl.os_release_id = i.os_release_id AND pl.cpu_model_id = p.cpu_model_id
      WHERE ($1 OR p.executor <> 'emulated') AND ($2::text IS NULL OR $2 = ANY(c.schemes))
      ORDER BY 1, 2`,
    [demand.allowEmulated, demand.accreditedFor],
  );
}
