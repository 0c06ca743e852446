import { addToOutbox, audit, row, transaction, wake, type Context } from '#libs/database';
import { notFound, type Band, type JobState, type PersonActor } from '#libs/domain';
import { poolQueueName } from '#libs/jobs';
import type { EntityManager } from 'typeorm';
import { advanceJob } from './advance-job.js';

interface FoundJob {
  readonly state: JobState;
  readonly generation: number;
  readonly band: Band;
  readonly attemptId: string | null;
  readonly released: boolean;
  readonly poolId: string | null;
  readonly pool: string | null;
  readonly center: string | null;
}

/**
 * Cancels a job of the actor's organization: a queued one at once; a running one by a directive that its agent
 * acknowledges, and that the sweep enforces where it does not. No later write undoes it.
 *
 * @throws DomainError `not-found`, `illegal-transition` where the job is past being cancelled
 */
export async function cancelJob(
  { db, actor }: Context<PersonActor>,
  jobId: string,
  reason: string | null,
): Promise<void> {
  const agentId = await transaction(db, async (tx) => {
    const job = await row<FoundJob>(
      tx,
      `SELECT j.state, j.generation, j.band, j.current_attempt_id AS "attemptId", j.ticket_released_at IS NOT NULL AS released,
              p.id AS "poolId", p.slug AS pool, c.code AS center
         FROM jobs j LEFT JOIN pools p ON p.id = j.pool_id LEFT JOIN centers c ON c.id = p.center_id
        WHERE j.id = $1 AND (($3 = 'vendor' AND j.vendor_id = $2) OR ($3 = 'center-operator' AND c.organization_id = $2))
        FOR UPDATE OF j`,
      [jobId, actor.organizationId, actor.role],
    );
    if (job === undefined) throw notFound('测试任务 · job');
    if (job.state !== 'running') {
      await advanceJob(tx, actor, jobId, 'cancelled', reason);
      await takeOutOfWindow(tx, jobId, job);
      return null;
    }
    await tx.query(
      'UPDATE jobs SET cancel_requested_at = coalesce(cancel_requested_at, now()), reason = coalesce($2, reason), updated_at = now() WHERE id = $1',
      [jobId, reason],
    );
    await audit(tx, actor, { action: 'job.cancel-requested', subject: ['job', jobId], details: { reason } });
    // After the lock: while this one waited for it, the job may have been claimed.
    const attempt = await row<{ agentId: string }>(tx, 'SELECT agent_id AS "agentId" FROM attempts WHERE id = $1', [
      job.attemptId,
    ]);
    return attempt?.agentId ?? null;
  });
  await wake(db, 'outbox', `job:${jobId}`, ...(agentId === null ? [] : [`agent:${agentId}` as const]));
}

/** Nobody will ever claim the ticket of a cancelled job: it leaves its place in the window to another. */
async function takeOutOfWindow(tx: EntityManager, jobId: string, job: FoundJob): Promise<void> {
  const { poolId, center, pool, generation, band } = job;
  if (!job.released || poolId === null || center === null || pool === null) return;
  await addToOutbox(tx, [
    { queue: poolQueueName(center, pool), payload: { poolId, jobId, generation, band, withdrawn: true } },
    { queue: 'fill-window', payload: { poolId } },
  ]);
}
