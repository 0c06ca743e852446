import { row, rows } from '#libs/database';
import { notFound } from '#libs/domain';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

export interface ProductRow {
  readonly id: string;
  readonly vendorId: string;
  readonly vendor: string;
  readonly product: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly category: string;
  readonly description: string | null;
  readonly published: boolean;
  readonly createdAt: Date;
}

const PRODUCT = `
  SELECT p.id, p.vendor_id AS "vendorId", o.slug AS vendor, p.slug AS product, p.name, p.name_en AS "nameEn", p.category,
         p.description, p.published_at IS NOT NULL AS published, p.created_at AS "createdAt"
    FROM products p JOIN organizations o ON o.id = p.vendor_id`;

/** Drafts exist for their vendor only. `viewer` is the organization that asks, null for strangers. */
const VISIBLE = `(p.published_at IS NOT NULL OR p.vendor_id = $1::uuid)`;

/** @throws DomainError `not-found` for what does not exist and for somebody else's draft */
export async function productByCoordinate(
  db: Db,
  viewer: string | null,
  coordinate: { vendor: string; product: string },
): Promise<ProductRow> {
  const found = await row<ProductRow>(db, `${PRODUCT} WHERE ${VISIBLE} AND o.slug = $2 AND p.slug = $3`, [
    viewer,
    coordinate.vendor,
    coordinate.product,
  ]);
  if (found === undefined) throw notFound('产品 · product');
  return found;
}

export interface ProductFilter {
  readonly q?: string | undefined;
  readonly vendor?: string | undefined;
  readonly category?: string | undefined;
}

/** Products the viewer may see, by id, after `after`. */
export async function productsPage(
  db: Db,
  viewer: string | null,
  filter: ProductFilter,
  page: { after: string; limit: number },
): Promise<ProductRow[]> {
  return rows<ProductRow>(
    db,
    `${PRODUCT}
      WHERE ${VISIBLE} AND p.id > $2
        AND ($3::text IS NULL OR o.slug = $3)
        AND ($4::text IS NULL OR p.category = $4)
        AND ($5::text IS NULL OR strpos(lower(concat_ws(' ', p.name, p.name_en, p.slug, p.description)), lower($5)) > 0)
      ORDER BY p.id LIMIT $6`,
    [viewer, page.after, filter.vendor ?? null, filter.category ?? null, filter.q ?? null, page.limit],
  );
}

export interface ReleaseArtifactRow {
  readonly sha256: string;
  readonly sm3: string;
  readonly size: number;
  readonly fileName: string;
  readonly isa: string | null;
}

export interface ReleaseRow {
  readonly id: string;
  readonly productId: string;
  readonly vendorId: string;
  readonly coordinate: string;
  readonly version: string;
  readonly line: string;
  readonly ordinal: number;
  readonly releasedOn: string | null;
  readonly abiLevel: 'level1' | 'level2' | 'level3' | null;
  readonly endOfLife: string | null;
  readonly published: boolean;
  readonly createdAt: Date;
  readonly artifacts: readonly ReleaseArtifactRow[];
}

const RELEASE = `
  SELECT r.id, r.product_id AS "productId", p.vendor_id AS "vendorId", o.slug || '/' || p.slug || '@' || r.version AS coordinate,
         r.version, r.line, r.ordinal, r.released_on AS "releasedOn", r.abi_level AS "abiLevel", r.end_of_life AS "endOfLife",
         r.published_at IS NOT NULL AND p.published_at IS NOT NULL AS published, r.created_at AS "createdAt",
         coalesce((SELECT json_agg(json_build_object('sha256', a.sha256, 'sm3', a.sm3, 'size', a.size,
                                                     'fileName', ra.file_name, 'isa', ra.isa) ORDER BY ra.file_name)
                     FROM release_artifacts ra JOIN artifacts a USING (sha256) WHERE ra.release_id = r.id), '[]') AS artifacts
    FROM releases r JOIN products p ON p.id = r.product_id JOIN organizations o ON o.id = p.vendor_id`;

