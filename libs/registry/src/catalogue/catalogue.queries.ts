import { row, rows } from '#libs/database';
import {
  nearestMatches,
  noSuchPlatform,
  unknownCoordinate,
  type CpuIdentification,
  type OsIdentification,
} from '#libs/domain';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

/** Refusals about coordinates are the domain's; whoever asks the registry finds this one beside its queries. */
export { unknownCoordinate };

interface Provenanced {
  readonly provenance: { source: string; date: string; confidence: 'verified' | 'published' | 'background' };
}

const PROVENANCE = (table: string): string =>
  `json_build_object('source', ${table}.provenance_source, 'date', ${table}.provenance_date, 'confidence', ${table}.provenance_confidence) AS provenance`;

/** Names of OS releases and CPU models, and what they are identified by, are today's whatever the revision. */
const IDENTIFICATION = (table: string): string => `NULLIF(${table}.identification, '{}') AS identification`;

export interface OsReleaseRow extends Provenanced {
  readonly id: string;
  readonly coordinate: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly vendor: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly edition: string;
  readonly servicePack: string | null;
  readonly kernel: string | null;
  readonly libc: string | null;
  readonly pageSizes: Record<string, number>;
  /** By ISA: equal words promise that a kernel module built for one release loads in the other. */
  readonly kernelAbi: Record<string, string>;
  readonly packageFormat: string | null;
  readonly base: string | null;
  readonly isas: string[];
  readonly line: string;
  readonly ordinal: number;
  readonly endOfLife: string | null;
  /** Null where machines do not tell that they run it. */
  readonly identification: OsIdentification | null;
  readonly origin: 'catalogue' | 'discovered';
  readonly revision: number;
}

/** The newest facts by the revision that the parameter gives; null: by all that is known. */
const newest = (table: string, key: string, revision: string): string =>
  `(SELECT DISTINCT ON (${key}) * FROM ${table} WHERE ${revision}::bigint IS NULL OR revision <= ${revision} ORDER BY ${key}, revision DESC)`;

const osReleases = (revision: string): string => `
  SELECT * FROM (
    SELECT os.release_id AS id, o.slug || '/' || p.slug || '@' || r.version AS coordinate, os.name, os.name_en AS "nameEn",
           o.slug AS vendor, o.id AS "vendorId", p.id AS "productId", os.edition, os.service_pack AS "servicePack", os.kernel, os.libc,
           f.page_sizes AS "pageSizes", f.kernel_abi AS "kernelAbi", os.package_format AS "packageFormat", f.isas, f.line, f.ordinal,
           f.end_of_life AS "endOfLife", ${IDENTIFICATION('os')}, os.origin, f.revision, ${PROVENANCE('os')},
           (SELECT coordinate FROM release_coordinates WHERE id = f.base_release_id) AS base
      FROM os_releases os JOIN ${newest('os_release_facts', 'release_id', revision)} f USING (release_id)
      JOIN releases r ON r.id = os.release_id JOIN products p ON p.id = r.product_id
      JOIN organizations o ON o.id = p.vendor_id) os`;
const OS_RELEASE = osReleases('NULL');

export interface CpuModelRow extends Provenanced {
  readonly id: string;
  readonly coordinate: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly vendor: string;
  readonly vendorId: string;
  readonly generation: string | null;
  readonly isa: string;
  readonly abiWorld: string | null;
  readonly ambiguous: boolean;
  readonly identification: CpuIdentification | null;
  readonly origin: 'catalogue' | 'discovered';
  readonly revision: number;
}

const cpuModels = (revision: string): string => `
  SELECT * FROM (
    SELECT c.product_id AS id, o.slug || '/' || p.slug AS coordinate, p.name, p.name_en AS "nameEn", o.slug AS vendor,
           o.id AS "vendorId", f.generation, f.isa, c.abi_world AS "abiWorld", f.ambiguous,
           ${IDENTIFICATION('c')}, c.origin, f.revision, ${PROVENANCE('c')}
      FROM cpu_models c JOIN ${newest('cpu_model_facts', 'product_id', revision)} f USING (product_id)
      JOIN products p ON p.id = c.product_id JOIN organizations o ON o.id = p.vendor_id) cpu`;
