import { rows } from '#libs/database';
import { waitingCode, type DispatchTiming, type WaitingCode } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { HELD_HOST, LIVE_HOST } from '../centers/host-conditions.js';

/**
 * Keeps each pool's stored reason for waiting true; "since" is when the reason began to hold. All its queued jobs wait for
 * the same, so it is one row a pool, however long the backlog.
 */
export async function refreshWaitingReasons(db: DataSource, timing: DispatchTiming): Promise<void> {
  const pools = await rows<{
    id: string;
    stored: WaitingCode | null;
    hosts: number;
    liveHosts: number;
    freeHosts: number;
  }>(
    db,
    `SELECT p.id, p.waiting_code AS stored, count(h.id) AS hosts, count(*) FILTER (WHERE h.live) AS "liveHosts",
            count(*) FILTER (WHERE h.live AND NOT h.held) AS "freeHosts"
       FROM pools p LEFT JOIN (
            SELECT h.id, h.pool_id, ${LIVE_HOST('$1')} AS live, ${HELD_HOST} AS held FROM hosts h WHERE h.withdrawn_at IS NULL
            ) h ON h.pool_id = p.id
      GROUP BY p.id`,
    [timing.leaseSeconds],
  );
  const changed = pools
    .map(({ stored, ...pool }) => ({ id: pool.id, stored, code: waitingCode(pool) }))
    .filter(({ stored, code }) => stored !== code);
  if (changed.length === 0) return;
  await db.query(
    `UPDATE pools p SET waiting_code = x.code, waiting_since = now()
       FROM unnest($1::uuid[], $2::text[]) AS x(id, code) WHERE p.id = x.id AND p.waiting_code IS DISTINCT FROM x.code`,
    [changed.map(({ id }) => id), changed.map(({ code }) => code)],
  );
}
