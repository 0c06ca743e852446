import { audit, row, transaction, type Context } from '#libs/database';
import { notFound, type PersonActor, type Role } from '#libs/domain';
import { requireSession } from '../identity/authenticate.js';
import { managedOrganization, requireRoleManaged } from '../organizations/managed-organization.js';

/**
 * Revokes an invitation that nobody has accepted. Revoking it again changes nothing.
 *
 * @throws DomainError `session-required`, `not-found` also for an accepted one: what came of it is a membership, `forbidden`
 */
export async function revokeInvitation(
  { db, actor }: Context<PersonActor>,
  input: { readonly organization: string; readonly id: string },
): Promise<void> {
  requireSession(actor);
  await transaction(db, async (tx) => {
    const organization = await managedOrganization(tx, actor, input.organization);
    // Settles the race with its acceptance: either this finds it accepted, or the acceptance finds it revoked.
    const revoked = await row<{ role: Role }>(
      tx,
      `UPDATE invitations SET revoked_at = coalesce(revoked_at, now())
        WHERE id = $1 AND organization_id = $2 AND accepted_at IS NULL RETURNING role`,
      [input.id, organization.id],
    );
    if (revoked === undefined) throw notFound('邀请 · invitation');
    requireRoleManaged(actor, organization, revoked.role);
    await audit(tx, actor, {
      action: 'organization.revoke-invitation',
      subject: ['organization', organization.id],
      details: { invitation: input.id },
    });
  });
}
