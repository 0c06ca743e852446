import { audit, row, rows, transaction, wake } from '#libs/database';
import { attemptStatesAllowing, type DispatchTiming, type SystemActor } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { LIVE } from '../attempts/live-states.js';
import { loseAttempt, releaseHosts } from '../attempts/lose-attempt.js';
import { finishCancelledJob } from '../jobs/finish-cancelled-job.js';

const BATCH = 500;

interface Sweep {
  readonly db: DataSource;
  readonly actor: SystemActor;
  readonly timing: DispatchTiming;
}

/**
 * Judges silence: a claim never confirmed is over; a lease that ran out makes its attempt suspect; one suspect past its
 * grace is lost and its job goes back; a cancellation nobody acknowledged is enforced. Every step is a conditional
 * UPDATE, so it may run twice, late, or at the same moment as the agent's own write.
 *
 * @throws AggregateError of what could not be judged, after everything else has been
 */
export async function sweepLeases(db: DataSource, actor: SystemActor, timing: DispatchTiming): Promise<void> {
  const failures: unknown[] = [];
  for (const step of [suspectSilent, loseSilent, enforceCancellations]) {
    await step({ db, actor, timing }).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some attempts could not be judged');
}

async function suspectSilent({ db }: Sweep): Promise<void> {
  const suspected = await rows<{ jobId: string }>(
    db,
    `UPDATE attempts SET state = 'suspect', suspect_since = now()
      WHERE state = ANY($1) AND state IN (${LIVE}) AND lease_ends_at < now() RETURNING job_id AS "jobId"`,
    [attemptStatesAllowing('lease-ended')],
  );
  await wake(db, ...suspected.map(({ jobId }) => `job:${jobId}` as const));
}

async function loseSilent({ db, actor, timing }: Sweep): Promise<void> {
  const over = await rows<{ id: string; unconfirmed: boolean }>(
    db,
    `SELECT id, state = 'leased' AS unconfirmed FROM attempts
      WHERE (state = 'leased' AND started_at < now() - make_interval(secs => $1))
         OR (state = 'suspect' AND suspect_since < now() - make_interval(secs => $2))
      ORDER BY id LIMIT ${BATCH}`,
    [timing.confirmSeconds, timing.graceSeconds],
  );
  await each(over, async ({ id, unconfirmed }) => {
    const [loss, silentSeconds] = unconfirmed
      ? (['never-confirmed', timing.confirmSeconds] as const)
      : (['grace-ended', timing.graceSeconds] as const);
    const jobId = await transaction(db, (tx) => loseAttempt(tx, actor, id, loss, silentSeconds));
    if (jobId !== undefined) await wake(db, 'outbox', `job:${jobId}`);
  });
}

async function enforceCancellations({ db, actor, timing }: Sweep): Promise<void> {
  const overdue = await rows<{ id: string }>(
    db,
    `SELECT id FROM jobs WHERE state = 'running' AND cancel_requested_at < now() - make_interval(secs => $1) ORDER BY id LIMIT ${BATCH}`,
    [timing.cancelSeconds],
  );
  await each(overdue, async ({ id }) => {
    const ended = await transaction(db, async (tx) => {
      const attempt = await row<{ id: string; agentId: string }>(
        tx,
        `UPDATE attempts SET state = 'cancelled', outcome = 'cancelled', ended_at = now()
          WHERE job_id = $1 AND state = ANY($2) AND state IN (${LIVE}) RETURNING id, agent_id AS "agentId"`,
        [id, attemptStatesAllowing('cancel-enforced')],
      );
      if (attempt === undefined) return undefined;
      await releaseHosts(tx, attempt.id);
      await audit(tx, actor, {
        action: 'attempt.cancel-enforced',
        subject: ['attempt', attempt.id],
        details: { jobId: id },
      });
      await finishCancelledJob(tx, actor, id);
      return attempt;
    });
    if (ended !== undefined) await wake(db, 'outbox', `job:${id}`, `agent:${ended.agentId}`);
  });
}

/** One item that can't be judged must not keep the others waiting; the step as a whole fails all the same. */
async function each<T>(items: readonly T[], judge: (item: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) await judge(item).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${items.length} failed`);
}