const VISIBLE_RELEASE = `((r.published_at IS NOT NULL AND p.published_at IS NOT NULL) OR p.vendor_id = $1::uuid)`;

/** Releases of a product that the viewer may see, newest in its line first. */
export async function releasesOfProduct(db: Db, viewer: string | null, productId: string): Promise<ReleaseRow[]> {
  return rows<ReleaseRow>(
    db,
    `${RELEASE} WHERE ${VISIBLE_RELEASE} AND r.product_id = $2 ORDER BY r.line, r.ordinal DESC`,
    [viewer, productId],
  );
}

/** The release with this coordinate if the viewer may see it. */
export async function findRelease(
  db: Db,
  viewer: string | null,
  coordinate: { vendor: string; product: string; version: string },
): Promise<ReleaseRow | undefined> {
  return row<ReleaseRow>(db, `${RELEASE} WHERE ${VISIBLE_RELEASE} AND o.slug = $2 AND p.slug = $3 AND r.version = $4`, [
    viewer,
    coordinate.vendor,
    coordinate.product,
    coordinate.version,
  ]);
}

/** The newest visible release that has a file with this SHA-256 or SM3. */
export async function findReleaseByDigest(
  db: Db,
  viewer: string | null,
  digest: string,
): Promise<ReleaseRow | undefined> {
  return row<ReleaseRow>(
    db,
    `${RELEASE} WHERE ${VISIBLE_RELEASE}
        AND EXISTS (SELECT 1 FROM release_artifacts ra JOIN artifacts a USING (sha256)
                     WHERE ra.release_id = r.id AND (a.sha256 = $2 OR a.sm3 = $2))
      ORDER BY r.id DESC LIMIT 1`,
    [viewer, digest],
  );
}

/** Coordinates of the releases the viewer may see: the candidates for "did you mean". Bounded: it serves mistakes. */
export async function visibleReleaseCoordinates(db: Db, viewer: string | null, limit = 5000): Promise<string[]> {
  const found = await rows<{ coordinate: string }>(
    db,
    `SELECT o.slug || '/' || p.slug || '@' || r.version AS coordinate
       FROM releases r JOIN products p ON p.id = r.product_id JOIN organizations o ON o.id = p.vendor_id
      WHERE ${VISIBLE_RELEASE} ORDER BY r.id DESC LIMIT $2`,
    [viewer, limit],
  );
  return found.map(({ coordinate }) => coordinate);
}

/** Ids of all releases that strangers may see; of those published at `since` or later, where that is given. */
export async function publishedReleaseIds(db: Db, since: Date | null = null): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT r.id FROM releases r JOIN products p ON p.id = r.product_id
      WHERE r.published_at IS NOT NULL AND p.published_at IS NOT NULL
        AND ($1::timestamptz IS NULL OR r.published_at >= $1 OR p.published_at >= $1)
      ORDER BY r.id`,
    [since],
  );
  return found.map(({ id }) => id);
}

/** What a product is called and where it belongs. */
export interface ProductCard {
  readonly id: string;
  readonly vendor: string;
  readonly product: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly category: string;
}

/** The caller has seen to it that the products may be seen. */
export async function productCards(db: Db, ids: readonly string[]): Promise<ProductCard[]> {
  return rows<ProductCard>(
    db,
    `SELECT p.id, o.slug AS vendor, p.slug AS product, p.name, p.name_en AS "nameEn", p.category
       FROM products p JOIN organizations o ON o.id = p.vendor_id WHERE p.id = ANY($1::uuid[])`,
    [ids],
  );
}

/** Slugs of the product taxonomy. */
export async function productCategories(db: Db): Promise<string[]> {
  const found = await rows<{ slug: string }>(db, 'SELECT slug FROM product_categories ORDER BY slug');
  return found.map(({ slug }) => slug);
}
