import { row, rows } from '#libs/database';
import { DomainError, parseCpuCoordinate, parseOsReleaseCoordinate, type Provenance } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

export type Origin = 'catalogue' | 'discovered';

export interface CpuFacts {
  readonly coordinate: string;
  readonly name: string;
  readonly nameEn: string;
  readonly generation: string | null;
  readonly isa: string;
  readonly abiWorld: string | null;
  readonly ambiguous: boolean;
  readonly identification: object;
  readonly provenance: Provenance;
}

export interface OsReleaseFacts {
  readonly coordinate: string;
  readonly name: string;
  readonly nameEn: string;
  readonly edition: string;
  readonly servicePack: string | null;
  readonly kernel: string | null;
  readonly libc: string | null;
  readonly pageSizes: Readonly<Record<string, number>>;
  readonly kernelAbi?:
    { readonly byIsa: Readonly<Record<string, string>>; readonly provenance: Provenance } | undefined;
  readonly packageFormat: string | null;
  readonly base: string | null;
  readonly isas: readonly string[];
  readonly endOfLife: string | null;
  readonly line: string;
  readonly ordinal: number;
  readonly identification: object | null;
  readonly provenance: Provenance;
}

export interface StagedCpu extends CpuFacts {
  readonly productId: string;
  /** The product was known under another name until now. */
  readonly renamed: boolean;
}

export interface StagedOs extends OsReleaseFacts {
  readonly releaseId: string;
  readonly baseReleaseId: string | null;
}

/** Organization that a catalogue entry belongs to; one that exists keeps what it says of itself. */
export async function ensureVendor(
  tx: EntityManager,
  vendor: { slug: string; name: string; nameEn: string | null },
): Promise<string> {
  const found = await row<{ id: string }>(
    tx,
    `INSERT INTO organizations (id, slug, name, name_en, kinds) VALUES ($1, $2, $3, $4, '{vendor}')
     ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug RETURNING id`,
    [uuidv7(), vendor.slug, vendor.name, vendor.nameEn],
  );
  return idOf(found);
}

async function ensureProduct(
  tx: EntityManager,
  product: { vendorId: string; slug: string; name: string; nameEn: string; category: string },
): Promise<string> {
  const found = await row<{ id: string }>(
    tx,
    `INSERT INTO products (id, vendor_id, slug, name, name_en, category, published_at) VALUES ($1, $2, $3, $4, $5, $6, now())
     ON CONFLICT (vendor_id, slug) DO UPDATE SET slug = excluded.slug RETURNING id`,
    [uuidv7(), product.vendorId, product.slug, product.name, product.nameEn, product.category],
  );
  return idOf(found);
}

/** A CPU is a product. What is known already from elsewhere than `origin` keeps its facts and is left out of the result. */
export async function stageCpus(
  tx: EntityManager,
  entries: readonly { vendorId: string; cpu: CpuFacts }[],
  origin: Origin,
): Promise<StagedCpu[]> {
  const staged: Omit<StagedCpu, 'renamed'>[] = [];
  for (const { vendorId, cpu } of entries) {
    const coordinate = parseCpuCoordinate(cpu.coordinate);
    if (coordinate === undefined) throw new Error(`not a CPU coordinate: ${cpu.coordinate}`);
    const productId = await ensureProduct(tx, {
      vendorId,
      slug: coordinate.model,
      name: cpu.name,
      nameEn: cpu.nameEn,
      category: 'cpu',
    });
    staged.push({ ...cpu, productId });
  }
  const foreign = await rows<{ id: string }>(tx, 'SELECT product_id AS id FROM cpu_models WHERE origin <> $1', [
    origin,
  ]);
  const own = staged.filter(({ productId }) => !foreign.some(({ id }) => id === productId));
  const renamed = await rows<{ id: string }>(
    tx,
    `UPDATE products SET name = x.name, name_en = x."nameEn"
       FROM jsonb_to_recordset($1::jsonb) AS x("productId" uuid, name text, "nameEn" text)
      WHERE id = x."productId" AND (products.name, products.name_en) IS DISTINCT FROM (x.name, x."nameEn") RETURNING id`,
    [JSON.stringify(own)],
  );
  return own.map((cpu) => ({ ...cpu, renamed: renamed.some(({ id }) => id === cpu.productId) }));
}

