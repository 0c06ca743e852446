import { audit, row, transaction, type Context } from '#libs/database';
import type { PersonActor } from '#libs/domain';
import { noSubscription, ownSubscription, type SubscriptionRow } from './subscriptions.queries.js';

/** @throws DomainError `not-found` */
export async function updateSubscription(
  { db, actor }: Context<PersonActor>,
  id: string,
  change: { readonly name?: string | undefined; readonly lapseDays?: number | null | undefined },
): Promise<SubscriptionRow> {
  return transaction(db, async (tx) => {
    const found = await row(
      tx,
      `UPDATE subscriptions
          SET name = coalesce($4, name), lapse_days = CASE WHEN $5 THEN $6 ELSE lapse_days END,
              enrolled = enrolled AND NOT $5
        WHERE id = $3 AND person_id = $1 AND organization_id = $2 RETURNING id`,
      [
        actor.personId,
        actor.organizationId,
        id,
        change.name ?? null,
        change.lapseDays !== undefined,
        change.lapseDays ?? null,
      ],
    );
    if (found === undefined) throw noSubscription();
    await audit(tx, actor, { action: 'subscription.update', subject: ['subscription', id], details: { ...change } });
    return ownSubscription(tx, actor, id);
  });
}
