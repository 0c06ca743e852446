import { audit, row, transaction, type Context } from '#libs/database';
import type { PersonActor } from '#libs/domain';
import { noSubscription } from './subscriptions.queries.js';

/** @throws DomainError `not-found` */
export async function deleteSubscription({ db, actor }: Context<PersonActor>, id: string): Promise<void> {
  await transaction(db, async (tx) => {
    const found = await row<{ name: string }>(
      tx,
      'DELETE FROM subscriptions WHERE id = $3 AND person_id = $1 AND organization_id = $2 RETURNING name',
      [actor.personId, actor.organizationId, id],
    );
    if (found === undefined) throw noSubscription();
    await audit(tx, actor, {
      action: 'subscription.delete',
      subject: ['subscription', id],
      details: { name: found.name },
    });
  });
}
