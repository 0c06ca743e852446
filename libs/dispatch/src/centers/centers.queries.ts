import { row, rows } from '#libs/database';
import { notFound } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { HELD_HOST, LIVE_HOST } from './host-conditions.js';

type Db = Pick<EntityManager, 'query'>;

export interface CenterRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly organizationId: string;
  readonly organization: string;
  readonly region: string;
  readonly schemes: readonly string[];
}

const CENTER = `
  SELECT c.id, c.code, c.name, c.name_en AS "nameEn", c.organization_id AS "organizationId", o.slug AS organization, c.region, c.schemes
    FROM centers c JOIN organizations o ON o.id = c.organization_id`;

/** Where a page begins, by the key of the row before it, and how many rows it has. */
export interface After {
  readonly after: string;
  readonly limit: number;
}

/** Centers by code. */
export async function centersPage(db: Db, { after, limit }: After): Promise<CenterRow[]> {
  return rows<CenterRow>(db, `${CENTER} WHERE c.code > $1 ORDER BY c.code LIMIT $2`, [after, limit]);
}

/**
 * The center with this code if it belongs to the organization.
 *
 * @throws DomainError `not-found` also for another organization's center
 */
export async function centerOfOrganization(db: Db, code: string, organizationId: string): Promise<CenterRow> {
  const found = await row<CenterRow>(db, `${CENTER} WHERE c.code = $1 AND c.organization_id = $2`, [
    code,
    organizationId,
  ]);
  if (found === undefined) throw notFound('分中心 · center');
  return found;
}

export interface PoolRow {
  readonly id: string;
  readonly centerId: string;
  readonly center: string;
  readonly slug: string;
  readonly cpu: string;
  readonly isa: string;
  readonly operatingSystems: readonly string[];
  readonly executor: 'local' | 'emulated';
  readonly features: readonly string[];
  readonly hosts: number;
  readonly liveHosts: number;
  readonly queued: number;
  readonly running: number;
}

const POOL = `
  SELECT p.id, p.center_id AS "centerId", c.code AS center, p.slug, m.coordinate AS cpu, m.isa, p.executor, p.features,
         (SELECT coalesce(array_agg(r.coordinate ORDER BY r.coordinate), '{}')
            FROM pool_images i JOIN release_coordinates r ON r.id = i.os_release_id WHERE i.pool_id = p.id) AS "operatingSystems",
         (SELECT count(*) FROM hosts h WHERE h.pool_id = p.id AND h.withdrawn_at IS NULL) AS hosts,
         (SELECT count(*) FROM hosts h WHERE h.pool_id = p.id AND ${LIVE_HOST('$1')}) AS "liveHosts",
         (SELECT count(*) FROM jobs j WHERE j.pool_id = p.id AND j.state = 'queued') AS queued,
         (SELECT count(*) FROM jobs j WHERE j.pool_id = p.id AND j.state = 'running') AS running
    FROM pools p JOIN centers c ON c.id = p.center_id JOIN cpu_coordinates m ON m.id = p.cpu_model_id`;

/** Pools of a center, by slug. `leaseSeconds` decides which hosts count as live. */
export async function poolsOfCenter(
  db: Db,
  centerId: string,
  leaseSeconds: number,
  { after, limit }: After,
): Promise<PoolRow[]> {
  return rows<PoolRow>(db, `${POOL} WHERE p.center_id = $2 AND p.slug > $3 ORDER BY p.slug LIMIT $4`, [
    leaseSeconds,
    centerId,
    after,
    limit,
  ]);
}

/** One pool. */
export async function poolById(db: Db, id: string, leaseSeconds: number): Promise<PoolRow | undefined> {
  return row<PoolRow>(db, `${POOL} WHERE p.id = $2`, [leaseSeconds, id]);
}

/** Pools that an agent's credential is bound to. */
export async function poolsOfAgent(db: Db, agentId: string, leaseSeconds: number): Promise<PoolRow[]> {
  return rows<PoolRow>(
    db,
    `${POOL} WHERE p.id IN (SELECT pool_id FROM agent_pools WHERE agent_id = $2) ORDER BY p.slug`,
    [leaseSeconds, agentId],
  );
}

export interface HostRow {
  readonly id: string;
  readonly center: string;
  readonly pool: string;
  readonly name: string;
  readonly state: 'ready' | 'draining' | 'quarantined';
  readonly live: boolean;
  readonly busy: boolean;
  readonly tainted: boolean;
  readonly agentVersion: string;
  readonly lastSeenAt: Date | null;
  readonly facts: Record<string, unknown>;
}

