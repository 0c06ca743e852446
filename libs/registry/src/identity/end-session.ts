import { audit, transaction, type Context } from '#libs/database';
import type { PersonActor } from '#libs/domain';
import { hashSecret } from './secrets.js';

/** Signs out: the token stops working at once. An API key is not a session and is left alone. */
export async function endSession({ db, actor }: Context<PersonActor>, token: string): Promise<void> {
  await transaction(db, async (tx) => {
    await tx.query('UPDATE sessions SET revoked_at = now() WHERE token_hash = $1 AND revoked_at IS NULL', [
      hashSecret(token),
    ]);
    await audit(tx, actor, { action: 'session.end', subject: ['membership', actor.membershipId] });
  });
}
