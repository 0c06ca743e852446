import { wake, type OutboxEntry } from '#libs/database';
import { parsePipelineJob, type PipelineJob, type Queues, type Ticket } from '#libs/jobs';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

const ticketMessage = z.object({
  poolId: z.uuid(),
  jobId: z.uuid(),
  generation: z.int(),
  band: z.literal([1, 2, 3]),
});

/**
 * Hands a batch of outbox rows to the queues: tickets to their pools' queues, in order, everything else to its pipeline
 * queue. Then wakes whoever waits for tickets of these pools.
 */
export async function deliverOutbox(db: DataSource, queues: Queues, entries: readonly OutboxEntry[]): Promise<void> {
  const tickets = new Map<string, { poolId: string; tickets: Ticket[] }>();
  const pipeline: PipelineJob[] = [];
  for (const { queue, payload } of entries) {
    if (!queue.startsWith('pool.')) {
      pipeline.push(parsePipelineJob(queue, payload));
      continue;
    }
    const { poolId, ...ticket } = ticketMessage.parse(payload);
    const pool = tickets.get(queue) ?? { poolId, tickets: [] };
    pool.tickets.push(ticket);
    tickets.set(queue, pool);
  }
  for (const [queue, pool] of tickets) await queues.tickets(queue).release(pool.tickets);
  await queues.addBulk(pipeline);
  for (const { poolId } of tickets.values()) await wake(db, `pool:${poolId}`);
}
