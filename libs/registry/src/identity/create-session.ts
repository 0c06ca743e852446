import { audit, Session, transaction, row } from '#libs/database';
import { DomainError, type Role } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { actorOf } from './authenticate.js';
import { membershipsOfPerson, type MembershipRow } from './memberships.queries.js';
import { verifyAgainstNobody, verifyPassword } from './passwords.js';
import { newSecret } from './secrets.js';

/** A working day: long enough for a test run to be followed, short enough for a forgotten terminal. */
const SESSION_HOURS = 12;

export interface SessionRequest {
  readonly username: string;
  readonly password: string;
  readonly organization?: string | undefined;
  readonly role?: Role | undefined;
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
): Promise<{ token: string; expiresAt: Date; membership: MembershipRow }> {
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
  const { secret, hash } = newSecret('session');
  const expiresAt = new Date(Date.now() + SESSION_HOURS * 3_600_000);
  await transaction(db, async (tx) => {
    const id = uuidv7();
    // A password that was set anew while this one was verified ends this session, too: the two wait for each other.
    const still = await row(tx, 'SELECT id FROM persons WHERE id = $1 AND password_hash = $2 FOR SHARE', [
      membership.personId,
      person?.hash,
    ]);
    if (still === undefined) throw wrongCredentials();
    await tx.insert(Session, { id, membershipId: membership.id, tokenHash: hash, expiresAt });
    await audit(tx, actorOf(membership, requestId), { action: 'session.create', subject: ['session', id] });
  });
  return { token: secret, expiresAt, membership };
}

function chooseMembership(memberships: readonly MembershipRow[], request: SessionRequest): MembershipRow | undefined {
  return memberships.find(
    (membership) =>
      (request.organization === undefined || membership.organization === request.organization) &&
      (request.role === undefined || membership.role === request.role),
  );
}

function wrongCredentials(): DomainError {
  return new DomainError('wrong-credentials', '用户名或密码不正确 · The username or password is wrong');
}
