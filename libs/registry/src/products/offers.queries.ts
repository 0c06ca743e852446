import { row } from '#libs/database';
import { parseReleaseCoordinate } from '#libs/domain';
import type { EntityManager } from 'typeorm';

/** Since when something is not offered any more, and why. */
export interface Withdrawal {
  /** RFC 3339. */
  readonly since: string;
  readonly reason: string;
  /** What was withdrawn: the release itself, or the whole product. */
  readonly of: 'release' | 'product';
}

/** The withdrawal that stands about the release with this id (SQL), as JSON or null. */
export const WITHDRAWAL_OF_RELEASE = (release: string): string =>
  standingWithdrawal('release_statements', 'release_id', release, 'release');

/** The same of the product with this id (SQL). */
export const WITHDRAWAL_OF_PRODUCT = (product: string): string =>
  standingWithdrawal('product_statements', 'product_id', product, 'product');

function standingWithdrawal(table: string, key: string, id: string, of: Withdrawal['of']): string {
  return `(
    SELECT json_build_object('since', to_char(s.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                             'reason', s.value ->> 'reason', 'of', '${of}')
      FROM ${table} s
     WHERE s.${key} = ${id} AND s.kind = 'withdrawn-from-offer'
       AND NOT EXISTS (SELECT 1 FROM ${table} w WHERE w.withdraws_id = s.id)
     ORDER BY s.revision LIMIT 1)`;
}

/**
 * First day out of support of the product with this id (SQL), or null: what was stated last, up to a revision (SQL), and not
 * withdrawn by then.
 */
export const END_OF_PRODUCT = (product: string, revision: string): string => `(
    SELECT (s.value ->> 'endOfLife')::date FROM product_statements s
     WHERE s.product_id = ${product} AND s.kind = 'end-of-life' AND s.revision <= ${revision}
       AND NOT EXISTS (SELECT 1 FROM product_statements w WHERE w.withdraws_id = s.id AND w.revision <= ${revision})
     ORDER BY s.revision DESC LIMIT 1)`;

/**
 * The same of the release with this id (SQL), whose registered day is given (SQL); what is stated about its product comes
 * on top.
 */
export const END_OF_RELEASE = (release: string, registered: string): string => `
    (coalesce((SELECT json_build_array(s.value ->> 'endOfLife') FROM release_statements s
                WHERE s.release_id = ${release} AND s.kind = 'end-of-life'
                 AND NOT EXISTS (SELECT 1 FROM release_statements w WHERE w.withdraws_id = s.id)
               ORDER BY s.revision DESC LIMIT 1), json_build_array(${registered})) ->> 0)::date`;

/** Since when and why a published release is not offered any more; null where it is. Certificates outlive offers. */
export async function withdrawalOfRelease(db: Pick<EntityManager, 'query'>, text: string): Promise<Withdrawal | null> {
  const coordinate = parseReleaseCoordinate(text);
  if (coordinate === undefined) return null;
  const found = await row<{ withdrawal: Withdrawal | null }>(
    db,
    `SELECT coalesce(${WITHDRAWAL_OF_RELEASE('r.id')}, ${WITHDRAWAL_OF_PRODUCT('r.product_id')}) AS withdrawal
       FROM releases r JOIN products p ON p.id = r.product_id JOIN organizations o ON o.id = p.vendor_id
      WHERE o.slug = $1 AND p.slug = $2 AND r.version = $3`,
    [coordinate.vendor, coordinate.product, coordinate.version],
  );
  return found?.withdrawal ?? null;
}
