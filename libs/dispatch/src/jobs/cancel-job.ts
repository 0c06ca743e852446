import { addToOutbox, audit, row, transaction, wake, wakeRelay, type Context } from '#libs/database';
import { notFound, type JobState, type PersonActor } from '#libs/domain';
import { advanceJob } from './advance-job.js';

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
    const job = await row<{ state: JobState; poolId: string | null; agentId: string | null }>(
      tx,
      `SELECT j.state, j.pool_id AS "poolId", (SELECT a.agent_id FROM attempts a WHERE a.id = j.current_attempt_id) AS "agentId"
         FROM jobs j LEFT JOIN pools p ON p.id = j.pool_id LEFT JOIN centers c ON c.id = p.center_id
        WHERE j.id = $1 AND (($3 = 'vendor' AND j.vendor_id = $2) OR ($3 = 'center-operator' AND c.organization_id = $2))
        FOR UPDATE OF j`,
      [jobId, actor.organizationId, actor.role],
    );
    if (job === undefined) throw notFound('测试任务 · job');
    if (job.state !== 'running') {
      await advanceJob(tx, actor, jobId, 'cancelled', reason);
      // It may have been one of its pool's window, and nobody will ever claim its ticket.
      if (job.poolId !== null) await addToOutbox(tx, [{ queue: 'fill-window', payload: { poolId: job.poolId } }]);
      return null;
    }
    await tx.query(
      'UPDATE jobs SET cancel_requested_at = coalesce(cancel_requested_at, now()), reason = coalesce($2, reason), updated_at = now() WHERE id = $1',
      [jobId, reason],
    );
    await audit(tx, actor, { action: 'job.cancel-requested', subject: ['job', jobId], details: { reason } });
    return job.agentId;
  });
  await wakeRelay(db);
  await wake(db, `job:${jobId}`);
  if (agentId !== null) await wake(db, `agent:${agentId}`);
}
