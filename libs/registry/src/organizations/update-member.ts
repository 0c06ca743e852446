import { audit, transaction, type Context } from '#libs/database';
import type { PersonActor } from '#libs/domain';
import { requireSession } from '../identity/authenticate.js';
import { lockMember, refuseLastOne } from './keep-managed.js';
import { managedOrganization, requireRoleManaged } from './managed-organization.js';
import { memberOfOrganization, type MemberRow } from './members.queries.js';

/**
 * Makes a member manage the organization, or no longer.
 *
 * @throws DomainError `session-required`, `not-found`, `forbidden`, `last-manager`
 */
export async function updateMember(
  { db, actor }: Context<PersonActor>,
  input: { readonly organization: string; readonly membershipId: string; readonly manages: boolean },
): Promise<MemberRow> {
  requireSession(actor);
  return transaction(db, async (tx) => {
    const organization = await managedOrganization(tx, actor, input.organization);
    const member = await lockMember(tx, organization.id, input.membershipId, null);
    requireRoleManaged(actor, organization, member.role);
    // As an operator the person can manage still: only the organization's own managers are counted.
    if (!input.manages) refuseLastOne({ ...member, otherOperators: 1 });
    await tx.query('UPDATE memberships SET manages = $2 WHERE id = $1', [member.id, input.manages]);
    await audit(tx, actor, {
      action: 'organization.update-member',
      subject: ['organization', organization.id],
      details: { membership: member.id, manages: input.manages },
    });
    return memberOfOrganization(tx, organization.id, member.id);
  });
}
