import { rows } from '#libs/database';
import type { ReleaseCoordinate } from '#libs/domain';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

export interface NamedRelease {
  readonly id: string;
  readonly coordinate: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly version: string;
  readonly line: string;
  readonly ordinal: number;
  readonly releasedOn: string | null;
  readonly isPublished: boolean;
  /** Everybody sees it: its product is public, too. */
  readonly isPublic: boolean;
  /** It is an operating system's: the catalogue's to change. */
  readonly isOsRelease: boolean;
}

/** The releases with these coordinates, drafts of all vendors among them. */
export async function releasesNamed(db: Db, coordinates: readonly ReleaseCoordinate[]): Promise<NamedRelease[]> {
  return rows<NamedRelease>(
    db,
    `SELECT r.id, o.slug || '/' || p.slug || '@' || r.version AS coordinate, p.vendor_id AS "vendorId", p.id AS "productId",
            r.version, r.line, r.ordinal, r.released_on AS "releasedOn", r.published_at IS NOT NULL AS "isPublished",
            r.published_at IS NOT NULL AND p.published_at IS NOT NULL AS "isPublic",
            EXISTS (SELECT 1 FROM os_releases os WHERE os.release_id = r.id) AS "isOsRelease"
       FROM unnest($1::text[], $2::text[], $3::text[]) AS a(vendor, product, version)
       JOIN organizations o ON o.slug = a.vendor
       JOIN products p ON p.vendor_id = o.id AND p.slug = a.product
       JOIN releases r ON r.product_id = p.id AND r.version = a.version`,
    [
      coordinates.map(({ vendor }) => vendor),
      coordinates.map(({ product }) => product),
      coordinates.map(({ version }) => version),
    ],
  );
}

export interface NamedProduct {
  readonly id: string;
  readonly key: string;
  readonly isPublished: boolean;
}

/** The products with these names, by `vendor/product`. */
export async function productsNamed(
  db: Db,
  names: readonly { readonly vendorId: string; readonly vendor: string; readonly product: string }[],
): Promise<NamedProduct[]> {
  return rows<NamedProduct>(
    db,
    `SELECT p.id, a.vendor || '/' || p.slug AS key, p.published_at IS NOT NULL AS "isPublished"
       FROM unnest($1::uuid[], $2::text[], $3::text[]) AS a(vendor_id, vendor, product)
       JOIN products p ON p.vendor_id = a.vendor_id AND p.slug = a.product`,
    [names.map(({ vendorId }) => vendorId), names.map(({ vendor }) => vendor), names.map(({ product }) => product)],
  );
}

/** Slugs of a vendor's products: candidates for "did you mean". Bounded: it serves mistakes. */
export async function productSlugsOf(db: Db, vendorId: string): Promise<string[]> {
  const found = await rows<{ slug: string }>(
    db,
    'SELECT slug FROM products WHERE vendor_id = $1 ORDER BY id DESC LIMIT 5000',
    [vendorId],
  );
  return found.map(({ slug }) => slug);
}

/** Places in lines of products that are taken, as `product line ordinal`. */
export async function takenPlaces(
  db: Db,
  places: readonly { readonly productId: string; readonly line: string; readonly ordinal: number }[],
): Promise<Map<string, string>> {
  const found = await rows<{ productId: string; line: string; ordinal: number; version: string }>(
    db,
    `SELECT r.product_id AS "productId", r.line, r.ordinal, r.version
       FROM unnest($1::uuid[], $2::text[], $3::integer[]) AS a(product_id, line, ordinal)
       JOIN releases r ON r.product_id = a.product_id AND r.line = a.line AND r.ordinal = a.ordinal`,
    [places.map(({ productId }) => productId), places.map(({ line }) => line), places.map(({ ordinal }) => ordinal)],
  );
  return new Map(found.map(({ productId, line, ordinal, version }) => [`${productId} ${line} ${ordinal}`, version]));
}
