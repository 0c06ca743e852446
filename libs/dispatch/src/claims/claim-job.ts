import { addToOutbox, Attempt, AttemptHost, audit, row, transaction } from '#libs/database';
import type { AgentActor, DispatchTiming } from '#libs/domain';
import type { Ticket } from '#libs/jobs';
import type { DataSource, EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { advanceJob } from '../jobs/advance-job.js';

export interface Claim {
  readonly actor: AgentActor;
  readonly claimId: string;
  /** SHA-256 of the attempt secret that the agent made. */
  readonly tokenHash: Buffer;
  readonly hostId: string;
  readonly poolId: string;
}

/** `stale`: the job has moved on, drop the ticket. `unfit`: not for this host, somebody else should have it. */
export type ClaimResult =
  { readonly kind: 'claimed'; readonly attemptId: string } | { readonly kind: 'stale' | 'unfit' };

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
    const job = await row<{
      emulated: boolean;
      number: number;
      testPlanId: string;
      triedHere: boolean;
      elsewhere: boolean;
      vendorId: string;
    }>(
      tx,
      `SELECT p.executor = 'emulated' AS emulated, j.attempts_made + 1 AS number, r.test_plan_id AS "testPlanId",
              j.vendor_id AS "vendorId",
              EXISTS (SELECT 1 FROM attempts a JOIN attempt_hosts ah ON ah.attempt_id = a.id
                       WHERE a.job_id = j.id AND ah.host_id = $4) AS "triedHere",
              EXISTS (SELECT 1 FROM hosts h WHERE h.pool_id = j.pool_id AND h.id <> $4 AND h.state = 'ready' AND h.withdrawn_at IS NULL
                         AND h.last_seen_at > now() - make_interval(secs => $5)) AS elsewhere
         FROM jobs j JOIN pools p ON p.id = j.pool_id JOIN adaptation_requests r ON r.id = j.request_id
        WHERE j.id = $1 AND j.generation = $2 AND j.pool_id = $3 AND j.state = 'queued' FOR UPDATE OF j`,
      [ticket.jobId, ticket.generation, claim.poolId, claim.hostId, timing.leaseSeconds],
    );
    if (job === undefined) return { kind: 'stale' };
    // A job that failed for no fault of its own goes to another host first, where there is one.
    if (job.triedHere && job.elsewhere) return { kind: 'unfit' };

    const attemptId = uuidv7();
    await tx.insert(Attempt, {
      id: attemptId,
      jobId: ticket.jobId,
      number: job.number,
      generation: ticket.generation,
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
    await tx.insert(AttemptHost, { attemptId, hostId: claim.hostId, part: 'main' });
    await tx.query('UPDATE hosts SET tainted_by = $2, last_seen_at = now() WHERE id = $1', [
      claim.hostId,
      job.vendorId,
    ]);
    await tx.query(
      `UPDATE jobs SET attempts_made = attempts_made + 1, current_attempt_id = $2, ticket_released_at = NULL,
              waiting_code = NULL, waiting_since = NULL WHERE id = $1`,
      [ticket.jobId, attemptId],
    );
    await advanceJob(tx, claim.actor, ticket.jobId, 'claimed');
    await audit(tx, claim.actor, {
      action: 'attempt.claim',
      subject: ['attempt', attemptId],
      details: { jobId: ticket.jobId, number: job.number, hostId: claim.hostId },
    });
    await refillIfBacklog(tx, claim.poolId);
    return { kind: 'claimed', attemptId };
  });
}

async function artifactsOfJob(tx: EntityManager, jobId: string): Promise<string[]> {
  const found = await row<{ digests: string[] }>(
    tx,
    `SELECT coalesce(array_agg(ra.sha256 ORDER BY ra.file_name), '{}') AS digests
       FROM jobs j JOIN platforms pl ON pl.id = j.platform_id JOIN release_artifacts ra ON ra.release_id = j.release_id
      WHERE j.id = $1 AND (ra.isa = pl.isa OR (ra.isa IS NULL AND NOT EXISTS (
            SELECT 1 FROM release_artifacts x WHERE x.release_id = j.release_id AND x.isa = pl.isa)))`,
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
