import { addToOutbox, audit, row, transaction, wakeRelay, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import { HANDED_OVER_SECONDS } from './add-delivery.js';
import { deliveryOf, ownSubscription, type DeliveryRow } from './subscriptions.queries.js';

/**
 * Sends what arrived or was given up once more, with all its tries.
 *
 * @throws DomainError `not-found` · `illegal-transition` for one that is on its way, or that nobody sends: a feed's, and a
 * verification, whose code would be another one
 */
export async function replayDelivery(
  { db, actor }: Context<PersonActor>,
  id: string,
  deliveryId: string,
): Promise<DeliveryRow> {
  const delivery = await transaction(db, async (tx) => {
    const { by } = await ownSubscription(tx, actor, id);
    const { kind } = await deliveryOf(tx, id, deliveryId);
    // Of two who replay at once one finds it waiting.
    const replayed =
      by === 'feed' || kind === 'verification'
        ? undefined
        : await row(
            tx,
            `UPDATE subscription_deliveries
                SET state = 'waiting', attempts = 0, last_error = NULL, delivered_at = NULL, due_at = now() + $2 * interval '1 second'
              WHERE id = $1 AND state <> 'waiting' RETURNING id`,
            [deliveryId, HANDED_OVER_SECONDS],
          );
    if (replayed === undefined) {
      throw new DomainError(
        'illegal-transition',
        '只有已送达或已放弃的投递可以重发 · Only what arrived or was given up can be sent again',
      );
    }
    await addToOutbox(tx, [{ queue: 'deliver-notices', payload: { deliveryId } }]);
    await audit(tx, actor, {
      action: 'subscription.replay',
      subject: ['subscription', id],
      details: { delivery: deliveryId },
    });
    return deliveryOf(tx, id, deliveryId);
  });
  await wakeRelay(db);
  return delivery;
}
