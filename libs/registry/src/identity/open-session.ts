import { audit, Session } from '#libs/database';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { actorOf } from './authenticate.js';
import type { MembershipRow } from './memberships.queries.js';
import { newSecret } from './secrets.js';

/** A working day: long enough for a test run to be followed, short enough for a forgotten terminal. */
const SESSION_HOURS = 12;

export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
  readonly membership: MembershipRow;
}

/**
 * Opens a session for a membership of somebody who has shown who they are.
 *
 * @param identityId the provider's identity that showed it; null for a password
 */
export async function openSession(
  tx: EntityManager,
  membership: MembershipRow,
  requestId: string | null,
  identityId: string | null,
): Promise<OpenedSession> {
  const { secret: token, hash } = newSecret('session');
  const expiresAt = new Date(Date.now() + SESSION_HOURS * 3_600_000);
  const id = uuidv7();
  await tx.insert(Session, { id, membershipId: membership.id, tokenHash: hash, expiresAt, identityId });
  await audit(tx, actorOf(membership, requestId), {
    action: 'session.create',
    subject: ['session', id],
    ...(identityId === null ? {} : { details: { identity: identityId } }),
  });
  return { token, expiresAt, membership };
}
