import { audit, row, rows, transaction, wakeRelay } from '#libs/database';
import { waitingCode, type DispatchTiming, type SystemActor } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { loseAttempt, releaseHosts } from '../attempts/lose-attempt.js';
import { LIVE_HOST } from '../centers/centers.queries.js';
import { finishCancelledJob } from '../jobs/finish-cancelled-job.js';

const BATCH = 500;

/**
 * Judges silence: a claim never confirmed is over; a lease that ran out makes its attempt suspect; one suspect past its
 * grace is lost and its job goes back; a cancellation nobody acknowledged is enforced. Every step is a conditional
 * UPDATE, so it may run twice, late, or at the same moment as the agent's own write.
 */
export async function sweepLeases(db: DataSource, actor: SystemActor, timing: DispatchTiming): Promise<void> {
  await db.query(
    `UPDATE attempts SET state = 'suspect', suspect_since = now() WHERE state = 'running' AND lease_ends_at < now()`,
  );
  const over = await rows<{ id: string; loss: 'never-confirmed' | 'grace-ended' }>(
    db,
    `SELECT id, CASE WHEN state = 'leased' THEN 'never-confirmed' ELSE 'grace-ended' END AS loss FROM attempts
      WHERE (state = 'leased' AND started_at < now() - make_interval(secs => $1))
         OR (state = 'suspect' AND suspect_since < now() - make_interval(secs => $2))
      ORDER BY id LIMIT ${BATCH}`,
    [timing.confirmSeconds, timing.graceSeconds],
  );
  const failures: unknown[] = [];
  for (const { id, loss } of over) {
    // One attempt that can't be judged must not keep the others waiting; the sweep as a whole fails all the same.
    await transaction(db, (tx) => loseAttempt(tx, actor, id, loss)).catch((error: unknown) => failures.push(error));
  }
  const enforced = await enforceCancellations(db, actor, timing);
  if (over.length > 0 || enforced > 0) await wakeRelay(db);
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} attempts could not be judged`);
}

async function enforceCancellations(db: DataSource, actor: SystemActor, timing: DispatchTiming): Promise<number> {
  const overdue = await rows<{ id: string }>(
    db,
    `SELECT id FROM jobs WHERE state = 'running' AND cancel_requested_at < now() - make_interval(secs => $1) ORDER BY id LIMIT ${BATCH}`,
    [timing.cancelSeconds],
  );
  for (const { id } of overdue) {
    await transaction(db, async (tx) => {
      const ended = await row<{ id: string }>(
        tx,
        `UPDATE attempts SET state = 'cancelled', outcome = 'cancelled', ended_at = now()
          WHERE job_id = $1 AND state IN ('leased', 'running', 'suspect') RETURNING id`,
        [id],
      );
      if (ended === undefined) return;
      await releaseHosts(tx, ended.id);
      await audit(tx, actor, {
        action: 'attempt.cancel-enforced',
        subject: ['attempt', ended.id],
        details: { jobId: id },
      });
      await finishCancelledJob(tx, actor, id);
    });
  }
  return overdue.length;
}

/** Keeps each queued job's stored reason for waiting true; "since" is when the reason began to hold. */
export async function refreshWaitingReasons(db: DataSource, timing: DispatchTiming): Promise<void> {
  const pools = await rows<{ poolId: string; hosts: number; liveHosts: number; freeHosts: number }>(
    db,
    `SELECT p.id AS "poolId",
            (SELECT count(*) FROM hosts h WHERE h.pool_id = p.id AND h.withdrawn_at IS NULL) AS hosts,
            (SELECT count(*) FROM hosts h WHERE h.pool_id = p.id AND ${LIVE_HOST('$1')}) AS "liveHosts",
            (SELECT count(*) FROM hosts h WHERE h.pool_id = p.id AND ${LIVE_HOST('$1')}
                AND NOT EXISTS (SELECT 1 FROM attempt_hosts ah WHERE ah.host_id = h.id AND ah.released_at IS NULL)) AS "freeHosts"
       FROM pools p WHERE EXISTS (SELECT 1 FROM jobs j WHERE j.pool_id = p.id AND j.state = 'queued')`,
    [timing.leaseSeconds],
  );
  for (const pool of pools) {
    await db.query(
      `UPDATE jobs SET waiting_code = $2, waiting_since = now()
        WHERE pool_id = $1 AND state = 'queued' AND waiting_code IS DISTINCT FROM $2`,
      [pool.poolId, waitingCode(pool)],
    );
  }
}
