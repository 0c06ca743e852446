import { audit, transaction, type Context } from '#libs/database';
import type { PersonActor } from '#libs/domain';
import { requireSession } from '../identity/authenticate.js';
import { revokeCredentials } from '../identity/revoke-credentials.js';
import { lockMember, refuseLastOne } from './keep-managed.js';
import { organizationAndManager, requireRoleManaged } from './managed-organization.js';

/**
 * Ends a membership with its sessions, API keys and open invitations: one's own, or as a manager that of another. It
 * stays where audit and reviews name it.
 *
 * @throws DomainError `session-required`, `not-found`, `forbidden`, `last-manager`
 */
export async function endMembership(
  { db, actor }: Context<PersonActor>,
  input: { readonly organization: string; readonly membershipId: string },
): Promise<void> {
  requireSession(actor);
  await transaction(db, async (tx) => {
    const organization = await organizationAndManager(tx, actor, input.organization);
    const managed = actor.role === 'operator' || organization.manages;
    const member = await lockMember(tx, organization.id, input.membershipId, managed ? null : actor.personId);
    if (member.personId !== actor.personId) requireRoleManaged(actor, organization, member.role);
    refuseLastOne(member);
    await tx.query('UPDATE memberships SET ended_at = now(), manages = false WHERE id = $1', [member.id]);
    await revokeCredentials(tx, { membershipId: member.id });
    // Whatever they handed out to let others in ends with them.
    await tx.query(
      'UPDATE recovery_tokens SET revoked_at = now() WHERE issued_by = $1 AND used_at IS NULL AND revoked_at IS NULL',
      [member.id],
    );
    await tx.query(
      'UPDATE invitations SET revoked_at = now() WHERE invited_by = $1 AND accepted_at IS NULL AND revoked_at IS NULL',
      [member.id],
    );
    await audit(tx, actor, {
      action: 'organization.end-membership',
      subject: ['organization', organization.id],
      details: { membership: member.id, role: member.role, left: member.personId === actor.personId },
    });
  });
}
