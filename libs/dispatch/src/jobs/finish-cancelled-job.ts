import type { Actor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { advanceJob } from './advance-job.js';

/** Ends a job whose cancellation was asked for while it ran. */
export async function finishCancelledJob(tx: EntityManager, actor: Actor, jobId: string): Promise<void> {
  await tx.query('UPDATE jobs SET current_attempt_id = NULL WHERE id = $1', [jobId]);
  await advanceJob(tx, actor, jobId, 'cancelled');
}
