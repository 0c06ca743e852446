import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { rows } from './data-source.js';
import { keepDeadLetter } from './dead-letters.js';
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

/** An entry that no queue will ever take, and why. */
export interface RefusedEntry {
  readonly entry: OutboxEntry;
  readonly error: string;
}

/**
 * Moves one batch from the outbox to the queues: rows are locked, delivered, then deleted, so a crash in between
 * delivers twice rather than never. Several relays may run. No cursor is kept, as ids don't commit in order.
 *
 * An entry that the delivery names as refused becomes a dead letter in the same transaction: it must not keep those
 * behind it waiting. A delivery that throws is repeated as a whole.
 *
 * @returns how many messages left the outbox
 */
export async function relayOutbox(
  dataSource: DataSource,
  deliver: (entries: readonly OutboxEntry[]) => Promise<readonly RefusedEntry[]>,
): Promise<number> {
  return dataSource.transaction(async (tx) => {
    const batch = await rows<OutboxEntry>(
      tx,
      'SELECT id, queue, payload FROM outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED',
      [BATCH],
    );
    if (batch.length === 0) return 0;
    const refused = await deliver(batch);
    for (const { entry, error } of refused) await keepDeadLetter(tx, { ...entry, id: randomUUID(), error });
    await tx.query('DELETE FROM outbox WHERE id = ANY($1)', [batch.map((entry) => entry.id)]);
    return batch.length;
  });
}
