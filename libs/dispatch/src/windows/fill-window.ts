import { addToOutbox, row, rows, transaction, wakeRelay } from '#libs/database';
import { readyWindowSize, type Band, type DispatchTiming } from '#libs/domain';
import { poolQueueName } from '#libs/jobs';
import type { DataSource, EntityManager } from 'typeorm';
import { LIVE_HOST } from '../centers/host-conditions.js';

/**
 * Releases tickets for the best of a pool's backlog until its ready window is full. Refills at half, so that a claim
 * does not cost a release each; one at a time per pool, so that two fillings never overshoot the window.
 *
 * Jobs that are to be tried again have a window of their own beside: they wait for another host first, perhaps for hours
 * while it is busy, and must not keep the rest of the backlog from the host that they avoid.
 */
export async function fillWindow(db: DataSource, poolId: string, timing: DispatchTiming): Promise<void> {
  const released = await transaction(db, async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('fill-window'), hashtext($1))`, [poolId]);
    const pool = await row<{ center: string; slug: string; liveHosts: number; fresh: number; retried: number }>(
      tx,
      `SELECT c.code AS center, p.slug, (SELECT count(*) FROM hosts h WHERE h.pool_id = p.id AND ${LIVE_HOST('$2')}) AS "liveHosts",
              w.fresh, w.retried
         FROM pools p JOIN centers c ON c.id = p.center_id
        CROSS JOIN LATERAL (
              SELECT count(*) FILTER (WHERE j.attempts_without_result = 0) AS fresh,
                     count(*) FILTER (WHERE j.attempts_without_result > 0) AS retried
                FROM jobs j WHERE j.pool_id = p.id AND j.state = 'queued' AND j.ticket_released_at IS NOT NULL) w
        WHERE p.id = $1`,
      [poolId, timing.leaseSeconds],
    );
    if (pool === undefined) return 0;
    const size = readyWindowSize(pool.liveHosts);
    const room = (outstanding: number): number => (outstanding > size / 2 ? 0 : size - outstanding);
    const tickets = await releaseBest(tx, poolId, { fresh: room(pool.fresh), retried: room(pool.retried) });
    const queue = poolQueueName(pool.center, pool.slug);
    await addToOutbox(
      tx,
      tickets.map((ticket) => ({ queue, payload: { poolId, ...ticket } })),
    );
    return tickets.length;
  });
  if (released > 0) await wakeRelay(db);
}

async function releaseBest(
  tx: EntityManager,
  poolId: string,
  count: { fresh: number; retried: number },
): Promise<{ jobId: string; generation: number; band: Band }[]> {
  // UPDATE … RETURNING has no order of its own: the order of release is the order of the queue inside a band.
  return rows(
    tx,
    `WITH fresh AS (
       SELECT id FROM jobs WHERE pool_id = $1 AND state = 'queued' AND ticket_released_at IS NULL AND attempts_without_result = 0
        ORDER BY band, virtual_start, id LIMIT $2 FOR UPDATE),
     retried AS (
       SELECT id FROM jobs WHERE pool_id = $1 AND state = 'queued' AND ticket_released_at IS NULL AND attempts_without_result > 0
        ORDER BY band, virtual_start, id LIMIT $3 FOR UPDATE),
     released AS (
       UPDATE jobs SET ticket_released_at = now()
        WHERE id IN (SELECT id FROM fresh UNION ALL SELECT id FROM retried)
       RETURNING jobs.id, jobs.generation, jobs.band, jobs.virtual_start)
     SELECT id AS "jobId", generation, band FROM released ORDER BY band, virtual_start, id`,
    [poolId, count.fresh, count.retried],
  );
}
