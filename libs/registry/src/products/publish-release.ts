import { audit, row } from '#libs/database';
import type { Actor } from '#libs/domain';
import type { EntityManager } from 'typeorm';

/**
 * Shows one release and its product to everyone, in the transaction of what makes it public. Other drafts of the product
 * stay drafts. Audited where it changes something; what is public already is left as it is. Call it once the transaction has
 * taken its revision: from that one on there are answers about the release for everybody.
 *
 * @param reason for the audit: what made it public
 */
export async function publishRelease(
  tx: EntityManager,
  actor: Actor,
  releaseId: string,
  reason: string,
): Promise<void> {
  // Product before release, as everybody who publishes does: two at once wait for each other instead of deadlocking.
  const product = await row<{ id: string }>(
    tx,
    `UPDATE products SET published_at = now(), published_revision = (SELECT revision FROM revision_head)
      WHERE id = (SELECT product_id FROM releases WHERE id = $1) AND published_at IS NULL RETURNING id`,
    [releaseId],
  );
  if (product !== undefined) {
    await audit(tx, actor, { action: 'product.publish', subject: ['product', product.id], details: { reason } });
  }
  const release = await row<{ id: string }>(
    tx,
    `UPDATE releases SET published_at = now(), published_revision = (SELECT revision FROM revision_head)
      WHERE id = $1 AND published_at IS NULL RETURNING id`,
    [releaseId],
  );
  if (release !== undefined) {
    await audit(tx, actor, { action: 'release.publish', subject: ['release', release.id], details: { reason } });
  }
}
