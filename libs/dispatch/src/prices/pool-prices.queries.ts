import { row, rows } from '#libs/database';
import { notFound, type PriceStep } from '#libs/domain';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

export interface PoolPriceRow {
  readonly number: number;
  readonly center: string;
  readonly pool: string;
  readonly fenPerHostHour: number | null;
  readonly validFrom: Date;
  readonly setAt: Date;
}

const PRICE = `
  SELECT x.number, c.code AS center, p.slug AS pool, x.fen_per_host_hour AS "fenPerHostHour", x.valid_from AS "validFrom",
         x.set_at AS "setAt"
    FROM pool_prices x JOIN pools p ON p.id = x.pool_id JOIN centers c ON c.id = p.center_id`;

/**
 * Id of a pool if its center belongs to the organization.
 *
 * @throws DomainError `not-found` also for another organization's
 */
export async function poolOfOrganization(
  db: Db,
  { center, pool }: { readonly center: string; readonly pool: string },
  organizationId: string,
): Promise<string> {
  const found = await row<{ id: string }>(
    db,
    `SELECT p.id FROM pools p JOIN centers c ON c.id = p.center_id
      WHERE c.code = $1 AND p.slug = $2 AND c.organization_id = $3`,
    [center, pool, organizationId],
  );
  if (found === undefined) throw notFound('资源池 · pool');
  return found.id;
}

/** What was said of a pool's price, the newest word first, before `before`. */
export async function pricesOfPool(
  db: Db,
  poolId: string,
  page: { before: number; limit: number },
): Promise<PoolPriceRow[]> {
  return rows<PoolPriceRow>(db, `${PRICE} WHERE x.pool_id = $1 AND x.number < $2 ORDER BY x.number DESC LIMIT $3`, [
    poolId,
    page.before,
    page.limit,
  ]);
}

export async function priceByNumber(db: Db, number: number): Promise<PoolPriceRow> {
  const found = await row<PoolPriceRow>(db, `${PRICE} WHERE x.number = $1`, [number]);
  if (found === undefined) throw new Error(`price ${number} is gone`);
  return found;
}

/** By pool, the prices that hold at an instant or will: as `priceAt` takes them. Pools of which nothing is said are left out. */
export async function pricesFrom(
  db: Db,
  poolIds: readonly string[],
  instant: Date,
): Promise<ReadonlyMap<string, PriceStep[]>> {
  const found = await rows<PriceStep & { poolId: string }>(
    db,
    `SELECT x.pool_id AS "poolId", x.valid_from AS "from", x.fen_per_host_hour AS "fenPerHostHour"
       FROM pool_prices x
      WHERE x.pool_id = ANY($1) AND x.valid_from >= coalesce(
            (SELECT max(y.valid_from) FROM pool_prices y WHERE y.pool_id = x.pool_id AND y.valid_from <= $2), '-infinity')
      ORDER BY x.pool_id, x.valid_from, x.number`,
    [poolIds, instant],
  );
  const byPool = new Map<string, PriceStep[]>();
  for (const { poolId, ...step } of found) byPool.set(poolId, [...(byPool.get(poolId) ?? []), step]);
  return byPool;
}
