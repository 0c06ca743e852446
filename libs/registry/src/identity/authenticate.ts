import { DomainError, type PersonActor } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { membershipOfApiKey, membershipOfSession, type MembershipRow } from './memberships.queries.js';
import { hashSecret, isSecretOf } from './secrets.js';

/**
 * The person behind a session token or API key, acting for its membership.
 *
 * @throws DomainError `unauthenticated` for an unknown or revoked token, `session-expired` for one whose time is over
 */
export async function authenticatePerson(
  db: DataSource,
  token: string,
  requestId: string | null,
): Promise<PersonActor> {
  const hash = hashSecret(token);
  const membership = isSecretOf('apiKey', token)
    ? await membershipOfApiKey(db, hash)
    : await membershipOfSession(db, hash);
  if (membership === undefined) {
    throw new DomainError('unauthenticated', '请先登录 · Sign in first: the token is unknown or was revoked');
  }
  if (membership.expired) {
    throw new DomainError('session-expired', '登录已过期，请重新登录 · The token has expired; sign in again');
  }
  return actorOf(membership, requestId);
}

export function actorOf(membership: MembershipRow, requestId: string | null): PersonActor {
  return {
    kind: 'person',
    personId: membership.personId,
    membershipId: membership.id,
    organizationId: membership.organizationId,
    organizationSlug: membership.organization,
    role: membership.role,
    requestId,
  };
}
