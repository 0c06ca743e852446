import { row, rows } from '#libs/database';
import {
  resolvePlan,
  type ArtifactRole,
  type AttemptState,
  type PlanParameterValues,
  type ResolvedCase,
  type TestPlan,
} from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { HELD_HOST } from '../centers/host-conditions.js';

type Db = Pick<EntityManager, 'query'>;

/** Everything that an agent needs for one attempt. */
export interface AssignmentRow {
  readonly attempt: { id: string; number: number; leaseEndsAt: Date };
  readonly hostId: string;
  readonly job: { id: string; release: string; os: string; cpu: string; isa: string };
  readonly plan: Pick<TestPlan, 'slug' | 'version' | 'network' | 'limits'> & {
    readonly cases: readonly ResolvedCase[];
  };
  readonly artifacts: readonly SentFile[];
  readonly executor: 'local' | 'emulated';
}

interface SentFile {
  readonly sha256: string;
  readonly size: number;
  readonly fileName: string;
  readonly role: ArtifactRole;
}

interface Found {
  readonly number: number;
  readonly leaseEndsAt: Date;
  readonly hostId: string;
  readonly jobId: string;
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  readonly isa: string;
  readonly plan: TestPlan;
  readonly parameters: PlanParameterValues;
  readonly emulated: boolean;
}

export async function assignmentOf(db: Db, attemptId: string): Promise<AssignmentRow> {
  const found = await row<Found>(
    db,
    `SELECT a.number, a.lease_ends_at AS "leaseEndsAt", ah.host_id AS "hostId", j.id AS "jobId",
            rc.coordinate AS release, pl.os, pl.cpu, pl.isa,
            tp.definition AS plan, q.parameters, a.emulated
       FROM attempts a JOIN attempt_hosts ah ON ah.attempt_id = a.id AND ah.part = 'main'
       JOIN jobs j ON j.id = a.job_id JOIN adaptation_requests q ON q.id = j.request_id JOIN test_plans tp ON tp.id = a.test_plan_id
       JOIN release_coordinates rc ON rc.id = j.release_id JOIN platform_coordinates pl ON pl.id = j.platform_id
      WHERE a.id = $1`,
    [attemptId],
  );
  if (found === undefined) throw new Error(`attempt ${attemptId} has no job or no host`);
  const artifacts = await rows<SentFile>(
    db,
    // One digest may stand under several paths, and for ISAs that this machine doesn't have.
    `SELECT ra.sha256, ar.size, ra.file_name AS "fileName", ra.role
       FROM attempts a JOIN jobs j ON j.id = a.job_id JOIN adaptation_requests q ON q.id = j.request_id
       JOIN platforms pl ON pl.id = j.platform_id
       JOIN release_artifacts ra ON ra.release_id = j.release_id AND ra.build = q.build JOIN artifacts ar USING (sha256)
      WHERE a.id = $1 AND a.artifact_digests ? ra.sha256 AND ra.role <> 'documentation' AND (ra.isa IS NULL OR ra.isa = pl.isa)
      ORDER BY ra.file_name`,
    [attemptId],
  );
  const { slug, version, network, limits } = found.plan;
  return {
    attempt: { id: attemptId, number: found.number, leaseEndsAt: found.leaseEndsAt },
    hostId: found.hostId,
    job: { id: found.jobId, release: found.release, os: found.os, cpu: found.cpu, isa: found.isa },
    plan: { slug, version, network, limits, cases: resolvePlan(found.plan, found.parameters) },
    artifacts,
    executor: found.emulated ? 'emulated' : 'local',
  };
}

/** The attempt that an earlier call with this claim id was given, if any. */
export async function attemptOfClaim(
  db: Db,
  agentId: string,
  claimId: string,
): Promise<{ id: string; state: AttemptState; tokenHash: Buffer } | undefined> {
  return row(db, 'SELECT id, state, token_hash AS "tokenHash" FROM attempts WHERE agent_id = $1 AND claim_id = $2', [
    agentId,
    claimId,
  ]);
}

export interface FreeHost {
  readonly id: string;
  readonly poolId: string;
  readonly queue: { readonly center: string; readonly pool: string };
}

/**
 * Notes that an agent offers hosts, and answers those that are its own, ready, and not held by a live attempt. Offering a
 * free host says that it was provisioned since its last job: it is clean.
 */
export async function offeredHosts(db: Db, agentId: string, hostIds: readonly string[]): Promise<FreeHost[]> {
  await db.query(
    `UPDATE hosts h SET last_seen_at = now(), tainted_by = CASE WHEN ${HELD_HOST} THEN tainted_by END
      WHERE agent_id = $1 AND id = ANY($2)`,
    [agentId, hostIds],
  );
  return rows<FreeHost>(
    db,
    `SELECT h.id, h.pool_id AS "poolId", json_build_object('center', c.code, 'pool', p.slug) AS queue
       FROM hosts h JOIN pools p ON p.id = h.pool_id JOIN centers c ON c.id = p.center_id
       JOIN agent_pools ap ON ap.agent_id = h.agent_id AND ap.pool_id = h.pool_id
      WHERE h.agent_id = $1 AND h.id = ANY($2) AND h.state = 'ready' AND h.withdrawn_at IS NULL
        AND NOT ${HELD_HOST}
      ORDER BY array_position($2, h.id)`,
    [agentId, hostIds],
  );
}
