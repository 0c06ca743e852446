import { addToOutbox, rows, SubscriptionDelivery } from '#libs/database';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

/**
 * How long a delivery that was handed to the queue, or is being tried, is left alone, in seconds: whatever became of queue
 * or worker, it is handed on again then.
 */
export const HANDED_OVER_SECONDS = 300;

/** A delivery that begins at once; it and its message become true together. */
export async function addDelivery(
  tx: EntityManager,
  subscriptionId: string,
  kind: SubscriptionDelivery['kind'],
): Promise<string> {
  const id = uuidv7();
  const dueAt = new Date(Date.now() + HANDED_OVER_SECONDS * 1000);
  await tx.insert(SubscriptionDelivery, { id, subscriptionId, kind, state: 'waiting', gathers: false, dueAt });
  await addToOutbox(tx, [{ queue: 'deliver-notices', payload: { deliveryId: id } }]);
  return id;
}

/** Deliveries handed over at a time, and of one subscription: an endpoint that hangs must not take every worker. */
const MOST_AT_ONCE = 200;
const MOST_OF_ONE = 2;

/** Hands what is due to the queue: first tries that waited, later tries, and what a lost queue or worker left behind. */
export async function handOverDue(tx: EntityManager): Promise<number> {
  const due = await rows<{ id: string }>(
    tx,
    `UPDATE subscription_deliveries d SET due_at = now() + $1 * interval '1 second'
       FROM (SELECT id FROM (
               SELECT id, due_at, row_number() OVER (PARTITION BY subscription_id ORDER BY due_at, id) AS place
                 FROM subscription_deliveries WHERE state = 'waiting' AND due_at <= now()) due
              WHERE place <= $2 ORDER BY due_at LIMIT $3) chosen
      WHERE d.id = chosen.id AND d.state = 'waiting' AND d.due_at <= now()
     RETURNING d.id`,
    [HANDED_OVER_SECONDS, MOST_OF_ONE, MOST_AT_ONCE],
  );
  await addToOutbox(
    tx,
    due.map(({ id }) => ({ queue: 'deliver-notices', payload: { deliveryId: id } })),
  );
  return due.length;
}
