import { audit, row, transaction, type Context } from '#libs/database';
import { notFound, type PersonActor } from '#libs/domain';
import { requireSession } from '../authenticate.js';

/**
 * Unlinks an identity of the person who is signed in; sessions that were opened with it end. The password is left, so
 * nobody locks themselves out.
 *
 * @throws DomainError `session-required`, `not-found`
 */
export async function unlinkIdentity({ db, actor }: Context<PersonActor>, id: string): Promise<void> {
  requireSession(actor);
  await transaction(db, async (tx) => {
    const unlinked = await row<{ provider: string; issuer: string }>(
      tx,
      `UPDATE provider_identities SET unlinked_at = now() WHERE id = $1 AND person_id = $2 AND unlinked_at IS NULL
       RETURNING provider, issuer`,
      [id, actor.personId],
    );
    if (unlinked === undefined) throw notFound('已关联的身份 · linked identity');
    await tx.query('UPDATE sessions SET revoked_at = now() WHERE identity_id = $1 AND revoked_at IS NULL', [id]);
    const details = { identity: id, ...unlinked };
    await audit(tx, actor, { action: 'person.unlink-identity', subject: ['person', actor.personId], details });
  });
}