const CPU_MODEL = cpuModels('NULL');

export interface PlatformRow {
  readonly id: number;
  readonly osReleaseId: string;
  readonly os: string;
  readonly osName: string;
  readonly osVendorId: string;
  readonly cpuModelId: string;
  readonly cpu: string;
  readonly cpuName: string;
  readonly cpuVendorId: string;
  readonly isa: string;
  readonly origin: 'catalogue' | 'discovered';
}

const PLATFORM = `
  SELECT id, os_release_id AS "osReleaseId", os, os_name AS "osName", os_vendor_id AS "osVendorId",
         cpu_model_id AS "cpuModelId", cpu, cpu_name AS "cpuName", cpu_vendor_id AS "cpuVendorId", isa, origin
    FROM platform_coordinates`;

/**
 * The same of one platform, $1 and $2 being its coordinates: both parts are found first, since planning the join of all their
 * tables at once takes longer than running it.
 */
const ONE_PLATFORM = `
  WITH os AS MATERIALIZED (
    SELECT rc.id, rc.coordinate, rc.vendor_id, osr.name
      FROM os_releases osr JOIN release_coordinates rc ON rc.id = osr.release_id WHERE rc.coordinate = $1),
  cpu AS MATERIALIZED (SELECT id, coordinate, vendor_id, name FROM cpu_coordinates WHERE coordinate = $2)
  SELECT pl.id, os.id AS "osReleaseId", os.coordinate AS os, os.name AS "osName", os.vendor_id AS "osVendorId",
         cpu.id AS "cpuModelId", cpu.coordinate AS cpu, cpu.name AS "cpuName", cpu.vendor_id AS "cpuVendorId", pl.isa, pl.origin
    FROM platforms pl JOIN os ON os.id = pl.os_release_id JOIN cpu ON cpu.id = pl.cpu_model_id`;

interface Page {
  readonly after: string;
  readonly limit: number;
}

/** OS releases by coordinate, after `after`. */
export async function osReleasesPage(
  db: Db,
  filter: { vendor?: string | undefined; isa?: string | undefined },
  page: Page,
): Promise<OsReleaseRow[]> {
  return rows<OsReleaseRow>(
    db,
    `${OS_RELEASE} WHERE coordinate > $1 AND ($2::text IS NULL OR vendor = $2) AND ($3::text IS NULL OR $3 = ANY(isas))
      ORDER BY coordinate LIMIT $4`,
    [page.after, filter.vendor ?? null, filter.isa ?? null, page.limit],
  );
}

/** CPU models by coordinate, after `after`. */
export async function cpuModelsPage(
  db: Db,
  filter: { vendor?: string | undefined; isa?: string | undefined },
  page: Page,
): Promise<CpuModelRow[]> {
  return rows<CpuModelRow>(
    db,
    `${CPU_MODEL} WHERE coordinate > $1 AND ($2::text IS NULL OR vendor = $2) AND ($3::text IS NULL OR isa = $3)
      ORDER BY coordinate LIMIT $4`,
    [page.after, filter.vendor ?? null, filter.isa ?? null, page.limit],
  );
}

/** All OS releases known at a revision, with the facts that held then: what inference reads. Names are today's. */
export async function osReleasesAt(db: Db, revision: number): Promise<OsReleaseRow[]> {
  return rows<OsReleaseRow>(db, osReleases('$1'), [revision]);
}

/** All CPU models known at a revision, with the facts that held then. */
export async function cpuModelsAt(db: Db, revision: number): Promise<CpuModelRow[]> {
  return rows<CpuModelRow>(db, cpuModels('$1'), [revision]);
}

