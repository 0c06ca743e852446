import { audit, row, takeRevision, transaction, type Context } from '#libs/database';
import { notFound, type PersonActor } from '#libs/domain';
import { productByCoordinate, type ProductRow } from './products.queries.js';

/** Shows a product of the actor's organization and all its releases to everyone. Answers change with it, so it takes a revision.
 * Publishing again changes nothing. */
export async function publishProduct(
  { db, actor }: Context<PersonActor>,
  coordinate: { vendor: string; product: string },
): Promise<ProductRow> {
  return transaction(db, async (tx) => {
    const product = await productByCoordinate(tx, actor.organizationId, coordinate);
    if (product.vendorId !== actor.organizationId) throw notFound('产品 · product');
    const draft = await row(
      tx,
      `SELECT 1 AS one FROM products p LEFT JOIN releases r ON r.product_id = p.id AND r.published_at IS NULL
        WHERE p.id = $1 AND (p.published_at IS NULL OR r.id IS NOT NULL) FOR UPDATE OF p`,
      [product.id],
    );
    if (draft === undefined) return product;
    await audit(tx, actor, { action: 'product.publish', subject: ['product', product.id] });
    // From here on there are answers about it for everybody.
    const revision = await takeRevision(tx, `publication of ${coordinate.vendor}/${coordinate.product}`);
    await tx.query(
      'UPDATE products SET published_at = now(), published_revision = $2 WHERE id = $1 AND published_at IS NULL',
      [product.id, revision],
    );
    await tx.query(
      'UPDATE releases SET published_at = now(), published_revision = $2 WHERE product_id = $1 AND published_at IS NULL',
      [product.id, revision],
    );
    return { ...product, published: true };
  });
}
