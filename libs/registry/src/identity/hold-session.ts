import { row } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { hashSecret } from './secrets.js';

/**
 * Makes sure that a session is live still, and stays so until the transaction ends, before something is made that
 * outlives it. Callers are known before their body is read, which may take a minute: a password that was set anew in
 * between must not leave a credential behind that the old session asked for. Whoever sets a password changes the person's
 * row first, so the two wait for each other here.
 *
 * @throws DomainError `unauthenticated`
 */
export async function holdSession(tx: EntityManager, actor: PersonActor, token: string): Promise<void> {
  await tx.query('SELECT id FROM persons WHERE id = $1 FOR SHARE', [actor.personId]);
  const live = await row(
    tx,
    `SELECT 1 FROM sessions s JOIN memberships m ON m.id = s.membership_id AND m.ended_at IS NULL
      WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > now()`,
    [hashSecret(token)],
  );
  if (live !== undefined) return;
  throw new DomainError('unauthenticated', '会话已结束，请重新登录 · The session has ended; sign in again');
}
