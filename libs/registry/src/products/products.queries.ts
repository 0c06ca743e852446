import { row, rows } from '#libs/database';
import { nearestMatches, notFound, parseReleaseCoordinate } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { unknownCoordinate } from '../catalogue/catalogue.queries.js';
import { BUILDS_OF, FILES_OF_BUILD, type BuildSummaryRow, type ReleaseArtifactRow } from './builds.queries.js';
import {
  END_OF_PRODUCT,
  END_OF_RELEASE,
  WITHDRAWAL_OF_PRODUCT,
  WITHDRAWAL_OF_RELEASE,
  type Withdrawal,
} from './offers.queries.js';

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
  /** First day out of support, as the vendor states it of all releases. */
  readonly endOfLife: string | null;
  readonly withdrawn: Withdrawal | null;
  readonly createdAt: Date;
}

/** All that was ever stated. */
const EVER = '9223372036854775807';

const PRODUCT = `
  SELECT p.id, p.vendor_id AS "vendorId", o.slug AS vendor, p.slug AS product, p.name, p.name_en AS "nameEn", p.category,
         p.description, p.published_at IS NOT NULL AS published, p.created_at AS "createdAt",
         ${END_OF_PRODUCT('p.id', EVER)} AS "endOfLife", ${WITHDRAWAL_OF_PRODUCT('p.id')} AS withdrawn
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
  /** First day out of support, of the release or of its whole product, whichever comes first. */
  readonly endOfLife: string | null;
  readonly withdrawn: Withdrawal | null;
  readonly published: boolean;
  readonly createdAt: Date;
  /** Newest first. */
  readonly builds: readonly BuildSummaryRow[];
  /** Of the newest build, by path; in lists at most {@link FILES_LISTED}. */
  readonly artifacts: readonly ReleaseArtifactRow[];
}

/** What a page of two hundred releases may hold of each. */
const FILES_LISTED = 64;

const RELEASE_WITH = (files: string): string => `
  SELECT r.id, r.product_id AS "productId", p.vendor_id AS "vendorId", o.slug || '/' || p.slug || '@' || r.version AS coordinate,
         r.version, r.line, r.ordinal, r.released_on AS "releasedOn", r.abi_level AS "abiLevel", 
         least(${END_OF_RELEASE('r.id', 'r.end_of_life')}, ${END_OF_PRODUCT('p.id', EVER)}) AS "endOfLife",
         coalesce(${WITHDRAWAL_OF_RELEASE('r.id')}, ${WITHDRAWAL_OF_PRODUCT('p.id')}) AS withdrawn,
         r.published_at IS NOT NULL AND p.published_at IS NOT NULL AS published, r.created_at AS "createdAt",
         coalesce((SELECT json_agg(b ORDER BY b.number DESC) FROM (${BUILDS_OF('r.id')}) b), '[]') AS builds,
         ${FILES_OF_BUILD('r.id', '(SELECT max(build) FROM release_artifacts WHERE release_id = r.id)', files)} AS artifacts
    FROM releases r JOIN products p ON p.id = r.product_id JOIN organizations o ON o.id = p.vendor_id`;
const RELEASE = RELEASE_WITH('ALL');

const VISIBLE_RELEASE = `((r.published_at IS NOT NULL AND p.published_at IS NOT NULL) OR p.vendor_id = $1::uuid)`;

/**
 * Releases of a product that the viewer may see, line by line, in each the newest first.
 *
 * @param page.after id of the release before the page; null, or another product's, begins at the first
 */
export async function releasesOfProduct(
  db: Db,
  viewer: string | null,
  productId: string,
  page: { readonly after: string | null; readonly limit: number },
): Promise<ReleaseRow[]> {
  return rows<ReleaseRow>(
    db,
    `${RELEASE_WITH(`${FILES_LISTED}`)} LEFT JOIN releases before ON before.id = $3 AND before.product_id = $2
      WHERE ${VISIBLE_RELEASE} AND r.product_id = $2
        AND (before.id IS NULL OR (r.line, -r.ordinal, r.id) > (before.line, -before.ordinal, before.id))
      ORDER BY r.line, r.ordinal DESC, r.id LIMIT $4`,
    [viewer, productId, page.after, page.limit],
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

/**
 * The visible release that stands for a file with this SHA-256 or SM3, in a build known at a revision. Anybody may upload public bytes and publish a
 * release with them, so the newest says nothing: releases of the first list come before those of the second, these before
 * all others, and of equals the one published first, own drafts last.
 */
export async function findReleaseByDigest(
  db: Db,
  viewer: string | null,
  digest: string,
  revision: number,
  preferred: { readonly first: readonly string[]; readonly second: readonly string[] },
): Promise<ReleaseRow | undefined> {
  return row<ReleaseRow>(
    db,
    `${RELEASE} WHERE ${VISIBLE_RELEASE}
        AND EXISTS (SELECT 1 FROM release_artifacts ra JOIN artifacts a USING (sha256)
                      LEFT JOIN release_builds b ON b.release_id = ra.release_id AND b.number = ra.build
                     WHERE ra.release_id = r.id AND (a.sha256 = $2 OR a.sm3 = $2) AND coalesce(b.revision, 0) <= $5)
      ORDER BY r.id = ANY($3::uuid[]) DESC, r.id = ANY($4::uuid[]) DESC,
               CASE WHEN r.published_at IS NOT NULL AND p.published_at IS NOT NULL THEN greatest(r.published_at, p.published_at) END NULLS LAST, r.id
      LIMIT 1`,
    [viewer, digest, preferred.first, preferred.second, revision],
  );
}

/**
 * Coordinates of releases the viewer may see that may have been meant by one that is not there: those of the vendor or of a
 * product of the name that it has, else the newest. Bounded: it serves mistakes.
 */
export async function visibleReleaseCoordinates(
  db: Db,
  viewer: string | null,
  wanted: string,
  limit = 5000,
): Promise<string[]> {
  const [vendor = '', product = ''] = wanted.toLowerCase().split('@', 1)[0]?.split('/') ?? [];
  const like = (where: string, parameters: readonly unknown[]) =>
    rows<{ coordinate: string }>(
      db,
      `SELECT o.slug || '/' || p.slug || '@' || r.version AS coordinate
         FROM releases r JOIN products p ON p.id = r.product_id JOIN organizations o ON o.id = p.vendor_id
        WHERE ${VISIBLE_RELEASE} ${where} ORDER BY r.id DESC LIMIT $2`,
      [viewer, limit, ...parameters],
    );
  const named = await like('AND (o.slug = $3 OR p.slug = $4)', [vendor, product]);
  return (named.length > 0 ? named : await like('', [])).map(({ coordinate }) => coordinate);
}

/**
 * The release with this coordinate.
 *
 * @param path names the offending field
 * @throws DomainError `unknown-coordinate` with the nearest matches, also for a draft that is not the viewer's
 */
export async function requireRelease(db: Db, viewer: string | null, text: string, path: string): Promise<ReleaseRow> {
  const coordinate = parseReleaseCoordinate(text);
  const found = coordinate === undefined ? undefined : await findRelease(db, viewer, coordinate);
  if (found !== undefined) return found;
  throw unknownCoordinate(path, text, nearestMatches(text, await visibleReleaseCoordinates(db, viewer, text)));
}

/** Ids of the releases, of those given or of all, that strangers may know as of a revision. */
export async function publishedReleaseIds(
  db: Db,
  revision: number,
  ids: readonly string[] | 'all' = 'all',
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    'SELECT id FROM release_coordinates WHERE published_revision <= $1 AND ($2::uuid[] IS NULL OR id = ANY($2))',
    [revision, ids === 'all' ? null : ids],
  );
  return found.map(({ id }) => id);
}

/** Releases that were published with a revision after the first and up to the second, inclusive; and with which. */
export async function releasesPublished(
  db: Db,
  revisions: { after: number; upTo: number },
): Promise<{ id: string; revision: number }[]> {
  return rows<{ id: string; revision: number }>(
    db,
    // Two lists of few, each by its own index. A product that was created as public has no revision of its own.
    `SELECT id, revision FROM (
       SELECT r.id, greatest(r.published_revision, p.published_revision) AS revision
         FROM releases r JOIN products p ON p.id = r.product_id
        WHERE r.published_revision > $1 AND r.published_revision <= $2 AND p.published_at IS NOT NULL
        UNION
       SELECT r.id, greatest(r.published_revision, p.published_revision)
         FROM products p JOIN releases r ON r.product_id = p.id
        WHERE p.published_revision > $1 AND p.published_revision <= $2 AND r.published_at IS NOT NULL) published
      WHERE revision <= $2`,
    [revisions.after, revisions.upTo],
  );
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
