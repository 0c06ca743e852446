import { addToOutbox, Attempt, AttemptHost, audit, row, transaction } from '#libs/database';
import type { AgentActor, DispatchTiming } from '#libs/domain';
import type { Ticket } from '#libs/jobs';
import type { DataSource, EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { HELD_HOST, LIVE_HOST } from '../centers/host-conditions.js';
import { advanceJob } from '../jobs/advance-job.js';

export interface Claim {
  readonly actor: AgentActor;
  readonly claimId: string;
  /** SHA-256 of the attempt secret that the agent made. */
  readonly tokenHash: Buffer;
  /** Hosts of the agent, best first; those of other pools don't count. */
  readonly hostIds: readonly string[];
  readonly poolId: string;
}

/**
 * `stale`: the job has moved on, drop the ticket. `unfit`: not for these hosts, somebody else should have it. `no-host`:
 * none of the hosts may work any more, whatever the job.
 */
export type ClaimResult =
  { readonly kind: 'claimed'; readonly attemptId: string } | { readonly kind: 'stale' | 'unfit' | 'no-host' };

/**
 * Decides a claim: one conditional UPDATE of the job (queued, this generation, this pool) together with the new attempt.
 * Of two claims for one job one wins; the other finds the job moved on.
 */
export async function claimJob(
  db: DataSource,
  claim: Claim,
  ticket: Ticket,
  timing: DispatchTiming,
): Promise<ClaimResult> {
  return transaction(db, async (tx) => {
    const job = await row<{ emulated: boolean; number: number; testPlanId: string; vendorId: string }>(
      tx,
      `SELECT p.executor = 'emulated' AS emulated, j.attempts_made + 1 AS number, r.test_plan_id AS "testPlanId",
              j.vendor_id AS "vendorId"
         FROM jobs j JOIN pools p ON p.id = j.pool_id JOIN adaptation_requests r ON r.id = j.request_id
        WHERE j.id = $1 AND j.generation = $2 AND j.pool_id = $3 AND j.state = 'queued' FOR UPDATE OF j`,
      [ticket.jobId, ticket.generation, claim.poolId],
    );
    if (job === undefined) return { kind: 'stale' };
    const host = await bestHost(tx, claim, ticket.jobId, timing.leaseSeconds);
    if (host === undefined) return { kind: 'no-host' };
    if (host.freshElsewhere) return { kind: 'unfit' };

    const attemptId = uuidv7();
    await tx.insert(Attempt, {
      id: attemptId,
      jobId: ticket.jobId,
      number: job.number,
      generation: ticket.generation,
      poolId: claim.poolId,
      agentId: claim.actor.agentId,
      claimId: claim.claimId,
      tokenHash: claim.tokenHash,
      state: 'leased',
      emulated: job.emulated,
      testPlanId: job.testPlanId,
      artifactDigests: await artifactsOfJob(tx, ticket.jobId),
      leaseEndsAt: new Date(Date.now() + timing.leaseSeconds * 1000),
    });
    // Fails on a busy host: at most one live attempt per host, whatever the agent believes.
    await tx.insert(AttemptHost, { attemptId, hostId: host.id, part: 'main' });
    await tx.query('UPDATE hosts SET tainted_by = $2, last_seen_at = now() WHERE id = $1', [host.id, job.vendorId]);
    await tx.query(
      `UPDATE jobs SET attempts_made = attempts_made + 1, current_attempt_id = $2, ticket_released_at = NULL,
              waiting_code = NULL, waiting_since = NULL WHERE id = $1`,
      [ticket.jobId, attemptId],
    );
    await advanceJob(tx, claim.actor, ticket.jobId, 'claimed');
    await audit(tx, claim.actor, {
      action: 'attempt.claim',
      subject: ['attempt', attemptId],
      details: { jobId: ticket.jobId, number: job.number, hostId: host.id },
    });
    await refillIfBacklog(tx, claim.poolId);
    return { kind: 'claimed', attemptId };
  });
}

/** How often a host (alias h) has tried the job $1. */
const TRIES = `(SELECT count(*) FROM attempts a JOIN attempt_hosts ah ON ah.attempt_id = a.id
                 WHERE a.job_id = $1 AND ah.host_id = h.id)`;

/**
 * Of the offered hosts the one that has tried the job least, and whether a live host of the pool has tried it less still:
 * a job that failed for no fault of its own goes to another host first, where there is one.
 *
 * Asked again although the agent was served as one with free hosts: it may have waited for long, and been drained or
 * revoked meanwhile. The locks make a drain or a revocation that runs at this moment come before or after the claim.
 */
async function bestHost(
  tx: EntityManager,
  claim: Claim,
  jobId: string,
  leaseSeconds: number,
): Promise<{ id: string; freshElsewhere: boolean } | undefined> {
  const host = await row<{ id: string; tries: number }>(
    tx,
    `SELECT h.id, ${TRIES} AS tries FROM hosts h JOIN agents ag ON ag.id = h.agent_id
      WHERE h.id = ANY($2) AND h.pool_id = $3 AND h.agent_id = $4 AND h.state = 'ready' AND h.withdrawn_at IS NULL
        AND ag.revoked_at IS NULL AND NOT ${HELD_HOST}
      ORDER BY tries, array_position($2, h.id) LIMIT 1 FOR NO KEY UPDATE OF h FOR SHARE OF ag`,
    [jobId, claim.hostIds, claim.poolId, claim.actor.agentId],
  );
  if (host === undefined || host.tries === 0) return host && { id: host.id, freshElsewhere: false };
  const fresher = await row(
    tx,
    `SELECT 1 AS one FROM hosts h WHERE h.pool_id = $2 AND ${LIVE_HOST('$3')} AND ${TRIES} < $4 LIMIT 1`,
    [jobId, claim.poolId, leaseSeconds, host.tries],
  );
  return { id: host.id, freshElsewhere: fresher !== undefined };
}

async function artifactsOfJob(tx: EntityManager, jobId: string): Promise<string[]> {
  const found = await row<{ digests: string[] }>(
    tx,
    // As the domain's `isSentTo` has it: what is for the machine's ISA and what is for every one, but for documentation.
    `SELECT coalesce(array_agg(DISTINCT ra.sha256), '{}') AS digests
       FROM jobs j JOIN adaptation_requests q ON q.id = j.request_id JOIN platforms pl ON pl.id = j.platform_id
       JOIN release_artifacts ra ON ra.release_id = j.release_id AND ra.build = q.build
      WHERE j.id = $1 AND ra.role <> 'documentation' AND (ra.isa IS NULL OR ra.isa = pl.isa)`,
    [jobId],
  );
  return found?.digests ?? [];
}

async function refillIfBacklog(tx: EntityManager, poolId: string): Promise<void> {
  const waiting = await row(
    tx,
    `SELECT 1 AS one FROM jobs WHERE pool_id = $1 AND state = 'queued' AND ticket_released_at IS NULL LIMIT 1`,
    [poolId],
  );
  if (waiting !== undefined) await addToOutbox(tx, [{ queue: 'fill-window', payload: { poolId } }]);
}
