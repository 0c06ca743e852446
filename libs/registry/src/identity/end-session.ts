import { audit, transaction, type Context } from '#libs/database';
import type { PersonActor } from '#libs/domain';
import { requireSession } from './authenticate.js';
import { hashSecret } from './secrets.js';

/**
 * Signs out: the token stops working at once. An API key is no session; it is revoked by its id.
 *
 * @throws DomainError `session-required`
 */
export async function endSession({ db, actor }: Context<PersonActor>, token: string): Promise<void> {
  requireSession(actor);
  await transaction(db, async (tx) => {
    await tx.query('UPDATE sessions SET revoked_at = now() WHERE token_hash = $1 AND revoked_at IS NULL', [
      hashSecret(token),
    ]);
    await audit(tx, actor, { action: 'session.end', subject: ['membership', actor.membershipId] });
  });
}
