import { DomainError, type PersonActor } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { membershipOfApiKey, membershipOfSession, type MembershipRow } from './memberships.queries.js';
import { noteApiKeyUse } from './note-api-key-use.js';
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
  const credential = isSecretOf('apiKey', token) ? 'api-key' : 'session';
  const membership =
    credential === 'api-key' ? await membershipOfApiKey(db, hash) : await membershipOfSession(db, hash);
  if (membership === undefined) {
    throw new DomainError('unauthenticated', '请先登录 · Sign in first: the token is unknown or was revoked');
  }
  if (membership.expired) {
    throw new DomainError('session-expired', '登录已过期，请重新登录 · The token has expired; sign in again');
  }
  if ('useIsStale' in membership && membership.useIsStale) await noteApiKeyUse(db, hash);
  return actorOf(membership, requestId, credential);
}

export function actorOf(
  membership: MembershipRow,
  requestId: string | null,
  credential: PersonActor['credential'] = 'session',
): PersonActor {
  return {
    kind: 'person',
    personId: membership.personId,
    membershipId: membership.id,
    organizationId: membership.organizationId,
    organizationSlug: membership.organization,
    role: membership.role,
    credential,
    requestId,
  };
}

/**
 * Refuses an API key where somebody must have signed in.
 *
 * @throws DomainError `session-required`
 */
export function requireSession(actor: PersonActor): void {
  if (actor.credential === 'session') return;
  throw new DomainError(
    'session-required',
    'API 密钥不能执行此操作，请用账号登录 · An API key can not do this; sign in with username and password',
  );
}
