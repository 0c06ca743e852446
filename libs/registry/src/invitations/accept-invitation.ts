import { audit, constraintOf, isUniqueViolation, Membership, Person, row, transaction } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import type { Context } from '#libs/database';
import type { DataSource, EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { actorOf, requireSession } from '../identity/authenticate.js';
import { membershipsOfPerson, type MembershipRow } from '../identity/memberships.queries.js';
import type { IdentityProviders } from '../identity/oidc/identity-providers.js';
import { link } from '../identity/oidc/link-identity.js';
import { proveIdentity, type SignInProof } from '../identity/oidc/prove-identity.js';
import { hashPassword } from '../identity/passwords.js';
import { hashSecret } from '../identity/secrets.js';
import { isInvitationOpen, oneTimeTokenInvalid, type TakenInvitation } from './invitations.queries.js';

/**
 * Accepts an invitation for the person who is signed in.
 *
 * @throws DomainError `session-required`, `one-time-token-invalid`, `already-exists` where the person has the role there
 */
export async function acceptInvitation({ db, actor }: Context<PersonActor>, token: string): Promise<MembershipRow> {
  requireSession(actor);
  return namingWhatIsTaken(() =>
    transaction(db, async (tx) => {
      const { invitation, membership } = await join(tx, token, actor.personId);
      await audit(tx, actor, acceptance(invitation, membership));
      return membership;
    }),
  );
}

export interface NewAccount {
  readonly token: string;
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  /** An identity of a provider to sign in with, beside the password. */
  readonly identity?: SignInProof | undefined;
}

/**
 * Accepts an invitation as somebody who has no account yet.
 *
 * @throws DomainError `one-time-token-invalid`, `already-exists` for the username or the identity,
 * `provider-sign-in-invalid`, `provider-refused`, `provider-unavailable`
 */
export async function joinByInvitation(
  db: DataSource,
  providers: IdentityProviders,
  input: NewAccount,
  requestId: string | null,
): Promise<MembershipRow> {
  // Before the costly digest: who has no token gets none worked out.
  if (!(await isInvitationOpen(db, hashSecret(input.token)))) throw oneTimeTokenInvalid();
  const identity = input.identity && (await proveIdentity(db, providers, input.identity, null));
  const passwordHash = await hashPassword(input.password);
  return namingWhatIsTaken(() =>
    transaction(db, async (tx) => {
      const personId = uuidv7();
      await tx.insert(Person, {
        id: personId,
        username: input.username,
        displayName: input.displayName,
        passwordHash,
      });
      const { invitation, membership } = await join(tx, input.token, personId);
      const actor = actorOf(membership, requestId);
      await audit(tx, actor, acceptance(invitation, membership));
      if (identity !== undefined) await link(tx, actor, personId, identity);
      return membership;
    }),
  );
}

async function join(
  tx: EntityManager,
  token: string,
  personId: string,
): Promise<{ invitation: TakenInvitation; membership: MembershipRow }> {
  // Of two who come with one token, and of an acceptance and a revocation, one finds the row changed.
  const invitation = await row<TakenInvitation>(
    tx,
    `UPDATE invitations SET accepted_at = now()
      WHERE token_hash = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()
     RETURNING id, organization_id AS "organizationId", role, manages`,
    [hashSecret(token)],
  );
  if (invitation === undefined) throw oneTimeTokenInvalid();
  const { organizationId, role, manages } = invitation;
  const id = uuidv7();
  await tx.insert(Membership, { id, personId, organizationId, role, manages });
  await tx.query('UPDATE invitations SET accepted_as = $2 WHERE id = $1', [invitation.id, id]);
  const membership = (await membershipsOfPerson(tx, personId)).find((held) => held.id === id);
  // The account was disabled after its session was looked at.
  if (membership === undefined) throw oneTimeTokenInvalid();
  return { invitation, membership };
}

function acceptance(invitation: TakenInvitation, membership: MembershipRow) {
  return {
    action: 'organization.accept-invitation',
    subject: ['organization', invitation.organizationId] as const,
    details: {
      invitation: invitation.id,
      membership: membership.id,
      username: membership.username,
      role: membership.role,
      manages: membership.manages,
    },
  };
}

/** What fails is undone as a whole: the invitation stays open. */
async function namingWhatIsTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    if (constraintOf(error)?.startsWith('persons') === true) {
      throw new DomainError('already-exists', '该用户名已被占用 · This username is taken', {
        fields: [
          { path: 'username', code: 'already-exists', message: 'is taken; choose another, or sign in and accept' },
        ],
      });
    }
    throw new DomainError('already-exists', '您在该机构已有此角色 · You hold this role there already');
  }
}