async function osReleaseByCoordinate(db: Db, coordinate: string): Promise<OsReleaseRow | undefined> {
  return row<OsReleaseRow>(db, `${OS_RELEASE} WHERE coordinate = $1`, [coordinate]);
}

async function cpuModelByCoordinate(db: Db, coordinate: string): Promise<CpuModelRow | undefined> {
  return row<CpuModelRow>(db, `${CPU_MODEL} WHERE coordinate = $1`, [coordinate]);
}

async function osCoordinates(db: Db): Promise<string[]> {
  return (await rows<{ coordinate: string }>(db, OS_RELEASE)).map(({ coordinate }) => coordinate);
}

async function cpuCoordinates(db: Db): Promise<string[]> {
  return (await rows<{ coordinate: string }>(db, CPU_MODEL)).map(({ coordinate }) => coordinate);
}

/** Platforms in order of their number, after `after`. */
export async function platformsPage(
  db: Db,
  filter: {
    os?: string | undefined;
    cpu?: string | undefined;
    isa?: string | undefined;
    origin?: string | undefined;
    /** Only platforms with these numbers. */
    ids?: readonly number[] | undefined;
    /** Only platforms with other numbers than these. */
    exceptIds?: readonly number[] | undefined;
  },
  page: { after: number; limit: number },
): Promise<PlatformRow[]> {
  return rows<PlatformRow>(
    db,
    `${PLATFORM} WHERE id > $1 AND ($2::text IS NULL OR os = $2) AND ($3::text IS NULL OR cpu = $3)
        AND ($4::text IS NULL OR isa = $4) AND ($5::text IS NULL OR origin = $5) AND ($6::int[] IS NULL OR id = ANY($6))
        AND ($7::int[] IS NULL OR NOT (id = ANY($7)))
      ORDER BY id LIMIT $8`,
    [
      page.after,
      filter.os ?? null,
      filter.cpu ?? null,
      filter.isa ?? null,
      filter.origin ?? null,
      filter.ids ?? null,
      filter.exceptIds ?? null,
      page.limit,
    ],
  );
}

/**
 * The platform of these coordinates.
 *
 * @param path where the coordinates stand in the input, e.g. `targets.0.`; names the offending field
 * @throws DomainError `unknown-coordinate` with the nearest matches, also where both exist but the OS does not run there
 */
export async function requirePlatform(
  db: Db,
  coordinates: { os: string; cpu: string },
  path = '',
): Promise<PlatformRow> {
  const found = await row<PlatformRow>(db, ONE_PLATFORM, [coordinates.os, coordinates.cpu]);
  if (found !== undefined) return found;
  if ((await osReleaseByCoordinate(db, coordinates.os)) === undefined) {
    throw unknownCoordinate(`${path}os`, coordinates.os, nearestMatches(coordinates.os, await osCoordinates(db)));
  }
  const cpu = await cpuModelByCoordinate(db, coordinates.cpu);
  if (cpu === undefined) {
    throw unknownCoordinate(`${path}cpu`, coordinates.cpu, nearestMatches(coordinates.cpu, await cpuCoordinates(db)));
  }
  const runsOn = await rows<PlatformRow>(db, `${PLATFORM} WHERE os = $1 ORDER BY cpu`, [coordinates.os]);
  throw noSuchPlatform(
    `${path}cpu`,
    coordinates.os,
    cpu,
    runsOn.map((platform) => platform.cpu),
  );
}

export interface SchemeRow {
  readonly slug: string;
  readonly platformOrigins: readonly string[];
  readonly partnerConfirmation: boolean;
  readonly accreditedCentersOnly: boolean;
  readonly validity: { readonly days: number } | { readonly years: number };
}

export async function schemeBySlug(db: Db, slug: string): Promise<SchemeRow | undefined> {
  return row<SchemeRow>(
    db,
    `SELECT slug, platform_origins AS "platformOrigins", partner_confirmation AS "partnerConfirmation",
            accredited_centers_only AS "accreditedCentersOnly", validity FROM schemes WHERE slug = $1`,
    [slug],
  );
}
