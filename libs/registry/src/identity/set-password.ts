import { audit, row, transaction, type Context } from '#libs/database';
import { notFound } from '#libs/domain';
import { hashPassword } from './passwords.js';

/** Gives an account a new password, ends its sessions and revokes its API keys: whoever had them has to sign in anew. */
export async function setPassword({ db, actor }: Context, username: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await transaction(db, async (tx) => {
    const person = await row<{ id: string }>(
      tx,
      'UPDATE persons SET password_hash = $2 WHERE username = $1 RETURNING id',
      [username, passwordHash],
    );
    if (person === undefined) throw notFound('账号 · account');
    const memberships = 'SELECT id FROM memberships WHERE person_id = $1';
    for (const credentials of ['UPDATE sessions', 'UPDATE api_keys']) {
      await tx.query(
        `${credentials} SET revoked_at = now() WHERE revoked_at IS NULL AND membership_id IN (${memberships})`,
        [person.id],
      );
    }
    await audit(tx, actor, { action: 'person.set-password', subject: ['person', person.id] });
  });
}
