import { audit, row, transaction, type Context } from '#libs/database';
import { notFound } from '#libs/domain';
import { hashPassword } from './passwords.js';
import { revokeCredentials } from './revoke-credentials.js';

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
    await revokeCredentials(tx, { personId: person.id });
    await audit(tx, actor, { action: 'person.set-password', subject: ['person', person.id] });
  });
}
