import { row, rows } from '#libs/database';
import { parseCpuCoordinate, parseOsReleaseCoordinate, platformIsa, type Provenance } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

/** Ids behind coordinates, as SQL subqueries over the parameters $1 (OS release) and $2 (CPU model). */
export const OS_BY_COORDINATE = 'SELECT id FROM release_coordinates WHERE coordinate = $1';
export const CPU_BY_COORDINATE = 'SELECT id FROM cpu_coordinates WHERE coordinate = $2';

export type Origin = 'catalogue' | 'discovered';

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

/** A CPU is a product; its facts are brought up to date. */
export async function upsertCpu(
  tx: EntityManager,
  vendorId: string,
  cpu: CpuFacts,
  origin: Origin,
  revision: number,
): Promise<void> {
  const coordinate = parseCpuCoordinate(cpu.coordinate);
  if (coordinate === undefined) throw new Error(`not a CPU coordinate: ${cpu.coordinate}`);
  const productId = await ensureProduct(tx, {
    vendorId,
    slug: coordinate.model,
    name: cpu.name,
    nameEn: cpu.nameEn,
    category: 'cpu',
  });
  await tx.query(
    `INSERT INTO cpu_models (product_id, generation, isa, abi_world, identification, ambiguous, origin, revision,
                             provenance_source, provenance_date, provenance_confidence)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (product_id) DO UPDATE SET generation = $2, isa = $3, abi_world = $4, identification = $5, ambiguous = $6,
       provenance_source = $9, provenance_date = $10, provenance_confidence = $11
     WHERE cpu_models.origin = $7`,
    [
      productId,
      cpu.generation,
      cpu.isa,
      cpu.abiWorld,
      cpu.identification,
      cpu.ambiguous,
      origin,
      revision,
      cpu.provenance.source,
      cpu.provenance.date,
      cpu.provenance.confidence,
    ],
  );
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
  readonly packageFormat: string | null;
  readonly isas: readonly string[];
  readonly endOfLife: string | null;
  readonly line: string;
  readonly ordinal: number;
  readonly identification: object | null;
  readonly provenance: Provenance;
}

/** An OS release is a release of an OS product. Its base is linked afterwards, when all releases are there. */
export async function upsertOsRelease(
  tx: EntityManager,
  vendorId: string,
  os: OsReleaseFacts,
  origin: Origin,
  revision: number,
): Promise<void> {
  const coordinate = parseOsReleaseCoordinate(os.coordinate);
  if (coordinate === undefined) throw new Error(`not an OS coordinate: ${os.coordinate}`);
  const productId = await ensureProduct(tx, {
    vendorId,
    slug: coordinate.os,
    name: coordinate.os,
    nameEn: coordinate.os,
    category: 'operating-system',
  });
  const release = await row<{ id: string }>(
    tx,
    `INSERT INTO releases (id, product_id, version, line, ordinal, end_of_life, published_at) VALUES ($1, $2, $3, $4, $5, $6, now())
     ON CONFLICT (product_id, version) DO UPDATE SET end_of_life = excluded.end_of_life RETURNING id`,
    [uuidv7(), productId, coordinate.release, os.line, os.ordinal, os.endOfLife],
  );
  await tx.query(
    `INSERT INTO os_releases (release_id, name, name_en, edition, service_pack, kernel, libc, page_sizes, package_format, isas,
                              identification, origin, revision, provenance_source, provenance_date, provenance_confidence)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     ON CONFLICT (release_id) DO UPDATE SET name = $2, name_en = $3, edition = $4, service_pack = $5, kernel = $6, libc = $7,
       page_sizes = $8, package_format = $9, isas = $10, identification = $11,
       provenance_source = $14, provenance_date = $15, provenance_confidence = $16
     WHERE os_releases.origin = $12`,
    [
      idOf(release),
      os.name,
      os.nameEn,
      os.edition,
      os.servicePack,
      os.kernel,
      os.libc,
      os.pageSizes,
      os.packageFormat,
      os.isas,
      os.identification ?? {},
      origin,
      revision,
      os.provenance.source,
      os.provenance.date,
      os.provenance.confidence,
    ],
  );
}

interface PlatformParts {
  readonly osReleaseId: string;
  readonly isas: readonly string[];
  readonly cpuModelId: string;
  readonly cpuIsa: string;
}

const PAIRS = `
  SELECT os.release_id AS "osReleaseId", os.isas, cpu.product_id AS "cpuModelId", cpu.isa AS "cpuIsa"
    FROM os_releases os CROSS JOIN cpu_models cpu
   WHERE NOT EXISTS (SELECT 1 FROM platforms p WHERE p.os_release_id = os.release_id AND p.cpu_model_id = cpu.product_id)`;

/** Makes a platform of each OS release × CPU model of the catalogue that fit together and are no platform yet. */
export async function completeCataloguePlatforms(tx: EntityManager, revision: number): Promise<void> {
  const pairs = await rows<PlatformParts>(
    tx,
    `${PAIRS} AND os.origin = 'catalogue' AND cpu.origin = 'catalogue' ORDER BY os.release_id, cpu.product_id`,
  );
  await insertPlatforms(tx, pairs, 'catalogue', revision);
}

/** Makes the one platform that a machine stands on. Nothing is inserted where the OS does not run on the CPU's ISA. */
export async function addDiscoveredPlatform(
  tx: EntityManager,
  os: string,
  cpu: string,
  revision: number,
): Promise<void> {
  const pairs = await rows<PlatformParts>(
    tx,
    `${PAIRS} AND os.release_id = (${OS_BY_COORDINATE}) AND cpu.product_id = (${CPU_BY_COORDINATE})`,
    [os, cpu],
  );
  await insertPlatforms(tx, pairs, 'discovered', revision);
}

async function insertPlatforms(
  tx: EntityManager,
  pairs: readonly PlatformParts[],
  origin: Origin,
  revision: number,
): Promise<void> {
  const isas = await rows<{ slug: string; hardware: string }>(tx, 'SELECT slug, hardware FROM isas');
  const platforms = pairs.flatMap((pair) => {
    const isa = platformIsa({ isas: pair.isas }, { isa: pair.cpuIsa }, isas);
    return isa === undefined ? [] : [{ os: pair.osReleaseId, cpu: pair.cpuModelId, isa }];
  });
  await tx.query(
    `INSERT INTO platforms (os_release_id, cpu_model_id, isa, origin, revision)
     SELECT x.os, x.cpu, x.isa, $2, $3 FROM jsonb_to_recordset($1::jsonb) AS x(os uuid, cpu uuid, isa text)`,
    [JSON.stringify(platforms), origin, revision],
  );
}

function idOf(found: { id: string } | undefined): string {
  if (found === undefined) throw new Error('an upsert returned no row');
  return found.id;
}
