import type { Catalogue } from '#libs/registry';

type OsEntry = Catalogue['operatingSystems'][number];
type CpuEntry = Catalogue['cpus'][number];

const PROVENANCE = { source: 'made for measuring', date: '2026-11-01', confidence: 'background' } as const;

/** CPU generations: models of one generation are siblings (R1). A generation of null feeds no rule. */
const GENERATIONS = [
  { vendor: 'cpu-east', isa: 'x86_64', generation: 'east-3', models: ['e7380', 'e7375', 'e5380'] },
  { vendor: 'cpu-east', isa: 'x86_64', generation: null, models: ['e9000'] },
  { vendor: 'cpu-south', isa: 'x86_64', generation: 'south-7', models: ['s7000', 's7040'] },
  { vendor: 'cpu-west', isa: 'aarch64', generation: 'west-920', models: ['w920-24', 'w920-48', 'w920-64'] },
  { vendor: 'cpu-west', isa: 'aarch64', generation: 'west-950', models: ['w950'] },
  { vendor: 'cpu-north', isa: 'aarch64', generation: 'north-2', models: ['n2500', 'n2000'] },
  { vendor: 'cpu-dragon', isa: 'loongarch64', generation: 'dragon-5', models: ['d3a5', 'd3c5'] },
  { vendor: 'cpu-dragon', isa: 'loongarch64', generation: 'dragon-6', models: ['d3a6', 'd3c6'] },
  { vendor: 'cpu-lake', isa: 'sw_64', generation: 'lake-3', models: ['l3231', 'l3232'] },
  { vendor: 'cpu-field', isa: 'riscv64', generation: 'field-1', models: ['f2042', 'f2044'] },
] as const;

/** ISAs that an OS line comes for, and its edition: two vendors each, the second line is derived from the first. */
const OS_LINES = [
  { os: 'great-server', edition: 'server', isas: ['x86_64', 'aarch64', 'loongarch64'] },
  { os: 'plain-server', edition: 'server', isas: ['x86_64'] },
  { os: 'desktop', edition: 'desktop', isas: ['aarch64', 'loongarch64'] },
  { os: 'edge', edition: 'server', isas: ['loongarch64', 'sw_64', 'riscv64'] },
] as const;
const OS_VENDORS = ['os-origin', 'os-derived'] as const;

/** Majors of each line, their service packs and end of life. The first major of the desktops goes out of support soon. */
const MAJORS = [
  { major: 'v1', servicePacks: 3, endOfLife: { server: '2029-12-31', desktop: '2027-06-30' } },
  { major: 'v2', servicePacks: 2, endOfLife: { server: null, desktop: null } },
] as const;

const PAGE_SIZES: Readonly<Record<string, number>> = { aarch64: 65_536, loongarch64: 16_384, sw_64: 8_192 };

/** One column of the matrix by its place in the world. */
export interface WorldPlatform {
  readonly index: number;
  readonly os: string;
  readonly osVendor: string;
  readonly cpu: string;
  readonly cpuVendor: string;
}

/** One major of one OS × one CPU generation: where inference reaches (R1, R4). `cells[servicePack][model]` are platforms. */
export interface Block {
  readonly cells: readonly (readonly number[])[];
  readonly platforms: readonly number[];
}

const CPUS: readonly CpuEntry[] = GENERATIONS.flatMap(({ vendor, isa, generation, models }) =>
  models.map((model) => ({
    coordinate: `${vendor}/${model}`,
    name: model,
    nameEn: model,
    generation,
    isa,
    abiWorld: null,
    ambiguous: false,
    identification: { vendorIds: [], implementer: null, part: null, modelNamePatterns: [] },
    provenance: PROVENANCE,
  })),
);

const OPERATING_SYSTEMS: readonly OsEntry[] = OS_VENDORS.flatMap((vendor) =>
  OS_LINES.flatMap(({ os, edition, isas }) =>
    MAJORS.flatMap(({ major, servicePacks, endOfLife }) =>
      Array.from({ length: servicePacks }, (_, servicePack): OsEntry => {
        const release = `${os}@${major}-sp${servicePack}`;
        return {
          coordinate: `${vendor}/${release}`,
          name: release,
          nameEn: release,
          edition,
          servicePack: `SP${servicePack}`,
          kernel: '6.6.0',
          libc: 'glibc 2.38',
          pageSizes: Object.fromEntries(isas.map((isa) => [isa, PAGE_SIZES[isa] ?? 4096])),
          packageFormat: 'rpm',
          base: vendor === 'os-derived' ? `os-origin/${release}` : null,
          isas: [...isas],
          endOfLife: endOfLife[edition],
          line: major,
          ordinal: servicePack + 1,
          identification: null,
          provenance: PROVENANCE,
        };
      }),
    ),
  ),
);

/** 400 platforms: every OS release × CPU model whose ISA it comes for. */
export const PLATFORMS: readonly WorldPlatform[] = OPERATING_SYSTEMS.flatMap((os) =>
  CPUS.filter(({ isa }) => os.isas.includes(isa)).map((cpu) => ({
    os: os.coordinate,
    osVendor: vendorOf(os.coordinate),
    cpu: cpu.coordinate,
    cpuVendor: vendorOf(cpu.coordinate),
  })),
).map((platform, index) => ({ index, ...platform }));

export const BLOCKS: readonly Block[] = blocks();

/** The vocabularies and policies of the product, with the platforms of this world in place of the real ones. */
export function worldCatalogue(real: Catalogue): Catalogue {
  const slugs = new Set([...OS_VENDORS, ...GENERATIONS.map(({ vendor }) => vendor)]);
  return {
    ...real,
    contentSha256: 'made for measuring',
    vendors: [...slugs].map((slug) => ({ slug, name: slug, nameEn: slug, provenance: PROVENANCE })),
    cpus: CPUS,
    operatingSystems: OPERATING_SYSTEMS,
  };
}

function blocks(): Block[] {
  const byPair = new Map(PLATFORMS.map(({ os, cpu, index }) => [`${os} ${cpu}`, index]));
  const majorOf = (coordinate: string): string => coordinate.replace(/-sp\d+$/, '');
  const majors = [...new Set(OPERATING_SYSTEMS.map(({ coordinate }) => majorOf(coordinate)))];
  const found: Block[] = [];
  for (const major of majors) {
    const servicePacks = OPERATING_SYSTEMS.filter(({ coordinate }) => majorOf(coordinate) === major);
    for (const { vendor, isa, models } of GENERATIONS) {
      const cells = servicePacks
        .filter(({ isas }) => isas.includes(isa))
        .map(({ coordinate }) => models.map((model) => byPair.get(`${coordinate} ${vendor}/${model}`) ?? -1));
      if (cells.length > 0) found.push({ cells, platforms: cells.flat() });
    }
  }
  return found;
}

function vendorOf(coordinate: string): string {
  return coordinate.slice(0, coordinate.indexOf('/'));
}
