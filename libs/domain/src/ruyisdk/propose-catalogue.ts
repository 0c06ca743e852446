import type { CpuEntry, IsaEntry, OsReleaseEntry, VendorEntry } from '../catalogue/catalogue-entries.js';
import { provenanceOf, type RuyiAccount, type RuyiMapping, type RuyiStatement } from './reports.js';

/** Entries that the catalogue may lack; what it has already must be left out, for a whole entry is changed at once. */
export interface RuyiCatalogue {
  readonly vendors: readonly VendorEntry[];
  readonly isas: readonly IsaEntry[];
  readonly cpus: readonly CpuEntry[];
  readonly operatingSystems: readonly (OsReleaseEntry & { readonly onlyCpus: readonly string[] })[];
}

/** Coordinates and slugs that the catalogue has. */
export interface KnownEntries {
  readonly vendors: ReadonlySet<string>;
  readonly isas: ReadonlySet<string>;
  readonly cpus: ReadonlySet<string>;
  readonly operatingSystems: ReadonlySet<string>;
}

/** The organization that makes these reports. */
const RUYISDK = { slug: 'ruyisdk', name: 'RuyiSDK 社区', nameEn: 'RuyiSDK community' } as const;
const NOTE = 'As the reports name it; kernel, C library and lineage are not stated there.';

/**
 * Entries for all that imported reports name and the catalogue does not have: nothing is said of them but their names, ISA and
 * which CPUs they were reported on, so that platforms come to be where reports exist and nowhere else. Each OS release is a line of its
 * own: in which order they came is not stated, so that nothing is carried from one to another.
 */
export function proposeCatalogue(account: RuyiAccount, mapping: RuyiMapping, known: KnownEntries): RuyiCatalogue {
  const provenance = provenanceOf(account.origin);
  const statements = account.reports.flatMap((row) => (row.outcome === 'imported' ? [row.statement] : []));
  const cpus = by(statements, ({ cpu }) => cpu).filter(([cpu]) => !known.cpus.has(cpu));
  const systems = by(statements, ({ os }) => os).filter(([os]) => !known.operatingSystems.has(os));
  const vendorNames = vendorsOf(mapping);
  const vendors = new Set([
    RUYISDK.slug,
    ...statements.map(({ board }) => board.vendor),
    ...[...cpus, ...systems].map(([coordinate]) => vendorOf(coordinate)),
  ]);
  return {
    vendors: [...vendors]
      .filter((slug) => !known.vendors.has(slug))
      .sort()
      .map((slug) => ({ slug, ...(vendorNames.get(slug) ?? { name: slug, nameEn: slug }), provenance })),
    isas: [...new Set(cpus.map(([, [first]]) => first.isa))]
      .filter((isa) => !known.isas.has(isa))
      .map((slug) => ({ slug, name: slug, nameEn: slug, hardware: slug, abiWorld: null, provenance })),
    cpus: cpus.map(([coordinate, [first]]) => ({
      coordinate,
      name: first.cpuName,
      nameEn: first.cpuName,
      generation: null,
      isa: first.isa,
      abiWorld: null,
      ambiguous: false,
      identification: { vendorIds: [], implementer: null, part: null, modelNamePatterns: [] },
      ...noteOf(mapping, first.cpuName),
      provenance,
    })),
    operatingSystems: systems.map(([coordinate, of]) => osEntry(coordinate, of, provenance)),
  };
}

function osEntry(
  coordinate: string,
  statements: Several,
  provenance: OsReleaseEntry['provenance'],
): RuyiCatalogue['operatingSystems'][number] {
  const release = coordinate.split('@')[1] ?? '';
  const { system } = statements[0];
  return {
    coordinate,
    name: system,
    nameEn: system
      .replaceAll(/[（）]|[^\x20-\x7e]/g, '')
      .replaceAll(/ +/g, ' ')
      .trim(),
    edition: 'board',
    servicePack: null,
    kernel: null,
    libc: null,
    pageSizes: {},
    packageFormat: null,
    base: null,
    isas: [...new Set(statements.map(({ isa }) => isa))].sort(),
    onlyCpus: [...new Set(statements.map(({ cpu }) => cpu))].sort(),
    endOfLife: null,
    line: release,
    ordinal: 0,
    identification: null,
    note: NOTE,
    provenance,
  };
}

type Several = readonly [RuyiStatement, ...RuyiStatement[]];

function by(statements: readonly RuyiStatement[], keyOf: (one: RuyiStatement) => string): [string, Several][] {
  const groups = new Map<string, [RuyiStatement, ...RuyiStatement[]]>();
  for (const one of statements) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Names of vendors as the mapping has them: makers as boards spell them, then those of systems. */
function vendorsOf({ makers, systems }: RuyiMapping): Map<string, { name: string; nameEn: string }> {
  const names = new Map<string, { name: string; nameEn: string }>();
  for (const [name, slug] of Object.entries(makers)) if (!names.has(slug)) names.set(slug, { name, nameEn: name });
  for (const { os, vendor } of Object.values(systems)) names.set(vendorOf(os), { name: vendor, nameEn: vendor });
  return names.set(RUYISDK.slug, RUYISDK);
}

function noteOf({ cpus }: RuyiMapping, name: string): { note?: string } {
  const note = Object.hasOwn(cpus, name) ? cpus[name]?.note : undefined;
  return note === undefined ? {} : { note };
}

const vendorOf = (coordinate: string): string => coordinate.split('/', 1)[0] ?? '';
