import { addToOutbox, rows, transaction, wakeRelay } from '#libs/database';
import type { Band, DispatchTiming } from '#libs/domain';
import { poolQueueName, type Queues } from '#libs/jobs';
import type { DataSource, EntityManager } from 'typeorm';
import { fillWindow } from '../windows/fill-window.js';
import { OVERDUE_SECONDS } from './overdue.js';

const BATCH = 1_000;

/**
 * Makes the queues agree with PostgreSQL again, however they came to differ: tickets that were released and not claimed
 * are released once more (a ticket that is there stays as it is), windows are filled, and every step that waits for its
 * message is told of again, unless its last message ended as a dead letter: then an operator decides. Losing the whole
 * queue store loses nothing but the time until this runs.
 */
export async function rebuildTickets(db: DataSource, queues: Queues, timing: DispatchTiming): Promise<void> {
  await releaseAgain(db, queues);
  const backlogs = await rows<{ id: string }>(
    db,
    `SELECT p.id FROM pools p
      WHERE EXISTS (SELECT 1 FROM jobs j WHERE j.pool_id = p.id AND j.state = 'queued' AND j.ticket_released_at IS NULL)`,
  );
  // By itself and not by a message: a queue that is slow must not fill up with copies of what it is slow at.
  for (const { id } of backlogs) await fillWindow(db, id, timing);
  await transaction(db, repeatMessages);
  await wakeRelay(db);
}

async function releaseAgain(db: DataSource, queues: Queues): Promise<void> {
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
    await queues.tickets(poolQueueName(center, pool)).release(tickets);
  }
}

/** No operator has it on the list: a step whose message failed for good is not told of again. */
const NOT_DEAD = (queue: string, field: string, id: string): string =>
  `NOT EXISTS (SELECT 1 FROM dead_letters d WHERE d.queue = '${queue}' AND d.resolved_at IS NULL AND d.payload->>'${field}' = ${id}::text)`;

async function repeatMessages(tx: EntityManager): Promise<void> {
  // Those looked at longest ago first: jobs that no pool serves must not keep those behind them from being looked at.
  const unrouted = await rows<{ jobId: string }>(
    tx,
    `SELECT id AS "jobId" FROM jobs
      WHERE state = 'queued' AND pool_id IS NULL AND coalesce(routing_tried_at, created_at) < now() - make_interval(secs => $1)
        AND ${NOT_DEAD('route-job', 'jobId', 'id')}
      ORDER BY coalesce(routing_tried_at, created_at) LIMIT ${BATCH}`,
    [OVERDUE_SECONDS],
  );
  const unjudged = await rows<{ attemptId: string }>(
    tx,
    `SELECT current_attempt_id AS "attemptId" FROM jobs
      WHERE state = 'results-in' AND current_attempt_id IS NOT NULL AND updated_at < now() - make_interval(secs => $1)
        AND ${NOT_DEAD('evaluate-attempt', 'attemptId', 'current_attempt_id')}
      ORDER BY updated_at LIMIT ${BATCH}`,
    [OVERDUE_SECONDS],
  );
  const unissued = await rows<{ jobId: string }>(
    tx,
    `SELECT id AS "jobId" FROM jobs
      WHERE state = 'issuing' AND updated_at < now() - make_interval(secs => $1) AND ${NOT_DEAD('issue-certificate', 'jobId', 'id')}
      ORDER BY updated_at LIMIT ${BATCH}`,
    [OVERDUE_SECONDS],
  );
  await addToOutbox(tx, [
    ...unrouted.map((payload) => ({ queue: 'route-job', payload })),
    ...unjudged.map((payload) => ({ queue: 'evaluate-attempt', payload })),
    ...unissued.map((payload) => ({ queue: 'issue-certificate', payload })),
  ]);
}
