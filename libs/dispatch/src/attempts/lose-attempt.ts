import { audit, row } from '#libs/database';
import { attemptStatesAllowing, type Actor, type AttemptEvent } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { requeueJob } from '../jobs/requeue-job.js';

type Loss = Extract<AttemptEvent, 'never-confirmed' | 'grace-ended' | 'not-reported-by-agent'>;

/**
 * Gives an attempt up: nothing that it says counts from now on, and its job goes back to the queue (or ends, where it was
 * to be cancelled anyway). The caller wakes the job's followers once it has committed.
 *
 * @param silentSeconds how long it must have been silent at this very moment: one that came back since it was looked at, and
 * fell silent again, has its whole grace before it. Null where silence is not the reason
 * @returns id of the job; undefined where the attempt had moved on, e.g. completed: the condition settles the race
 */
export async function loseAttempt(
  tx: EntityManager,
  actor: Actor,
  attemptId: string,
  loss: Loss,
  silentSeconds: number | null = null,
): Promise<string | undefined> {
  const lost = await row<{ jobId: string }>(
    tx,
    `UPDATE attempts SET state = 'lost', outcome = 'lost', ended_at = now()
      WHERE id = $1 AND state = ANY($2)
        AND ($3::float8 IS NULL OR coalesce(suspect_since, started_at) < now() - make_interval(secs => $3))
      RETURNING job_id AS "jobId"`,
    [attemptId, attemptStatesAllowing(loss), silentSeconds],
  );
  if (lost === undefined) return undefined;
  await releaseHosts(tx, attemptId);
  await audit(tx, actor, {
    action: 'attempt.lost',
    subject: ['attempt', attemptId],
    details: { because: loss, jobId: lost.jobId },
  });
  await requeueJob(tx, actor, lost.jobId, loss);
  return lost.jobId;
}

/** Frees the hosts of an ended attempt. They stay tainted until their agent offers them again. */
export async function releaseHosts(tx: EntityManager, attemptId: string): Promise<void> {
  await tx.query('UPDATE attempt_hosts SET released_at = now() WHERE attempt_id = $1 AND released_at IS NULL', [
    attemptId,
  ]);
}
