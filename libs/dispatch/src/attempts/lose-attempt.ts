import { audit, row } from '#libs/database';
import { attemptStatesAllowing, type Actor, type AttemptEvent } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { requeueJob } from '../jobs/requeue-job.js';

type Loss = Extract<AttemptEvent, 'never-confirmed' | 'grace-ended' | 'not-reported-by-agent'>;

/**
 * Gives an attempt up: nothing that it says counts from now on, and its job goes back to the queue (or ends, where it was
 * to be cancelled anyway).
 *
 * @returns false where the attempt had moved on, e.g. completed in the meantime: the race is settled by the condition
 */
export async function loseAttempt(tx: EntityManager, actor: Actor, attemptId: string, loss: Loss): Promise<boolean> {
  const lost = await row<{ jobId: string }>(
    tx,
    `UPDATE attempts SET state = 'lost', outcome = 'lost', ended_at = now()
      WHERE id = $1 AND state = ANY($2) RETURNING job_id AS "jobId"`,
    [attemptId, attemptStatesAllowing(loss)],
  );
  if (lost === undefined) return false;
  await releaseHosts(tx, attemptId);
  await audit(tx, actor, {
    action: 'attempt.lost',
    subject: ['attempt', attemptId],
    details: { because: loss, jobId: lost.jobId },
  });
  await requeueJob(tx, actor, lost.jobId, loss);
  return true;
}

/** Frees the hosts of an ended attempt. They stay tainted until their agent offers them again. */
export async function releaseHosts(tx: EntityManager, attemptId: string): Promise<void> {
  await tx.query('UPDATE attempt_hosts SET released_at = now() WHERE attempt_id = $1 AND released_at IS NULL', [
    attemptId,
  ]);
}
