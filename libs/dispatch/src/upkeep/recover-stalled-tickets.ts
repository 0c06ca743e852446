import { rows } from '#libs/database';
import type { DispatchTiming } from '#libs/domain';
import { poolQueueName, type Queues } from '#libs/jobs';
import type { DataSource } from 'typeorm';
import { LIVE_HOST } from '../centers/host-conditions.js';
import { OVERDUE_SECONDS } from './overdue.js';

/** Pools looked after at once: the queues share few connections, and claims need them too. */
const AT_ONCE = 4;

/**
 * Brings back tickets that a claimer took and never put away, because it died in between. Two calls after its lock ran
 * out the ticket is there again. Pools without a live host can wait: nobody is there to take the ticket.
 */
export async function recoverStalledTickets(db: DataSource, queues: Queues, timing: DispatchTiming): Promise<void> {
  const pools = await rows<{ center: string; pool: string }>(
    db,
    `SELECT c.code AS center, p.slug AS pool FROM pools p JOIN centers c ON c.id = p.center_id
      WHERE EXISTS (SELECT 1 FROM hosts h WHERE h.pool_id = p.id AND ${LIVE_HOST('$2')})
        AND EXISTS (SELECT 1 FROM jobs j WHERE j.pool_id = p.id AND j.state = 'queued'
                       AND j.ticket_released_at < now() - make_interval(secs => $1))`,
    [OVERDUE_SECONDS, timing.leaseSeconds],
  );
  for (let start = 0; start < pools.length; start += AT_ONCE) {
    const some = pools.slice(start, start + AT_ONCE);
    await Promise.all(some.map(({ center, pool }) => queues.tickets(poolQueueName(center, pool)).recoverStalled()));
  }
}
