import { audit, EnrolmentToken, rows, transaction, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import { newSecret } from '#libs/registry';
import { v7 as uuidv7 } from 'uuid';
import { centerOfOrganization } from './centers.queries.js';

/**
 * Makes a one-time token that an agent exchanges for a credential bound to these pools. Only its digest is kept.
 *
 * @throws DomainError `not-found` center, `invalid-request` naming pools that the center does not have
 */
export async function createEnrolmentToken(
  { db, actor }: Context<PersonActor>,
  input: { center: string; pools: readonly string[]; validForSeconds: number },
): Promise<{ token: string; expiresAt: Date }> {
  const { secret, hash } = newSecret('enrolment');
  const expiresAt = new Date(Date.now() + input.validForSeconds * 1000);
  await transaction(db, async (tx) => {
    const center = await centerOfOrganization(tx, input.center, actor.organizationId);
    const pools = await rows<{ id: string; slug: string }>(
      tx,
      'SELECT id, slug FROM pools WHERE center_id = $1 AND slug = ANY($2)',
      [center.id, input.pools],
    );
    const missing = input.pools.flatMap((slug, index) =>
      pools.some((pool) => pool.slug === slug)
        ? []
        : [{ path: `pools.${index}`, code: 'unknown', message: `the center has no pool ${slug}` }],
    );
    if (missing.length > 0) {
      throw new DomainError('invalid-request', '资源池不存在 · The center does not have all of these pools', {
        fields: missing,
      });
    }
    const id = uuidv7();
    await tx.insert(EnrolmentToken, {
      id,
      centerId: center.id,
      tokenHash: hash,
      poolIds: pools.map((pool) => pool.id),
      createdBy: actor.membershipId,
      expiresAt,
    });
    await audit(tx, actor, {
      action: 'enrolment-token.create',
      subject: ['enrolment-token', id],
      details: { pools: input.pools },
    });
  });
  return { token: secret, expiresAt };
}
