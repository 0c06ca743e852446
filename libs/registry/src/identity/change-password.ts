import { audit, row, transaction, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import { requireSession } from './authenticate.js';
import { hashPassword, verifyPassword } from './passwords.js';
import { revokeCredentials } from './revoke-credentials.js';

/**
 * Changes the password of who knows the present one. Every session ends, this one too, and API keys are revoked.
 *
 * @throws DomainError `session-required`, `wrong-credentials`
 */
export async function changePassword(
  { db, actor }: Context<PersonActor>,
  input: { readonly currentPassword: string; readonly newPassword: string },
): Promise<void> {
  requireSession(actor);
  const person = await row<{ hash: string }>(db, 'SELECT password_hash AS hash FROM persons WHERE id = $1', [
    actor.personId,
  ]);
  if (person === undefined || !(await verifyPassword(input.currentPassword, person.hash))) throw wrong();
  const passwordHash = await hashPassword(input.newPassword);
  await transaction(db, async (tx) => {
    // Only over the password that was verified: a recovery in the meantime is not undone by who knew the old one.
    const changed = await row(
      tx,
      'UPDATE persons SET password_hash = $3 WHERE id = $1 AND password_hash = $2 RETURNING id',
      [actor.personId, person.hash, passwordHash],
    );
    if (changed === undefined) throw wrong();
    await revokeCredentials(tx, { personId: actor.personId });
    await audit(tx, actor, { action: 'person.change-password', subject: ['person', actor.personId] });
  });
}

function wrong(): DomainError {
  return new DomainError('wrong-credentials', '当前密码不正确 · The current password is wrong', {
    fields: [{ path: 'currentPassword', code: 'wrong', message: 'is not the present password' }],
  });
}
