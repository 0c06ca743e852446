import { row, transaction } from '#libs/database';
import type { DataSource } from 'typeorm';
import { chooseMembership, type MembershipWish } from '../create-session.js';
import { membershipsOfPerson } from '../memberships.queries.js';
import { openSession, type OpenedSession } from '../open-session.js';
import type { IdentityProviders } from './identity-providers.js';
import { identityNotAccepted } from './oidc.errors.js';
import { proveIdentity, type SignInProof } from './prove-identity.js';

/**
 * Signs in the person whom an identity is linked to. It makes no account and no membership, and what a provider says of
 * names or e-mail addresses leads to nobody.
 *
 * @throws DomainError `provider-sign-in-invalid`, `provider-refused`, `provider-unavailable`, `identity-not-accepted`
 */
export async function createProviderSession(
  db: DataSource,
  providers: IdentityProviders,
  proof: SignInProof,
  as: MembershipWish,
  requestId: string | null,
): Promise<OpenedSession> {
  const { issuer, subject } = await proveIdentity(db, providers, proof, null);
  return transaction(db, async (tx) => {
    // The person first, as whoever sets a password anew does: that unlinks the identity, and the two wait for each other.
    const person = await row<{ id: string }>(
      tx,
      `SELECT p.id FROM persons p JOIN provider_identities i ON i.person_id = p.id
        WHERE i.issuer = $1 AND i.subject = $2 AND i.unlinked_at IS NULL FOR SHARE OF p`,
      [issuer, subject],
    );
    if (person === undefined) throw identityNotAccepted();
    const identity = await row<{ id: string }>(
      tx,
      `UPDATE provider_identities SET last_used_at = now()
        WHERE issuer = $1 AND subject = $2 AND person_id = $3 AND unlinked_at IS NULL RETURNING id`,
      [issuer, subject, person.id],
    );
    const membership = chooseMembership(await membershipsOfPerson(tx, person.id), as);
    if (identity === undefined || membership === undefined) throw identityNotAccepted();
    return openSession(tx, membership, requestId, identity.id);
  });
}
