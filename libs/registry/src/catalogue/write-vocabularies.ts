import { parentsFirst, parseCpuCoordinate, parseOsReleaseCoordinate, type CatalogueContent } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { ensureVendor, stageCpus, stageOsReleases, type StagedCpu, type StagedOs } from './stage-platform-parts.js';

/** Writes vocabularies that carry no revision. `version` is the label of what brought them. */
export async function writeVocabularies(
  tx: EntityManager,
  catalogue: CatalogueContent,
  version: string,
): Promise<void> {
  const common = (entry: {
    name: string;
    nameEn: string;
    provenance: { source: string; date: string; confidence: string };
  }): unknown[] => [
    entry.name,
    entry.nameEn,
    version,
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
  for (const category of parentsFirst(catalogue.categories, ({ slug }) => slug)) {
    await upsert('product_categories', 'slug', ['parent'], [...common(category), category.slug, category.parent]);
  }
  for (const region of parentsFirst(catalogue.regions, ({ code }) => code)) {
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

/** CPU models and OS releases as products and releases, with the vendors that they name. */
export async function stagePlatformParts(
  tx: EntityManager,
  catalogue: Pick<CatalogueContent, 'vendors' | 'cpus' | 'operatingSystems'>,
): Promise<{ cpus: StagedCpu[]; systems: StagedOs[] }> {
  const vendors = new Map<string, string>();
  for (const vendor of catalogue.vendors) vendors.set(vendor.slug, await ensureVendor(tx, vendor));
  const vendorOf = (slug: string | undefined, coordinate: string): string => {
    const id = slug === undefined ? undefined : vendors.get(slug);
    if (id === undefined) throw new Error(`catalogue: ${coordinate} names no vendor of the catalogue`);
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
