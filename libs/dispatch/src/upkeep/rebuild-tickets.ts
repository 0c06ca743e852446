import { addToOutbox, rows, transaction, wakeRelay } from '#libs/database';
import type { Band } from '#libs/domain';
import { poolQueueName, type Queues } from '#libs/jobs';
import type { DataSource } from 'typeorm';

/** Work that has not moved for this long may have lost its message. */
const OVERDUE_SECONDS = 10;
const BATCH = 1_000;

/**
 * Makes the queues agree with PostgreSQL again, however they came to differ: tickets that were released and not claimed
 * are released once more (a ticket that is there stays as it is), stalled ones come back, and every step that waits for
 * its message is told of again. Losing the whole queue store loses nothing but the time until this runs.
 */
export async function rebuildTickets(db: DataSource, queues: Queues): Promise<void> {
  const waiting = await rows<{
    center: string;
    pool: string;
    tickets: { jobId: string; generation: number; band: Band }[];
  }>(
    db,
    `SELECT c.code AS center, p.slug AS pool,
            json_agg(json_build_object('jobId', j.id, 'generation', j.generation, 'band', j.band) ORDER BY j.band, j.virtual_start, j.id) AS tickets
       FROM jobs j JOIN pools p ON p.id = j.pool_id JOIN centers c ON c.id = p.center_id
      WHERE j.state = 'queued' AND j.ticket_released_at < now() - make_interval(secs => $1)
      GROUP BY c.code, p.slug`,
    [OVERDUE_SECONDS],
  );
  for (const { center, pool, tickets } of waiting) {
    const queue = queues.tickets(poolQueueName(center, pool));
    await queue.release(tickets);
  }
  await transaction(db, async (tx) => {
    const backlogs = await rows<{ poolId: string }>(
      tx,
      `SELECT DISTINCT pool_id AS "poolId" FROM jobs WHERE state = 'queued' AND pool_id IS NOT NULL AND ticket_released_at IS NULL`,
    );
    const unrouted = await rows<{ jobId: string }>(
      tx,
      `SELECT id AS "jobId" FROM jobs WHERE state = 'queued' AND pool_id IS NULL AND updated_at < now() - make_interval(secs => $1)
        ORDER BY id LIMIT ${BATCH}`,
      [OVERDUE_SECONDS],
    );
    const unjudged = await rows<{ attemptId: string }>(
      tx,
      `SELECT current_attempt_id AS "attemptId" FROM jobs WHERE state = 'results-in' AND current_attempt_id IS NOT NULL
          AND updated_at < now() - make_interval(secs => $1) ORDER BY id LIMIT ${BATCH}`,
      [OVERDUE_SECONDS],
    );
    const unissued = await rows<{ jobId: string }>(
      tx,
      `SELECT id AS "jobId" FROM jobs WHERE state = 'issuing' AND updated_at < now() - make_interval(secs => $1) ORDER BY id LIMIT ${BATCH}`,
      [OVERDUE_SECONDS],
    );
    await addToOutbox(tx, [
      ...backlogs.map((payload) => ({ queue: 'fill-window', payload })),
      ...unrouted.map((payload) => ({ queue: 'route-job', payload })),
      ...unjudged.map((payload) => ({ queue: 'evaluate-attempt', payload })),
      ...unissued.map((payload) => ({ queue: 'issue-certificate', payload })),
    ]);
  });
  await wakeRelay(db);
}

/**
 * Brings back tickets that a claimer took and never put away, because it died in between. Two calls after its lock ran
 * out the ticket is there again.
 */
export async function recoverStalledTickets(db: DataSource, queues: Queues): Promise<void> {
  const pools = await rows<{ center: string; pool: string }>(
    db,
    `SELECT DISTINCT c.code AS center, p.slug AS pool FROM jobs j JOIN pools p ON p.id = j.pool_id JOIN centers c ON c.id = p.center_id
      WHERE j.state = 'queued' AND j.ticket_released_at < now() - make_interval(secs => $1)`,
    [OVERDUE_SECONDS],
  );
  for (const { center, pool } of pools) await queues.tickets(poolQueueName(center, pool)).recoverStalled();
}
