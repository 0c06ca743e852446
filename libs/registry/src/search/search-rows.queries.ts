import { row, rows } from '#libs/database';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

export interface OrganizationName {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly nameEn: string | null;
}

export interface ProductName extends OrganizationName {
  readonly vendorId: string;
  readonly category: string;
  readonly published: boolean;
  readonly isCpu: boolean;
}

export interface ReleaseName {
  readonly id: string;
  readonly productId: string;
  readonly version: string;
  readonly line: string;
  readonly ordinal: number;
  readonly published: boolean;
  readonly isOs: boolean;
  /** Of the release itself: operating systems' have names of their own. */
  readonly name: string | null;
  readonly nameEn: string | null;
}

export interface PlatformName {
  readonly id: string;
  readonly osReleaseId: string;
  readonly cpuId: string;
}

/** Rows by id: those given, or a page of all after one. */
export type Wanted = readonly string[] | { readonly after: string; readonly limit: number };

const chosen = (wanted: Wanted, id: string): { where: string; parameters: unknown[] } =>
  'after' in wanted
    ? { where: `${id} > $1 ORDER BY ${id} LIMIT $2`, parameters: [wanted.after, wanted.limit] }
    : { where: `${id} = ANY($1)`, parameters: [wanted] };

export async function organizationNames(db: Db, wanted: Wanted): Promise<OrganizationName[]> {
  const { where, parameters } = chosen(wanted, 'id');
  return rows(db, `SELECT id, slug, name, name_en AS "nameEn" FROM organizations WHERE ${where}`, parameters);
}

export async function productNames(db: Db, wanted: Wanted): Promise<ProductName[]> {
  const { where, parameters } = chosen(wanted, 'p.id');
  return rows(
    db,
    `SELECT p.id, p.slug, p.name, p.name_en AS "nameEn", p.vendor_id AS "vendorId", p.category,
            p.published_at IS NOT NULL AS published, c.product_id IS NOT NULL AS "isCpu"
       FROM products p LEFT JOIN cpu_models c ON c.product_id = p.id WHERE ${where}`,
    parameters,
  );
}

export async function releaseNames(db: Db, wanted: Wanted): Promise<ReleaseName[]> {
  const { where, parameters } = chosen(wanted, 'r.id');
  return rows(
    db,
    `SELECT r.id, r.product_id AS "productId", r.version, r.line, r.ordinal, r.published_at IS NOT NULL AS published,
            os.release_id IS NOT NULL AS "isOs", os.name, os.name_en AS "nameEn"
       FROM releases r LEFT JOIN os_releases os ON os.release_id = r.id WHERE ${where}`,
    parameters,
  );
}

export async function platformNames(db: Db, wanted: readonly string[] | 'all'): Promise<PlatformName[]> {
  return rows(
    db,
    `SELECT id::text AS id, os_release_id AS "osReleaseId", cpu_model_id AS "cpuId" FROM platforms
      WHERE $1::int[] IS NULL OR id = ANY($1)`,
    [wanted === 'all' ? null : wanted],
  );
}

export interface SearchChange {
  readonly kind: 'organization' | 'product' | 'release' | 'platform' | 'certificate' | 'catalogue';
  readonly subject: string;
  readonly txid: number;
}

/** Transactions from this number on had not all ended: what they change may not be seen yet. */
export async function oldestOpenTransaction(db: Db): Promise<number> {
  const found = await row<{ low: number }>(db, 'SELECT txid_snapshot_xmin(txid_current_snapshot()) AS low');
  return found?.low ?? 0;
}

/** What transactions from `since` on changed, as far as they have ended, and from which on to ask the next time. */
export async function searchChangesSince(
  db: Db,
  since: number,
  limit: number,
): Promise<{ low: number; changes: SearchChange[] }> {
  const found = await rows<{ low: number } & { [K in keyof SearchChange]: SearchChange[K] | null }>(
    db,
    `SELECT now.low, c.kind, c.subject, c.txid
       FROM (SELECT txid_snapshot_xmin(txid_current_snapshot()) AS low, txid_snapshot_xmax(txid_current_snapshot()) AS high) now
       LEFT JOIN search_changes c ON c.txid >= $1 AND c.txid < now.high
      LIMIT $2`,
    [since, limit],
  );
  return {
    low: found[0]?.low ?? since,
    changes: found.flatMap(({ kind, subject, txid }) =>
      kind === null || subject === null || txid === null ? [] : [{ kind, subject, txid }],
    ),
  };
}
