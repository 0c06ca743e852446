import { audit, isUniqueViolation, ProviderIdentity, transaction, type Context } from '#libs/database';
import { DomainError, type Actor, type PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { requireSession } from '../authenticate.js';
import { holdSession } from '../hold-session.js';
import type { IdentityRow } from './identities.queries.js';
import type { IdentityProviders } from './identity-providers.js';
import type { ProvenIdentity } from './openid-client.js';
import { proveIdentity, type SignInProof } from './prove-identity.js';

/**
 * Links the identity that somebody has proven to the person who began to, by {@link startIdentityLink}.
 *
 * @param token of the session that asks
 * @throws DomainError `session-required`, `unauthenticated` where it ended meanwhile, `provider-sign-in-invalid`,
 * `provider-refused`, `provider-unavailable`, `already-exists` where it is linked already, to whomever
 */
export async function linkIdentity(
  { db, actor }: Context<PersonActor>,
  providers: IdentityProviders,
  token: string,
  proof: SignInProof,
): Promise<IdentityRow> {
  requireSession(actor);
  const proven = await proveIdentity(db, providers, proof, actor.personId);
  return transaction(db, async (tx) => {
    await holdSession(tx, actor, token);
    return link(tx, actor, actor.personId, proven);
  });
}

/** @throws DomainError `already-exists` */
export async function link(
  tx: EntityManager,
  actor: Actor,
  personId: string,
  { provider, issuer, subject }: ProvenIdentity & { readonly provider: string },
): Promise<IdentityRow> {
  const identity = { id: uuidv7(), provider, issuer, subject, linkedAt: new Date(), lastUsedAt: null };
  try {
    await tx.insert(ProviderIdentity, { ...identity, personId });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DomainError('already-exists', '此身份已关联一个账户 · This identity is linked to an account already');
  }
  const details = { identity: identity.id, provider, issuer };
  await audit(tx, actor, { action: 'person.link-identity', subject: ['person', personId], details });
  return identity;
}
