import { row } from '#libs/database';
import { notFound, type PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { findRelease, type ReleaseRow } from './products.queries.js';

/**
 * A release of the actor's organization, as it stands once this transaction holds it: `FOR SHARE` against its being changed
 * or dropped, `FOR NO KEY UPDATE` against everybody else who
 * writes about it, `FOR UPDATE` also against references to it.
 *
 * @throws DomainError `not-found`, also for what is somebody else's
 */
export async function ownRelease(
  tx: Pick<EntityManager, 'query'>,
  actor: PersonActor,
  coordinate: { vendor: string; product: string; version: string },
  lock: 'FOR SHARE' | 'FOR NO KEY UPDATE' | 'FOR UPDATE',
): Promise<ReleaseRow> {
  await row(
    tx,
    `SELECT r.id FROM releases r JOIN products p ON p.id = r.product_id JOIN organizations o ON o.id = p.vendor_id
      WHERE p.vendor_id = $1 AND o.slug = $2 AND p.slug = $3 AND r.version = $4 ${lock} OF r`,
    [actor.organizationId, coordinate.vendor, coordinate.product, coordinate.version],
  );
  const release = await findRelease(tx, actor.organizationId, coordinate);
  if (release?.vendorId !== actor.organizationId) throw notFound('版本 · release');
  return release;
}
