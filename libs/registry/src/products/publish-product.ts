import { audit, transaction, type Context } from '#libs/database';
import { notFound, type PersonActor } from '#libs/domain';
import { productByCoordinate, type ProductRow } from './products.queries.js';

/** Shows a product of the actor's organization and all its releases to everyone. Publishing again changes nothing. */
export async function publishProduct(
  { db, actor }: Context<PersonActor>,
  coordinate: { vendor: string; product: string },
): Promise<ProductRow> {
  return transaction(db, async (tx) => {
    const product = await productByCoordinate(tx, actor.organizationId, coordinate);
    if (product.vendorId !== actor.organizationId) throw notFound('产品 · product');
    await tx.query('UPDATE products SET published_at = coalesce(published_at, now()) WHERE id = $1', [product.id]);
    await tx.query('UPDATE releases SET published_at = coalesce(published_at, now()) WHERE product_id = $1', [
      product.id,
    ]);
    await audit(tx, actor, { action: 'product.publish', subject: ['product', product.id] });
    return { ...product, published: true };
  });
}
