import { audit, row, transaction, type Context } from '#libs/database';
import { notFound, type PersonActor } from '#libs/domain';

/** Revokes a key of the actor's own membership. Revoking it again changes nothing. */
export async function revokeApiKey({ db, actor }: Context<PersonActor>, id: string): Promise<void> {
  await transaction(db, async (tx) => {
    const revoked = await row(
      tx,
      `UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 AND membership_id = $2 RETURNING id`,
      [id, actor.membershipId],
    );
    if (revoked === undefined) throw notFound('API 密钥 · API key');
    await audit(tx, actor, { action: 'api-key.revoke', subject: ['api-key', id] });
  });
}
