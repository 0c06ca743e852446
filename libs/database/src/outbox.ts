import type { DataSource, EntityManager } from 'typeorm';
import { rows } from './data-source.js';
import { OutboxMessage } from './entities/messages.js';
import { wake } from './wake-ups.js';

export interface OutboxEntry {
  readonly id: number;
  readonly queue: string;
  readonly payload: unknown;
}

/** Notes, in the business transaction, what is to be enqueued once it has committed. */
export async function addToOutbox(
  tx: EntityManager,
  messages: readonly { queue: string; payload: object }[],
): Promise<void> {
  if (messages.length > 0)
    await tx.insert(OutboxMessage, [...messages] as { queue: string; payload: Record<string, never> }[]);
}

/** Tells the relays that the outbox has something. After commit, in a statement of its own: see wake-ups. */
export async function wakeRelay(dataSource: DataSource): Promise<void> {
  await wake(dataSource, 'outbox');
}

const BATCH = 200;

/**
 * Moves one batch from the outbox to the queues: rows are locked, delivered, then deleted, so a crash in between
 * delivers twice rather than never. Several relays may run. No cursor is kept, as ids don't commit in order.
 *
 * @returns how many messages were delivered
 */
export async function relayOutbox(
  dataSource: DataSource,
  deliver: (entries: readonly OutboxEntry[]) => Promise<void>,
): Promise<number> {
  return dataSource.transaction(async (tx) => {
    const batch = await rows<OutboxEntry>(
      tx,
      'SELECT id, queue, payload FROM outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED',
      [BATCH],
    );
    if (batch.length === 0) return 0;
    await deliver(batch);
    await tx.query('DELETE FROM outbox WHERE id = ANY($1)', [batch.map((entry) => entry.id)]);
    return batch.length;
  });
}
