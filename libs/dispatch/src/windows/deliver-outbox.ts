import { wake, type OutboxEntry, type RefusedEntry } from '#libs/database';
import { parsePipelineJob, type PipelineJob, type Queues, type Ticket, type TicketQueue } from '#libs/jobs';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

const ticketMessage = z.object({
  poolId: z.uuid(),
  jobId: z.uuid(),
  generation: z.int(),
  band: z.literal([1, 2, 3]),
  /** Takes the ticket away instead of releasing it. */
  withdrawn: z.boolean().default(false),
});

interface PoolMessages {
  readonly poolId: string;
  readonly queue: TicketQueue;
  readonly release: Ticket[];
  readonly withdraw: Ticket[];
}

/**
 * Hands a batch of outbox rows to the queues: tickets to their pools' queues, in order, everything else to its pipeline
 * queue. Then wakes whoever waits for tickets of these pools.
 *
 * @returns what no queue can take: rows that can't be read, or name no queue
 */
export async function deliverOutbox(
  db: DataSource,
  queues: Queues,
  entries: readonly OutboxEntry[],
): Promise<RefusedEntry[]> {
  const pools = new Map<string, PoolMessages>();
  const pipeline: PipelineJob[] = [];
  const refused: RefusedEntry[] = [];
  for (const entry of entries) {
    try {
      if (entry.queue.startsWith('pool.')) addTicket(pools, queues, entry);
      else pipeline.push(parsePipelineJob(entry.queue, entry.payload));
    } catch (error) {
      refused.push({ entry, error: error instanceof Error ? error.message : String(error) });
    }
  }
  for (const { queue, release, withdraw } of pools.values()) {
    const stays = release.filter((ticket) => !withdraw.some(({ jobId }) => jobId === ticket.jobId));
    await queue.release(stays);
    for (const { jobId, generation } of withdraw) await queue.remove(jobId, generation);
  }
  await queues.addBulk(pipeline);
  await wake(db, ...[...pools.values()].map(({ poolId }) => `pool:${poolId}` as const));
  return refused;
}

function addTicket(pools: Map<string, PoolMessages>, queues: Queues, entry: OutboxEntry): void {
  const { poolId, withdrawn, ...ticket } = ticketMessage.parse(entry.payload);
  const pool = pools.get(entry.queue) ?? { poolId, queue: queues.tickets(entry.queue), release: [], withdraw: [] };
  (withdrawn ? pool.withdraw : pool.release).push(ticket);
  pools.set(entry.queue, pool);
}