const HOST = `
  SELECT h.id, c.code AS center, p.slug AS pool, h.name, h.state, ${LIVE_HOST('$1')} AS live,
         ${HELD_HOST} AS busy,
         h.tainted_by IS NOT NULL AS tainted, coalesce(ag.version, '') AS "agentVersion", h.last_seen_at AS "lastSeenAt", h.facts
    FROM hosts h JOIN pools p ON p.id = h.pool_id JOIN centers c ON c.id = p.center_id JOIN agents ag ON ag.id = h.agent_id`;

/** Hosts of a center by pool and name. The key of a row is `pool/name`: a slug has no slash. */
export async function hostsOfCenter(
  db: Db,
  centerId: string,
  leaseSeconds: number,
  { after, limit }: After,
): Promise<HostRow[]> {
  const slash = after.indexOf('/');
  return rows<HostRow>(
    db,
    `${HOST} WHERE p.center_id = $2 AND h.withdrawn_at IS NULL AND (p.slug, h.name) > ($3, $4)
      ORDER BY p.slug, h.name LIMIT $5`,
    [leaseSeconds, centerId, after.slice(0, Math.max(slash, 0)), after.slice(slash + 1), limit],
  );
}

export async function hostOfOrganization(
  db: Db,
  hostId: string,
  organizationId: string,
  leaseSeconds: number,
): Promise<HostRow> {
  const found = await row<HostRow>(db, `${HOST} WHERE h.id = $2 AND c.organization_id = $3`, [
    leaseSeconds,
    hostId,
    organizationId,
  ]);
  if (found === undefined) throw notFound('主机 · host');
  return found;
}

export interface AgentRow {
  readonly id: string;
  readonly center: string;
  readonly name: string;
  readonly version: string | null;
  readonly pools: readonly string[];
  readonly enrolledAt: Date;
  readonly lastSeenAt: Date | null;
  readonly revokedAt: Date | null;
}

const AGENT = `
  SELECT a.id, c.code AS center, a.name, a.version, a.enrolled_at AS "enrolledAt", a.last_seen_at AS "lastSeenAt",
         a.revoked_at AS "revokedAt",
         (SELECT coalesce(array_agg(p.slug ORDER BY p.slug), '{}') FROM agent_pools ap JOIN pools p ON p.id = ap.pool_id
           WHERE ap.agent_id = a.id) AS pools
    FROM agents a JOIN centers c ON c.id = a.center_id`;

/** Agents of a center in the order of their enrolment. */
export async function agentsOfCenter(db: Db, centerId: string, { after, limit }: After): Promise<AgentRow[]> {
  return rows<AgentRow>(db, `${AGENT} WHERE a.center_id = $1 AND a.id > $2 ORDER BY a.id LIMIT $3`, [
    centerId,
    after,
    limit,
  ]);
}

/**
 * One agent of a center.
 *
 * @throws DomainError `not-found` also for another center's agent
 */
export async function agentOfCenter(db: Db, centerId: string, id: string): Promise<AgentRow> {
  const found = await row<AgentRow>(db, `${AGENT} WHERE a.center_id = $1 AND a.id = $2`, [centerId, id]);
  if (found === undefined) throw notFound('代理 · agent');
  return found;
}

export interface ServedPlatform {
  readonly platformId: number;
  readonly pools: number;
  readonly emulatedPools: number;
  readonly liveHosts: number;
}

/** How platforms are served: by real pools, emulated pools and live hosts. Platforms that no pool serves are left out. */
export async function servedPlatforms(db: Db, leaseSeconds: number): Promise<ServedPlatform[]> {
  return rows<ServedPlatform>(
    db,
    `SELECT pl.id AS "platformId", count(*) FILTER (WHERE p.executor <> 'emulated') AS pools,
            count(*) FILTER (WHERE p.executor = 'emulated') AS "emulatedPools",
            coalesce(sum((SELECT count(*) FROM hosts h WHERE h.pool_id = p.id AND ${LIVE_HOST('$1')})), 0)::bigint AS "liveHosts"
       FROM platforms pl JOIN pools p ON p.cpu_model_id = pl.cpu_model_id
       JOIN pool_images i ON i.pool_id = p.id AND i.os_release_id = pl.os_release_id
      GROUP BY pl.id`,
    [leaseSeconds],
  );
}
