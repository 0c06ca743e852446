import { audit, row, transaction, type Context } from '#libs/database';
import { DomainError, notFound, type PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { isReferred, referred } from './change-draft.js';
import { refuseUnknownCategory } from './create-product.js';
import { productByCoordinate, type ProductRow } from './products.queries.js';

/** What a draft may say anew; what is left out stays as it is. */
export interface ProductChange {
  readonly name?: string | undefined;
  readonly nameEn?: string | null | undefined;
  readonly category?: string | undefined;
  readonly description?: string | null | undefined;
}

/**
 * Changes what a draft product of the actor's organization is called and where it belongs. Certificates and lists repeat
 * that of a published one: it stays.
 *
 * @throws DomainError `not-found` · `illegal-transition` for a published one · `invalid-request` for an unknown category
 */
export async function changeDraftProduct(
  { db, actor }: Context<PersonActor>,
  coordinate: { vendor: string; product: string },
  change: ProductChange,
): Promise<ProductRow> {
  return transaction(db, async (tx) => {
    const draft = await ownDraft(tx, actor, coordinate);
    if (change.category !== undefined) await refuseUnknownCategory(tx, change.category);
    const {
      name = draft.name,
      nameEn = draft.nameEn,
      category = draft.category,
      description = draft.description,
    } = change;
    await tx.query('UPDATE products SET name = $2, name_en = $3, category = $4, description = $5 WHERE id = $1', [
      draft.id,
      name,
      nameEn,
      category,
      description,
    ]);
    await audit(tx, actor, { action: 'product.change-draft', subject: ['product', draft.id], details: { ...change } });
    return productByCoordinate(tx, actor.organizationId, coordinate);
  });
}

/**
 * Drops a draft product that has no releases.
 *
 * @throws DomainError `not-found` · `illegal-transition` for a published one, and where something refers to it
 */
export async function dropDraftProduct(
  { db, actor }: Context<PersonActor>,
  coordinate: { vendor: string; product: string },
): Promise<void> {
  await transaction(db, async (tx) => {
    const draft = await ownDraft(tx, actor, coordinate);
    try {
      await tx.query('DELETE FROM products WHERE id = $1', [draft.id]);
    } catch (error) {
      throw isReferred(error) ? referred() : error;
    }
    await audit(tx, actor, {
      action: 'product.drop-draft',
      subject: ['product', draft.id],
      details: { product: `${draft.vendor}/${draft.product}` },
    });
  });
}

/** Held until the transaction ends: nobody publishes it meanwhile. */
async function ownDraft(
  tx: EntityManager,
  actor: PersonActor,
  coordinate: { vendor: string; product: string },
): Promise<ProductRow> {
  await row(tx, 'SELECT 1 AS one FROM products WHERE vendor_id = $1 AND slug = $2 FOR UPDATE', [
    actor.organizationId,
    coordinate.product,
  ]);
  const product = await productByCoordinate(tx, actor.organizationId, coordinate);
  if (product.vendorId !== actor.organizationId) throw notFound('产品 · product');
  if (product.published) {
    throw new DomainError('illegal-transition', '产品已发布，不可更改 · The product is published and never changes');
  }
  return product;
}
