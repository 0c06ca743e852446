import {
  audit,
  isUniqueViolation,
  ProductStatement,
  row,
  takeRevision,
  transaction,
  type Context,
} from '#libs/database';
import { DomainError, notFound, type PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { productByCoordinate } from '../products/products.queries.js';
import {
  productStatementById,
  type ProductStatementKind,
  type ProductStatementRow,
} from './product-statements.queries.js';

/** What is stated; which field a kind has is the contract's to check. */
export interface NewProductStatement {
  readonly kind: ProductStatementKind;
  readonly endOfLife?: string | null | undefined;
  readonly reason?: string | undefined;
  readonly withdraws?: string | undefined;
}

/**
 * Records what a vendor states about a whole product of its own, under a revision of its own: R11 reads its end of life for
 * every release, and withdrawn from offer it is open to no new request.
 *
 * @throws DomainError `not-found` · `forbidden` for what the catalogue keeps · `invalid-request`, `illegal-transition` for a
 * statement that can't be withdrawn
 */
export async function stateProduct(
  { db, actor }: Context<PersonActor>,
  coordinate: { vendor: string; product: string },
  input: NewProductStatement,
): Promise<ProductStatementRow> {
  const id = uuidv7();
  try {
    return await transaction(db, async (tx) => {
      const product = await productByCoordinate(tx, actor.organizationId, coordinate);
      if (product.vendorId !== actor.organizationId) throw notFound('产品 · product');
      await refuseCatalogued(tx, product.id);
      const withdrawsId = input.withdraws ?? null;
      if (withdrawsId !== null) await refuseUnwithdrawable(tx, product.id, withdrawsId);
      await audit(tx, actor, {
        action: `product.state-${input.kind}`,
        subject: ['product', product.id],
        details: { statement: id, ...input },
      });
      const revision = await takeRevision(tx, `${input.kind} of ${product.vendor}/${product.product}`);
      await tx.insert(ProductStatement, {
        id,
        productId: product.id,
        kind: input.kind,
        withdrawsId,
        value: valueOf(input),
        organizationId: actor.organizationId,
        personId: actor.personId,
        revision,
      } as Parameters<typeof tx.insert<ProductStatement>>[1]);
      return productStatementById(tx, product.id, id);
    });
  } catch (error) {
    // Two withdrawing at once: the unique index lets one of them win.
    if (isUniqueViolation(error)) throw alreadyWithdrawn();
    throw error;
  }
}

async function refuseCatalogued(tx: EntityManager, productId: string): Promise<void> {
  const part = await row(
    tx,
    `SELECT 1 AS one FROM cpu_models WHERE product_id = $1
      UNION ALL SELECT 1 FROM os_releases os JOIN releases r ON r.id = os.release_id WHERE r.product_id = $1 LIMIT 1`,
    [productId],
  );
  if (part === undefined) return;
  throw new DomainError(
    'forbidden',
    '操作系统与 CPU 的事实由目录维护 · What is known of operating systems and CPUs is kept in the catalogue; ask an operator',
  );
}

async function refuseUnwithdrawable(tx: EntityManager, productId: string, id: string): Promise<void> {
  const statement = await productStatementById(tx, productId, id);
  if (statement.withdrawnBy !== null) throw alreadyWithdrawn();
  if (statement.kind !== 'withdrawn') return;
  throw new DomainError(
    'invalid-request',
    '撤回不可再撤回，请重新声明 · A withdrawal is not withdrawn: state it anew',
    {
      fields: [{ path: 'withdraws', code: 'invalid', message: 'is itself a withdrawal: state it anew instead' }],
    },
  );
}

function valueOf(input: NewProductStatement): ProductStatementRow['value'] {
  switch (input.kind) {
    case 'end-of-life':
      return { endOfLife: input.endOfLife ?? null };
    case 'withdrawn-from-offer':
      return { reason: input.reason ?? '' };
    case 'withdrawn':
      return {};
  }
}

function alreadyWithdrawn(): DomainError {
  return new DomainError('illegal-transition', '该声明已撤回 · The statement was withdrawn already');
}
