import { audit, isUniqueViolation, Product, row, transaction, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { productByCoordinate, type ProductRow } from './products.queries.js';

export interface NewProduct {
  readonly slug: string;
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly category: string;
  readonly description?: string | undefined;
  readonly published: boolean;
}

/** @throws DomainError `already-exists`, `invalid-request` for a category that the taxonomy does not have */
export async function createProduct({ db, actor }: Context<PersonActor>, input: NewProduct): Promise<ProductRow> {
  const id = uuidv7();
  try {
    return await transaction(db, async (tx) => {
      await refuseUnknownCategory(tx, input.category);
      await tx.insert(Product, {
        id,
        vendorId: actor.organizationId,
        slug: input.slug,
        name: input.name,
        nameEn: input.nameEn ?? null,
        category: input.category,
        description: input.description ?? null,
        publishedAt: input.published ? new Date() : null,
      });
      await audit(tx, actor, { action: 'product.create', subject: ['product', id], details: { slug: input.slug } });
      return productByCoordinate(tx, actor.organizationId, { vendor: actor.organizationSlug, product: input.slug });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DomainError('already-exists', '产品已登记 · You have registered a product with this slug already', {
      fields: [{ path: 'slug', code: 'already-exists', message: 'is taken' }],
    });
  }
}

/** @throws DomainError `invalid-request` */
export async function refuseUnknownCategory(tx: EntityManager, category: string): Promise<void> {
  if ((await row(tx, 'SELECT 1 AS one FROM product_categories WHERE slug = $1', [category])) !== undefined) return;
  throw new DomainError('invalid-request', '产品分类不存在 · The taxonomy has no such category', {
    fields: [{ path: 'category', code: 'unknown', message: 'see the product taxonomy' }],
  });
}
