import { audit, Invitation, transaction, type Context } from '#libs/database';
import { DomainError, roleFitsOrganization, type PersonActor, type Role } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { requireSession } from '../identity/authenticate.js';
import { holdSession } from '../identity/hold-session.js';
import { newSecret } from '../identity/secrets.js';
import { managedOrganization, requireRoleManaged } from '../organizations/managed-organization.js';
import type { InvitationRow } from './invitations.queries.js';

export interface NewInvitation {
  readonly organization: string;
  readonly role: Role;
  readonly manages: boolean;
  readonly note?: string | undefined;
  readonly validForHours: number;
}

/**
 * Invites whoever brings the token, which is only in the answer, to a role in an organization.
 *
 * @param token of the session that asks
 * @throws DomainError `session-required`, `unauthenticated` where it ended meanwhile, `not-found`, `forbidden`, `invalid-request` where the role does not fit
 */
export async function createInvitation(
  { db, actor }: Context<PersonActor>,
  token: string,
  input: NewInvitation,
): Promise<InvitationRow & { token: string }> {
  requireSession(actor);
  return transaction(db, async (tx) => {
    await holdSession(tx, actor, token);
    const organization = await managedOrganization(tx, actor, input.organization);
    requireRoleManaged(actor, organization, input.role);
    if (!roleFitsOrganization(input.role, organization.kinds)) throw roleDoesNotFit(organization.slug);
    const { secret, hash } = newSecret('invitation');
    const createdAt = new Date();
    const invitation = {
      id: uuidv7(),
      role: input.role,
      manages: input.manages,
      note: input.note ?? null,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + input.validForHours * 3_600_000),
    };
    await tx.insert(Invitation, {
      ...invitation,
      organizationId: organization.id,
      tokenHash: hash,
      invitedBy: actor.membershipId,
    });
    await audit(tx, actor, {
      action: 'organization.invite',
      subject: ['organization', organization.id],
      details: { invitation: invitation.id, role: input.role, manages: input.manages },
    });
    return { ...invitation, organization: organization.slug, state: 'open', token: secret };
  });
}

function roleDoesNotFit(organization: string): DomainError {
  return new DomainError('invalid-request', '该机构不能有此角色 · This organization can not have this role', {
    fields: [
      {
        path: 'role',
        code: 'invalid',
        message: `${organization} is not an organization of the kind that this role needs`,
      },
    ],
  });
}
