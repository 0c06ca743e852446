import { audit, row } from '#libs/database';
import {
  DomainError,
  isFinalJobState,
  JOB_STATES,
  nextJobState,
  nextRequestState,
  notFound,
  type Actor,
  type JobEvent,
  type JobState,
  type RequestState,
} from '#libs/domain';
import type { EntityManager } from 'typeorm';

/**
 * Performs one transition of a job. The row is locked first, so two events can't both start from the same state: the
 * second one finds the state that the first one left, and is refused if its event is not allowed there.
 *
 * @throws DomainError `illegal-transition`, `not-found`
 */
export async function advanceJob(
  tx: EntityManager,
  actor: Actor,
  jobId: string,
  event: JobEvent,
  reason: string | null = null,
): Promise<JobState> {
  const job = await row<{ state: JobState; requestId: string }>(
    tx,
    'SELECT state, request_id AS "requestId" FROM jobs WHERE id = $1 FOR UPDATE',
    [jobId],
  );
  if (job === undefined) throw notFound('测试任务 · job');
  const next = nextJobState(job.state, event);
  if (next === undefined) throw illegalTransition(job.state, event);
  await tx.query('UPDATE jobs SET state = $2, reason = coalesce($3, reason), updated_at = now() WHERE id = $1', [
    jobId,
    next,
    reason,
  ]);
  await audit(tx, actor, {
    action: `job.${event}`,
    subject: ['job', jobId],
    details: { from: job.state, to: next, ...(reason === null ? {} : { reason }) },
  });
  if (isFinalJobState(next)) await closeRequestWhenDone(tx, job.requestId);
  return next;
}

const FINAL_JOB_STATES = JOB_STATES.filter(isFinalJobState);

/**
 * A request is closed when the last of its jobs has ended. Its row is locked first, in a statement of its own: of two jobs
 * that end in two transactions at once neither sees the other's end, so the second must look again after the first has
 * committed. Jobs are locked before their request, everywhere.
 */
async function closeRequestWhenDone(tx: EntityManager, requestId: string): Promise<void> {
  const request = await row<{ state: RequestState }>(
    tx,
    'SELECT state FROM adaptation_requests WHERE id = $1 FOR NO KEY UPDATE',
    [requestId],
  );
  const closed = request && nextRequestState(request.state, 'all-jobs-ended');
  if (closed === undefined) return;
  await tx.query(
    `UPDATE adaptation_requests SET state = $2, updated_at = now()
      WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM jobs WHERE request_id = $1 AND NOT (state = ANY($3)))`,
    [requestId, closed, FINAL_JOB_STATES],
  );
}

function illegalTransition(state: JobState, event: JobEvent): DomainError {
  return new DomainError(
    'illegal-transition',
    `任务处于 ${state}，不能执行 ${event} · The job is ${state}; ${event} is not possible from there`,
    { facts: { state } },
  );
}
