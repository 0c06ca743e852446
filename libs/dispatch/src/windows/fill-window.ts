import { addToOutbox, row, rows, transaction, wakeRelay } from '#libs/database';
import { readyWindowSize, type Band, type DispatchTiming } from '#libs/domain';
import { poolQueueName } from '#libs/jobs';
import type { DataSource, EntityManager } from 'typeorm';
import { LIVE_HOST } from '../centers/centers.queries.js';

/**
 * Releases tickets for the best of a pool's backlog until its ready window is full. Refills at half, so that a claim
 * does not cost a release each; one at a time per pool, so that two fillings never overshoot the window.
 */
export async function fillWindow(db: DataSource, poolId: string, timing: DispatchTiming): Promise<void> {
  const released = await transaction(db, async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('fill-window'), hashtext($1))`, [poolId]);
    const pool = await row<{ center: string; slug: string; liveHosts: number; outstanding: number }>(
      tx,
      `SELECT c.code AS center, p.slug, (SELECT count(*) FROM hosts h WHERE h.pool_id = p.id AND ${LIVE_HOST('$2')}) AS "liveHosts",
              (SELECT count(*) FROM jobs j WHERE j.pool_id = p.id AND j.state = 'queued' AND j.ticket_released_at IS NOT NULL) AS outstanding
         FROM pools p JOIN centers c ON c.id = p.center_id WHERE p.id = $1`,
      [poolId, timing.leaseSeconds],
    );
    if (pool === undefined) return 0;
    const size = readyWindowSize(pool.liveHosts);
    if (pool.outstanding > size / 2) return 0;
    const tickets = await releaseBest(tx, poolId, size - pool.outstanding);
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
  count: number,
): Promise<{ jobId: string; generation: number; band: Band }[]> {
  // UPDATE … RETURNING has no order of its own: the order of release is the order of the queue inside a band.
  return rows(
    tx,
    `WITH best AS (
       SELECT id FROM jobs WHERE pool_id = $1 AND state = 'queued' AND ticket_released_at IS NULL
        ORDER BY band, virtual_start, id LIMIT $2 FOR UPDATE),
     released AS (
       UPDATE jobs SET ticket_released_at = now() FROM best WHERE jobs.id = best.id
       RETURNING jobs.id, jobs.generation, jobs.band, jobs.virtual_start)
     SELECT id AS "jobId", generation, band FROM released ORDER BY band, virtual_start, id`,
    [poolId, count],
  );
}
