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

/** Pools (alias p) that have the CPU model and an image of the OS of a platform (alias pl), with their centers (c). */
const SERVING = `
       JOIN pools p ON p.cpu_model_id = pl.cpu_model_id
       JOIN pool_images i ON i.pool_id = p.id AND i.os_release_id = pl.os_release_id
       JOIN centers c ON c.id = p.center_id`;

/** What a request allows of them: emulation, and centers without accreditation for a scheme. */
const ALLOWED = (allowEmulated: string, accreditedFor: string): string =>
  `(${allowEmulated} OR p.executor <> 'emulated') AND (${accreditedFor}::text IS NULL OR ${accreditedFor} = ANY(c.schemes))`;

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
       FROM platforms pl ${SERVING} WHERE pl.id = $2 AND ${ALLOWED('$3', '$4')}`,
    [leaseSeconds, demand.platformId, demand.allowEmulated, demand.accreditedFor],
  );
}

export interface ServingPool {
  readonly platformId: number;
  readonly poolId: string;
}

/** Which pools could run jobs on these platforms, live or not, under the same hard constraints. */
export async function poolsServing(
  db: Pick<EntityManager, 'query'>,
  platformIds: readonly number[],
  demand: Omit<RouteDemand, 'platformId'>,
): Promise<ServingPool[]> {
  return rows<ServingPool>(
    db,
    `SELECT pl.id AS "platformId", p.id AS "poolId" FROM platforms pl ${SERVING}
      WHERE pl.id = ANY($1) AND ${ALLOWED('$2', '$3')} ORDER BY pl.id, p.id`,
    [platformIds, demand.allowEmulated, demand.accreditedFor],
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
      WHERE ${ALLOWED('$1', '$2')} ORDER BY 1, 2`,
    [demand.allowEmulated, demand.accreditedFor],
  );
}
