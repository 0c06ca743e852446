import { audit, row, Session, transaction, type Context } from '#libs/database';
import { notFound, type PersonActor, type Role } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { actorOf, requireSession } from './authenticate.js';
import { holdSession } from './hold-session.js';
import { membershipsOfPerson, type MembershipRow } from './memberships.queries.js';
import { hashSecret, newSecret } from './secrets.js';

/**
 * Goes on as another membership of the same person: under a new token, until the same moment. The old token ends, so
 * that nothing that was begun for one organization is continued for another.
 *
 * @throws DomainError `session-required`, `unauthenticated` where the session ended meanwhile, `not-found` for a membership not held
 */
export async function switchSession(
  { db, actor }: Context<PersonActor>,
  token: string,
  to: { readonly organization: string; readonly role?: Role | undefined },
): Promise<{ token: string; expiresAt: Date; membership: MembershipRow }> {
  requireSession(actor);
  return transaction(db, async (tx) => {
    await holdSession(tx, actor, token);
    const membership = (await membershipsOfPerson(tx, actor.personId)).find(
      (held) => held.organization === to.organization && (to.role === undefined || held.role === to.role),
    );
    if (membership === undefined) throw notFound('成员身份 · membership');
    // Of two switches, and of a switch and a sign-out, one finds the session ended.
    const ended = await row<{ expiresAt: Date; identityId: string | null }>(
      tx,
      `UPDATE sessions SET revoked_at = now()
        WHERE token_hash = $1 AND membership_id = $2 AND revoked_at IS NULL AND expires_at > now()
       RETURNING expires_at AS "expiresAt", identity_id AS "identityId"`,
      [hashSecret(token), actor.membershipId],
    );
    if (ended === undefined) throw notFound('会话 · session');
    const { secret, hash } = newSecret('session');
    const id = uuidv7();
    const { expiresAt, identityId } = ended;
    await tx.insert(Session, { id, membershipId: membership.id, tokenHash: hash, expiresAt, identityId });
    await audit(tx, actorOf(membership, actor.requestId), {
      action: 'session.switch',
      subject: ['session', id],
      details: { from: actor.membershipId },
    });
    return { token: secret, expiresAt, membership };
  });
}
