import { row, rows } from '#libs/database';
import { notFound } from '#libs/domain';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

export type ProductStatementKind = 'end-of-life' | 'withdrawn-from-offer' | 'withdrawn';

export interface ProductStatementRow {
  readonly id: string;
  /** `vendor/product` */
  readonly product: string;
  readonly kind: ProductStatementKind;
  readonly withdraws: string | null;
  /** The statement that withdrew this one. */
  readonly withdrawnBy: string | null;
  readonly value: { readonly endOfLife?: string | null; readonly reason?: string };
  /** Slug of the organization. */
  readonly statedBy: string;
  readonly statedAt: Date;
  readonly revision: number;
}

const STATEMENT = `
  SELECT s.id, v.slug || '/' || p.slug AS product, s.kind, s.withdraws_id AS withdraws,
         (SELECT w.id FROM product_statements w WHERE w.withdraws_id = s.id) AS "withdrawnBy", s.value,
         o.slug AS "statedBy", s.created_at AS "statedAt", s.revision
    FROM product_statements s JOIN products p ON p.id = s.product_id JOIN organizations v ON v.id = p.vendor_id
    JOIN organizations o ON o.id = s.organization_id`;

/** Statements about a product, oldest first, after revision `after`. The caller has seen to it that it may be seen. */
export async function productStatementsPage(
  db: Db,
  productId: string,
  page: { after: number; limit: number },
): Promise<ProductStatementRow[]> {
  return rows<ProductStatementRow>(
    db,
    `${STATEMENT} WHERE s.product_id = $1 AND s.revision > $2 ORDER BY s.revision LIMIT $3`,
    [productId, page.after, page.limit],
  );
}

/** @throws DomainError `not-found`, also for a statement about another product */
export async function productStatementById(db: Db, productId: string, id: string): Promise<ProductStatementRow> {
  const found = await row<ProductStatementRow>(db, `${STATEMENT} WHERE s.product_id = $1 AND s.id = $2`, [
    productId,
    id,
  ]);
  if (found === undefined) throw notFound('声明 · statement');
  return found;
}
