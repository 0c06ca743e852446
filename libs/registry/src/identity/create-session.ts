import { transaction, row } from '#libs/database';
import { DomainError, type Role } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { membershipsOfPerson, type MembershipRow } from './memberships.queries.js';
import { openSession, type OpenedSession } from './open-session.js';
import { verifyAgainstNobody, verifyPassword } from './passwords.js';

/** For which of their memberships somebody signs in; the oldest that fits. */
export interface MembershipWish {
  readonly organization?: string | undefined;
  readonly role?: Role | undefined;
}

export interface SessionRequest extends MembershipWish {
  readonly username: string;
  readonly password: string;
}

/**
 * Signs a person in for one membership: the named one, or the only (or oldest) one.
 *
 * @throws DomainError `wrong-credentials` alike for an unknown name, a wrong password and a membership not held
 */
export async function createSession(
  db: DataSource,
  request: SessionRequest,
  requestId: string | null,
): Promise<OpenedSession> {
  const person = await row<{ id: string; hash: string }>(
    db,
    'SELECT id, password_hash AS hash FROM persons WHERE username = $1 AND disabled_at IS NULL',
    [request.username],
  );
  const right =
    person === undefined
      ? await verifyAgainstNobody(request.password)
      : await verifyPassword(request.password, person.hash);
  const membership = person && right ? chooseMembership(await membershipsOfPerson(db, person.id), request) : undefined;
  if (membership === undefined) {
    throw wrongCredentials();
  }
  return transaction(db, async (tx) => {
    // A password that was set anew while this one was verified ends this session, too: the two wait for each other.
    const still = await row(tx, 'SELECT id FROM persons WHERE id = $1 AND password_hash = $2 FOR SHARE', [
      membership.personId,
      person?.hash,
    ]);
    if (still === undefined) throw wrongCredentials();
    return openSession(tx, membership, requestId, null);
  });
}

export function chooseMembership(
  memberships: readonly MembershipRow[],
  request: MembershipWish,
): MembershipRow | undefined {
  return memberships.find(
    (membership) =>
      (request.organization === undefined || membership.organization === request.organization) &&
      (request.role === undefined || membership.role === request.role),
  );
}

function wrongCredentials(): DomainError {
  return new DomainError('wrong-credentials', '用户名或密码不正确 · The username or password is wrong');
}