/**
 * An OS release is a release of an OS product, and its place in the line is the release's: a corrected place is taken
 * here. What is known already from elsewhere than `origin` keeps its facts and is left out of the result.
 *
 * @throws DomainError `already-exists` naming the entry whose place in the line belongs to a release that is not among the entries
 */
export async function stageOsReleases(
  tx: EntityManager,
  entries: readonly { vendorId: string; os: OsReleaseFacts }[],
  origin: Origin,
): Promise<StagedOs[]> {
  const wanted: (OsReleaseFacts & { productId: string; version: string })[] = [];
  for (const { vendorId, os } of entries) {
    const coordinate = parseOsReleaseCoordinate(os.coordinate);
    if (coordinate === undefined) throw new Error(`not an OS coordinate: ${os.coordinate}`);
    const name = coordinate.os;
    const product = { vendorId, slug: coordinate.os, name, nameEn: name, category: 'operating-system' };
    wanted.push({ ...os, productId: await ensureProduct(tx, product), version: coordinate.release });
  }
  const foreign = await rows<{ productId: string; version: string }>(
    tx,
    `SELECT r.product_id AS "productId", r.version FROM os_releases os JOIN releases r ON r.id = os.release_id WHERE os.origin <> $1`,
    [origin],
  );
  const own = wanted.filter(
    (os) => !foreign.some(({ productId, version }) => productId === os.productId && version === os.version),
  );
  await placeReleases(tx, own);
  const ids = await rows<{ id: string; coordinate: string }>(
    tx,
    'SELECT id, coordinate FROM release_coordinates WHERE coordinate = ANY($1)',
    [own.flatMap(({ coordinate, base }) => (base === null ? [coordinate] : [coordinate, base]))],
  );
  const idOfRelease = new Map(ids.map(({ id, coordinate }) => [coordinate, id]));
  return own.map((os) => ({
    ...os,
    releaseId: idOf({ id: idOfRelease.get(os.coordinate) }),
    baseReleaseId: os.base === null ? null : idOf({ id: idOfRelease.get(os.base) }),
  }));
}

const WANTED = `jsonb_to_recordset($1::jsonb)
  AS x(id uuid, "productId" uuid, coordinate text, version text, line text, ordinal integer, "endOfLife" date)`;

/** Releases in their places. Those that move are taken out of their lines first, so that two may change places. */
async function placeReleases(
  tx: EntityManager,
  wanted: readonly (OsReleaseFacts & { productId: string; version: string })[],
): Promise<void> {
  const parameters = [JSON.stringify(wanted.map((os) => ({ ...os, id: uuidv7() })))];
  const taken = await row<{ coordinate: string; line: string; ordinal: number; version: string }>(
    tx,
    `SELECT x.coordinate, x.line, x.ordinal, r.version FROM ${WANTED}
       JOIN releases r ON r.product_id = x."productId" AND r.line = x.line AND r.ordinal = x.ordinal AND r.version <> x.version
      WHERE NOT EXISTS (SELECT 1 FROM ${WANTED.replace('AS x', 'AS y')}
                         WHERE y."productId" = r.product_id AND y.version = r.version)`,
    parameters,
  );
  if (taken !== undefined) {
    const place = `place ${taken.ordinal} of line ${taken.line}`;
    throw new DomainError(
      'already-exists',
      `catalogue: ${taken.coordinate} can not take ${place}, which release ${taken.version} has`,
    );
  }
  await tx.query(
    `UPDATE releases SET line = '', ordinal = moving.place
       FROM (SELECT r.id, row_number() OVER () AS place FROM ${WANTED}
               JOIN releases r ON r.product_id = x."productId" AND r.version = x.version
              WHERE (r.line, r.ordinal) <> (x.line, x.ordinal)) moving
      WHERE releases.id = moving.id`,
    parameters,
  );
  await tx.query(
    `INSERT INTO releases (id, product_id, version, line, ordinal, end_of_life, published_at)
     SELECT x.id, x."productId", x.version, x.line, x.ordinal, x."endOfLife", now() FROM ${WANTED}
     ON CONFLICT (product_id, version) DO UPDATE
        SET line = excluded.line, ordinal = excluded.ordinal, end_of_life = excluded.end_of_life
      WHERE (releases.line, releases.ordinal, releases.end_of_life)
            IS DISTINCT FROM (excluded.line, excluded.ordinal, excluded.end_of_life)`,
    parameters,
  );
}

function idOf(found: { id: string | undefined } | undefined): string {
  if (found?.id === undefined) throw new Error('what was just written is not there');
  return found.id;
}
