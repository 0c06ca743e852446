import { addToOutbox, row } from '#libs/database';
import { MAX_ATTEMPTS_WITHOUT_RESULT, type Actor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { advanceJob } from './advance-job.js';
import { finishCancelledJob } from './finish-cancelled-job.js';

/**
 * Puts a job whose attempt ended without a result back into its pool's backlog, or gives it to a person after too many; one
 * that was to be cancelled ends instead. The new generation makes every ticket that is still about stale.
 */
export async function requeueJob(tx: EntityManager, actor: Actor, jobId: string, why: string): Promise<void> {
  // Asked of the row that this statement locks: a cancellation that comes at the same moment is before it or after it.
  const counted = await row<{ made: number; poolId: string | null; cancelling: boolean }>(
    tx,
    `UPDATE jobs SET attempts_without_result = attempts_without_result + 1, generation = generation + 1,
            ticket_released_at = NULL, current_attempt_id = NULL, waiting_code = NULL, waiting_since = NULL
      WHERE id = $1
      RETURNING attempts_without_result AS made, pool_id AS "poolId", cancel_requested_at IS NOT NULL AS cancelling`,
    [jobId],
  );
  if (counted === undefined) throw new Error(`job ${jobId} has an attempt but is not there`);
  if (counted.cancelling) {
    await finishCancelledJob(tx, actor, jobId);
    return;
  }
  if (counted.made >= MAX_ATTEMPTS_WITHOUT_RESULT) {
    await advanceJob(
      tx,
      actor,
      jobId,
      'attempts-exhausted',
      `${counted.made} 次执行均无结果：${why} · ${counted.made} attempts ended without a result: ${why}`,
    );
    return;
  }
  await advanceJob(tx, actor, jobId, 'attempt-ended-without-result');
  await tx.query('UPDATE jobs SET queued_at = now() WHERE id = $1', [jobId]);
  if (counted.poolId !== null) await addToOutbox(tx, [{ queue: 'fill-window', payload: { poolId: counted.poolId } }]);
}
