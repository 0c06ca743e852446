import { audit, row, takeRevision, transaction, type Context } from '#libs/database';
import { parseCpuCoordinate, parseOsReleaseCoordinate } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import type { Catalogue } from './read-catalogue.js';
import { completeCataloguePlatforms, ensureVendor, upsertCpu, upsertOsRelease } from './upsert-platform-parts.js';

/**
 * Brings the vocabularies of the catalogue files into the database, in one transaction and one revision. Does nothing
 * where these very files were the last ones loaded.
 *
 * @returns whether anything was loaded
 */
export async function loadCatalogue({ db, actor }: Context, catalogue: Catalogue): Promise<boolean> {
  return transaction(db, async (tx) => {
    // Two processes starting at once must not both load.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('load-catalogue'))`);
    const last = await row<{ sha: string }>(
      tx,
      'SELECT content_sha256 AS sha FROM catalogue_loads ORDER BY loaded_at DESC LIMIT 1',
    );
    if (last?.sha === catalogue.contentSha256) return false;
    const revision = await takeRevision(tx, `catalogue ${catalogue.version}`);
    await loadVocabularies(tx, catalogue, revision);
    await loadPlatforms(tx, catalogue, revision);
    await tx.query(
      `INSERT INTO catalogue_loads (content_sha256, vocabulary_version, revision) VALUES ($1, $2, $3)
       ON CONFLICT (content_sha256) DO UPDATE SET revision = $3, loaded_at = clock_timestamp()`,
      [catalogue.contentSha256, catalogue.version, revision],
    );
    await audit(tx, actor, {
      action: 'catalogue.load',
      subject: ['catalogue', catalogue.version],
      details: { sha256: catalogue.contentSha256, revision },
    });
    return true;
  });
}

async function loadVocabularies(tx: EntityManager, catalogue: Catalogue, revision: number): Promise<void> {
  const common = (entry: {
    name: string;
    nameEn: string;
    provenance: { source: string; date: string; confidence: string };
  }): unknown[] => [
    entry.name,
    entry.nameEn,
    catalogue.version,
    entry.provenance.source,
    entry.provenance.date,
    entry.provenance.confidence,
  ];
  const upsert = async (
    table: string,
    key: string,
    columns: readonly string[],
    values: readonly unknown[],
  ): Promise<void> => {
    const all = [
      'name',
      'name_en',
      'vocabulary_version',
      'provenance_source',
      'provenance_date',
      'provenance_confidence',
      key,
      ...columns,
    ];
    await tx.query(
      `INSERT INTO ${table} (${all.join(', ')}) VALUES (${all.map((_, index) => `$${index + 1}`).join(', ')})
       ON CONFLICT (${key}) DO UPDATE SET ${all.map((column) => `${column} = excluded.${column}`).join(', ')}`,
      [...values],
    );
  };
  for (const isa of catalogue.isas) {
    await upsert('isas', 'slug', ['hardware', 'abi_world'], [...common(isa), isa.slug, isa.hardware, isa.abiWorld]);
  }
  for (const category of catalogue.categories) {
    await upsert('product_categories', 'slug', ['parent'], [...common(category), category.slug, category.parent]);
  }
  for (const region of catalogue.regions) {
    await upsert('regions', 'code', ['parent'], [...common(region), region.code, region.parent]);
  }
  for (const scheme of catalogue.schemes) {
    await upsert(
      'schemes',
      'slug',
      ['platform_origins', 'partner_confirmation', 'accredited_centers_only', 'validity', 'holds_for'],
      [
        ...common(scheme),
        scheme.slug,
        scheme.platformOrigins,
        scheme.partnerConfirmation,
        scheme.accreditedCentersOnly,
        scheme.validity,
        scheme.holdsFor,
      ],
    );
  }
  for (const policy of catalogue.policies) {
    // A policy that findings may name is never rewritten: a change needs a new version.
    await tx.query(
      'INSERT INTO inference_policies (version, definition, revision) VALUES ($1, $2, $3) ON CONFLICT (version) DO NOTHING',
      [policy.version, policy, revision],
    );
  }
}

async function loadPlatforms(tx: EntityManager, catalogue: Catalogue, revision: number): Promise<void> {
  const vendors = new Map<string, string>();
  for (const vendor of catalogue.vendors) vendors.set(vendor.slug, await ensureVendor(tx, vendor));
  const vendorOf = (slug: string | undefined, coordinate: string): string => {
    const id = slug === undefined ? undefined : vendors.get(slug);
    if (id === undefined) throw new Error(`catalogue: ${coordinate} names no vendor of vendors.yaml`);
    return id;
  };
  for (const cpu of catalogue.cpus) {
    await upsertCpu(
      tx,
      vendorOf(parseCpuCoordinate(cpu.coordinate)?.vendor, cpu.coordinate),
      cpu,
      'catalogue',
      revision,
    );
  }
  for (const os of catalogue.operatingSystems) {
    await upsertOsRelease(
      tx,
      vendorOf(parseOsReleaseCoordinate(os.coordinate)?.vendor, os.coordinate),
      os,
      'catalogue',
      revision,
    );
  }
  await linkLineage(tx, catalogue);
  await completeCataloguePlatforms(tx, revision);
}

async function linkLineage(tx: EntityManager, catalogue: Catalogue): Promise<void> {
  const lineage = catalogue.operatingSystems.map(({ coordinate, base }) => ({ coordinate, base }));
  await tx.query(
    `WITH named AS (
       SELECT o.slug || '/' || p.slug || '@' || r.version AS coordinate, r.id
         FROM os_releases os JOIN releases r ON r.id = os.release_id
         JOIN products p ON p.id = r.product_id JOIN organizations o ON o.id = p.vendor_id)
     UPDATE os_releases SET base_release_id = base.id
       FROM jsonb_to_recordset($1::jsonb) AS x(coordinate text, base text)
       JOIN named AS derived ON derived.coordinate = x.coordinate
       LEFT JOIN named AS base ON base.coordinate = x.base
      WHERE os_releases.release_id = derived.id`,
    [JSON.stringify(lineage)],
  );
}
