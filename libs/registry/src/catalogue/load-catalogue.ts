import { audit, row, takeRevision, transaction, type Context } from '#libs/database';
import { parseCpuCoordinate, parseOsReleaseCoordinate } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import type { Catalogue } from './read-catalogue.js';
import { insertPlatforms, missingCataloguePlatforms } from './complete-platforms.js';
import { activateFirstPolicy, firstPolicy, storePolicies } from '../policies/store-policies.js';
import { isUnchanged, platformPartChanges, recordPlatformParts } from './record-platform-parts.js';
import { ensureVendor, stageCpus, stageOsReleases, type StagedCpu, type StagedOs } from './stage-platform-parts.js';

/**
 * Brings the vocabularies of the catalogue files into the database, in one transaction and, where that changes what
 * answers are derived from, one revision. Does nothing where these very files were the last ones loaded.
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
    await loadVocabularies(tx, catalogue);
    await storePolicies(tx, catalogue.policies);
    const changes = await platformPartChanges(tx, await stagePlatformParts(tx, catalogue), 'catalogue');
    const first = await firstPolicy(tx, catalogue.policies);
    // From here on the revision head is locked: everything that carries no revision was written above. What answers are
    // derived from is as it was unless one of these says otherwise; an unchanged catalogue takes no revision.
    const changed = !isUnchanged(changes) || first !== undefined || (await missingCataloguePlatforms(tx)).length > 0;
    const revision = changed ? await takeRevision(tx, `catalogue ${catalogue.version}`) : null;
    if (revision !== null) {
      await recordPlatformParts(tx, changes, revision);
      await insertPlatforms(tx, await missingCataloguePlatforms(tx), 'catalogue', revision);
      if (first !== undefined) await activateFirstPolicy(tx, first, revision);
    }
    await tx.query(
      `INSERT INTO catalogue_loads (content_sha256, vocabulary_version, revision) VALUES ($1, $2, coalesce($3, (SELECT revision FROM revision_head)))
       ON CONFLICT (content_sha256) DO UPDATE SET revision = excluded.revision, loaded_at = clock_timestamp()`,
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

async function loadVocabularies(tx: EntityManager, catalogue: Catalogue): Promise<void> {
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
}

async function stagePlatformParts(
  tx: EntityManager,
  catalogue: Catalogue,
): Promise<{ cpus: StagedCpu[]; systems: StagedOs[] }> {
  const vendors = new Map<string, string>();
  for (const vendor of catalogue.vendors) vendors.set(vendor.slug, await ensureVendor(tx, vendor));
  const vendorOf = (slug: string | undefined, coordinate: string): string => {
    const id = slug === undefined ? undefined : vendors.get(slug);
    if (id === undefined) throw new Error(`catalogue: ${coordinate} names no vendor of vendors.yaml`);
    return id;
  };
  const cpus = catalogue.cpus.map((cpu) => ({
    vendorId: vendorOf(parseCpuCoordinate(cpu.coordinate)?.vendor, cpu.coordinate),
    cpu,
  }));
  const systems = catalogue.operatingSystems.map((os) => ({
    vendorId: vendorOf(parseOsReleaseCoordinate(os.coordinate)?.vendor, os.coordinate),
    os,
  }));
  return { cpus: await stageCpus(tx, cpus, 'catalogue'), systems: await stageOsReleases(tx, systems, 'catalogue') };
}
