import {
  audit,
  row,
  SubscriptionDelivery,
  SubscriptionNotice,
  transaction,
  wakeRelay,
  type Context,
} from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { addDelivery } from './add-delivery.js';
import { presentMoment } from './hold-telling.js';
import { deliveryOf, ownSubscription, type DeliveryRow } from './subscriptions.queries.js';

/** Tests of one subscription within an hour: each is a mail, or a call of somebody's server. */
const MOST_AN_HOUR = 10;

/**
 * Has a test notice told. A feed has it at once, and its delivery with that.
 *
 * @throws DomainError `not-found` · `illegal-transition` for an address that is not verified · `rate-limited`
 */
export async function testSubscription({ db, actor }: Context<PersonActor>, id: string): Promise<DeliveryRow> {
  const delivery = await transaction(db, async (tx) => {
    // Whoever tests at the same time waits, and is counted.
    await tx.query('SELECT 1 FROM subscriptions WHERE id = $1 AND person_id = $2 AND organization_id = $3 FOR UPDATE', [
      id,
      actor.personId,
      actor.organizationId,
    ]);
    const { by, state } = await ownSubscription(tx, actor, id);
    if (state === 'unverified') {
      throw new DomainError(
        'illegal-transition',
        '邮箱尚未验证 · The address is not verified yet: bring back its code',
      );
    }
    const made = await row<{ count: number }>(
      tx,
      `SELECT count(*) AS count FROM subscription_deliveries
        WHERE subscription_id = $1 AND kind = 'test' AND created_at > now() - interval '1 hour'`,
      [id],
    );
    if ((made?.count ?? 0) >= MOST_AN_HOUR) {
      throw new DomainError(
        'rate-limited',
        `每小时最多测试 ${MOST_AN_HOUR} 次 · At most ${MOST_AN_HOUR} tests an hour: try again later`,
      );
    }
    const deliveryId = by === 'feed' ? uuidv7() : await addDelivery(tx, id, 'test');
    if (by === 'feed') {
      const now = new Date();
      const delivered = { state: 'delivered', gathers: false, attempts: 1, dueAt: now, deliveredAt: now } as const;
      await tx.insert(SubscriptionDelivery, { id: deliveryId, subscriptionId: id, kind: 'test', ...delivered });
    }
    const { revision, at } = await presentMoment(tx);
    await tx.insert(SubscriptionNotice, { id: uuidv7(), subscriptionId: id, deliveryId, kind: 'test', revision, at });
    await audit(tx, actor, { action: 'subscription.test', subject: ['subscription', id] });
    return deliveryOf(tx, id, deliveryId);
  });
  await wakeRelay(db);
  return delivery;
}
