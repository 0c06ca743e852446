import { audit, RecoveryToken, row, transaction, type Context } from '#libs/database';
import { DomainError, isManagersToRecover, notFound, type PersonActor } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { requireSession } from '../identity/authenticate.js';
import { holdSession } from '../identity/hold-session.js';
import { membershipsOfPerson } from '../identity/memberships.queries.js';
import { newSecret } from '../identity/secrets.js';
import { managedOrganization } from '../organizations/managed-organization.js';

const VALID_HOURS = 24;

/**
 * Issues a one-time token by which a member sets a new password; it is only in the answer. A token issued before ends. A
 * manager helps those who are plain members of their organization alone, an operator everybody; nobody themselves.
 *
 * @param token of the session that asks
 * @throws DomainError `session-required`, `unauthenticated` where it ended meanwhile, `not-found`, `forbidden`
 */
export async function createRecovery(
  { db, actor }: Context<PersonActor>,
  token: string,
  input: { readonly organization: string; readonly membershipId: string },
): Promise<{ token: string; expiresAt: Date }> {
  requireSession(actor);
  const { secret, hash } = newSecret('recovery');
  const expiresAt = new Date(Date.now() + VALID_HOURS * 3_600_000);
  await transaction(db, async (tx) => {
    await holdSession(tx, actor, token);
    const organization = await managedOrganization(tx, actor, input.organization);
    // Locked: of two tokens issued at once the second ends the first.
    const person = await row<{ id: string }>(
      tx,
      `SELECT p.id FROM persons p JOIN memberships m ON m.person_id = p.id
        WHERE m.id = $1 AND m.organization_id = $2 AND m.ended_at IS NULL AND p.disabled_at IS NULL
          FOR NO KEY UPDATE OF p`,
      [input.membershipId, organization.id],
    );
    if (person === undefined) throw notFound('成员 · member');
    const byOperator = actor.role === 'operator';
    if (person.id === actor.personId) {
      throw new DomainError('forbidden', '请用当前密码更改自己的密码 · Change your own password with the present one');
    }
    const memberships = await membershipsOfPerson(tx, person.id);
    if (!byOperator && !isManagersToRecover({ personId: person.id, memberships }, organization.id)) {
      throw new DomainError(
        'forbidden',
        '管理成员及同属多个机构的账户由平台操作员恢复 · Operators recover managing members and accounts of several organizations',
      );
    }
    await tx.query(
      'UPDATE recovery_tokens SET revoked_at = now() WHERE person_id = $1 AND used_at IS NULL AND revoked_at IS NULL',
      [person.id],
    );
    await tx.insert(RecoveryToken, {
      id: uuidv7(),
      personId: person.id,
      organizationId: byOperator ? null : organization.id,
      tokenHash: hash,
      issuedBy: actor.membershipId,
      expiresAt,
    });
    await audit(tx, actor, {
      action: 'organization.issue-recovery',
      subject: ['organization', organization.id],
      details: { membership: input.membershipId },
    });
  });
  return { token: secret, expiresAt };
}
