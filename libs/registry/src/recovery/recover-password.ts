import { audit, row, transaction } from '#libs/database';
import { isManagersToRecover } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { membershipsOfPerson } from '../identity/memberships.queries.js';
import { hashPassword } from '../identity/passwords.js';
import { revokeCredentials } from '../identity/revoke-credentials.js';
import { hashSecret } from '../identity/secrets.js';
import { oneTimeTokenInvalid } from '../invitations/invitations.queries.js';

/**
 * Sets a new password by a recovery token. Every session of the person ends, and their API keys are revoked.
 *
 * @throws DomainError `one-time-token-invalid` alike for one that is unknown, used or over, and for a manager's whose
 * member has become more than a member since
 */
export async function recoverPassword(
  db: DataSource,
  input: { readonly token: string; readonly password: string },
  requestId: string | null,
): Promise<void> {
  const tokenHash = hashSecret(input.token);
  const live = 'token_hash = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()';
  // Before the costly digest: who has no token gets none worked out.
  const known = await row(db, `SELECT 1 FROM recovery_tokens WHERE ${live}`, [tokenHash]);
  if (known === undefined) throw oneTimeTokenInvalid();
  const passwordHash = await hashPassword(input.password);
  await transaction(db, async (tx) => {
    // Of two who come with one token one finds it used.
    const token = await row<{ personId: string; organizationId: string | null }>(
      tx,
      `UPDATE recovery_tokens SET used_at = now() WHERE ${live}
       RETURNING person_id AS "personId", organization_id AS "organizationId"`,
      [tokenHash],
    );
    if (token === undefined) throw oneTimeTokenInvalid();
    const { personId, organizationId } = token;
    if (organizationId !== null) {
      const memberships = await membershipsOfPerson(tx, personId);
      if (!isManagersToRecover({ personId, memberships }, organizationId)) throw oneTimeTokenInvalid();
    }
    const person = await row(
      tx,
      'UPDATE persons SET password_hash = $2 WHERE id = $1 AND disabled_at IS NULL RETURNING id',
      [personId, passwordHash],
    );
    if (person === undefined) throw oneTimeTokenInvalid();
    await revokeCredentials(tx, { personId });
    const actor = { kind: 'system', process: 'password-recovery', requestId } as const;
    await audit(tx, actor, { action: 'person.recover-password', subject: ['person', personId] });
  });
}
