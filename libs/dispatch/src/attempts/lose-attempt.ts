import { audit, row } from '#libs/database';
import { attemptStatesAllowing, type Actor, type AttemptEvent } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { advanceJob } from '../jobs/advance-job.js';
import { requeueJob } from '../jobs/requeue-job.js';

type Loss = Extract<AttemptEvent, 'never-confirmed' | 'grace-ended' | 'not-reported-by-agent'>;

/**
 * Gives an attempt up: nothing that it says counts from now on, and its job goes back to the queue (or ends, where it was
 * to be cancelled anyway).
 *
 * @returns false where the attempt had moved on, e.g. completed in the meantime: the race is settled by the condition
 */
export async function loseAttempt(tx: EntityManager, actor: Actor, attemptId: string, loss: Loss): Promise<boolean> {
  const lost = await row<{ jobId: string; cancelling: boolean }>(
    tx,
    `UPDATE attempts SET state = 'lost', outcome = 'lost', ended_at = now()
       FROM jobs j WHERE attempts.id = $1 AND attempts.state = ANY($2) AND j.id = attempts.job_id
      RETURNING attempts.job_id AS "jobId", j.cancel_requested_at IS NOT NULL AS cancelling`,
    [attemptId, attemptStatesAllowing(loss)],
  );
  if (lost === undefined) return false;
  await releaseHosts(tx, attemptId);
  await audit(tx, actor, {
    action: 'attempt.lost',
    subject: ['attempt', attemptId],
    details: { because: loss, jobId: lost.jobId },
  });
  if (lost.cancelling) await finishCancelledJob(tx, actor, lost.jobId);
  else await requeueJob(tx, actor, lost.jobId, loss);
  return true;
}

/** Frees the hosts of an ended attempt. They stay tainted until their agent offers them again. */
export async function releaseHosts(tx: EntityManager, attemptId: string): Promise<void> {
  await tx.query('UPDATE attempt_hosts SET released_at = now() WHERE attempt_id = $1 AND released_at IS NULL', [
    attemptId,
  ]);
}

/** Ends a job whose cancellation was asked for while it ran. */
export async function finishCancelledJob(tx: EntityManager, actor: Actor, jobId: string): Promise<void> {
  await tx.query('UPDATE jobs SET current_attempt_id = NULL WHERE id = $1', [jobId]);
  await advanceJob(tx, actor, jobId, 'cancelled');
}
