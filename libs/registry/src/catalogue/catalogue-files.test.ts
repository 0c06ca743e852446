import {
  type AliasEntry,
  type CatalogueEntry,
  type CategoryEntry,
  type CpuEntry,
  identifyCpu,
  identifyOs,
  type InferencePolicyEntry,
  type IsaEntry,
  isSlug,
  type OsReleaseEntry,
  parseCpuCoordinate,
  parseLscpu,
  parseOsRelease,
  parseOsReleaseCoordinate,
  platformIsa,
  type RegionEntry,
  type SchemeEntry,
  type VendorEntry,
} from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The files are parsed without a schema here: the tests below are what says that they have the shapes of the types. */
function load<T>(file: string, key: string): { version: unknown; entries: T[] } {
  const document: unknown = parse(readFileSync(new URL(`../../catalogue/${file}.yaml`, import.meta.url), 'utf8'));
  const { version, [key]: entries } = document as Record<string, unknown>;
  expect(Array.isArray(entries)).toBe(true);
  return { version, entries: entries as T[] };
}

const isas = load<IsaEntry>('isas', 'isas');
const vendors = load<VendorEntry>('vendors', 'vendors');
const cpus = load<CpuEntry>('cpus', 'cpus');
const systems = load<OsReleaseEntry>('operating-systems', 'operatingSystems');
const categories = load<CategoryEntry>('taxonomy', 'categories');
const regions = load<RegionEntry>('regions', 'regions');
const schemes = load<SchemeEntry>('schemes', 'schemes');
const aliases = load<AliasEntry>('aliases', 'aliases');
const policies = load<InferencePolicyEntry>('inference-policies', 'policies');

const files = { isas, vendors, cpus, systems, categories, regions, schemes, aliases, policies };
const allEntries: (CatalogueEntry & { file: string })[] = Object.entries(files).flatMap(([file, { entries }]) =>
  entries.map((entry) => ({ ...entry, file })),
);
const isaSlugs = new Set(isas.entries.map(({ slug }) => slug));
const vendorSlugs = new Set(vendors.entries.map(({ slug }) => slug));
const systemsByCoordinate = new Map(systems.entries.map((entry) => [entry.coordinate, entry]));

function duplicates(texts: readonly string[]): string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

const machine = (name: string) =>
  readFileSync(new URL(`../../../domain/src/platform-facts/fixtures/${name}.txt`, import.meta.url), 'utf8');

describe('every file', () => {
  it('has the version of the starting catalogue, as text', () => {
    expect(Object.values(files).map(({ version }) => version)).toEqual(Object.keys(files).map(() => '2026.1'));
  });

  it('names each entry in Chinese and English and says where it comes from', () => {
    expect(allEntries.length).toBeGreaterThan(150);
    for (const entry of allEntries) {
      expect(entry).toMatchObject({
        name: expect.stringMatching(/\S/),
        nameEn: expect.stringMatching(/^[\x20-\x7e]+$/),
        provenance: {
          source: expect.stringMatching(/\S/),
          date: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
          confidence: expect.stringMatching(/^(verified|published|background)$/),
        },
      });
    }
  });

  it('has every key only once', () => {
    expect(duplicates(isas.entries.map(({ slug }) => slug))).toEqual([]);
    expect(duplicates(vendors.entries.map(({ slug }) => slug))).toEqual([]);
    expect(duplicates(cpus.entries.map(({ coordinate }) => coordinate))).toEqual([]);
    expect(duplicates(systems.entries.map(({ coordinate }) => coordinate))).toEqual([]);
    expect(duplicates(categories.entries.map(({ slug }) => slug))).toEqual([]);
    expect(duplicates(regions.entries.map(({ code }) => code))).toEqual([]);
    expect(duplicates(schemes.entries.map(({ slug }) => slug))).toEqual([]);
    expect(duplicates(aliases.entries.map(({ slug }) => slug))).toEqual([]);
    expect(duplicates(policies.entries.map(({ version }) => version))).toEqual([]);
  });
});

describe('CPUs', () => {
  it.each(cpus.entries)('$coordinate is of a known vendor and ISA', ({ coordinate, isa }) => {
    expect(vendorSlugs).toContain(parseCpuCoordinate(coordinate)?.vendor);
    expect(isaSlugs).toContain(isa);
    // A CPU is silicon: it has the ISA that executes, never a second ABI world of it.
    expect(isas.entries.find(({ slug }) => slug === isa)?.hardware).toBe(isa);
  });

  it.each(cpus.entries.filter(({ ambiguous }) => ambiguous))(
    '$coordinate is contradicted by sources: it says how, has no generation and is never identified',
    (entry) => {
      expect(entry.generation).toBeNull();
      expect(entry.note).toMatch(/\S/);
      const names = entry.identification.modelNamePatterns;
      expect(names).not.toEqual([]);
      for (const name of names) {
        const [vendorId = ''] = entry.identification.vendorIds;
        const facts = parseLscpu(`Architecture: ${entry.isa}\nVendor ID: ${vendorId}\nModel name: ${name}`);
        expect(identifyCpu(facts, cpus.entries)).toBe('ambiguous');
      }
    },
  );

  it('holds the contradictions that the public lists are known for', () => {
    const ambiguous = cpus.entries.filter((entry) => entry.ambiguous).map(({ coordinate }) => coordinate);
    expect(ambiguous.sort()).toEqual(['hygon/c86-7265', 'zhaoxin/kh-37800d']);
  });

  it('has patterns that are regular expressions', () => {
    const patterns = cpus.entries.flatMap(({ identification }) => identification.modelNamePatterns);
    expect(patterns.map((pattern) => new RegExp(pattern, 'u').source)).toEqual(
      patterns.map((p) => new RegExp(p).source),
    );
  });

  it.each([
    ['kunpeng-920', 'hisilicon/kunpeng-920'],
    ['kunpeng-920-new-lscpu', 'hisilicon/kunpeng-920'],
    ['kunpeng-920-z', 'hisilicon/kunpeng-920-z'],
    ['ft-2000-plus-64', 'phytium/ft-2000-plus-64'],
    ['phytium-d2000', 'phytium/d2000'],
    ['hygon-c86-7285h', 'hygon/c86-7285'],
    ['hygon-c86-7265', 'ambiguous'],
    ['zhaoxin-kx-u6780a', 'zhaoxin/kx-6000'],
    ['zhaoxin-kh-37800d', 'ambiguous'],
    ['loongson-3a5000', 'loongson/3a5000'],
    ['loongson-3c6000-s', 'loongson/3c6000'],
    ['loongson-3c6000-d', 'loongson/3d6000'],
    ['loongson-3a4000', 'loongson/3a4000'],
    ['sunway-sw3231', 'sunway/sw3231'],
    ['sg2042', undefined],
    ['intel-xeon-virtual', undefined],
  ])('are told from the lscpu of %s: %s', (fixture, expected) => {
    expect(identifyCpu(parseLscpu(machine(`${fixture}.lscpu`)), cpus.entries)).toBe(expected);
  });
});

describe('OS releases', () => {
  it.each(systems.entries)('$coordinate is of a known vendor and runs on known ISAs', (entry) => {
    expect(vendorSlugs).toContain(parseOsReleaseCoordinate(entry.coordinate)?.vendor);
    expect(['server', 'desktop']).toContain(entry.edition);
    expect(entry.isas.length).toBeGreaterThan(0);
    expect(duplicates(entry.isas)).toEqual([]);
    for (const isa of entry.isas) expect(isaSlugs).toContain(isa);
    for (const [isa, bytes] of Object.entries(entry.pageSizes)) {
      expect(entry.isas).toContain(isa);
      expect([4096, 16384, 65536]).toContain(bytes);
    }
    for (const fact of [entry.kernel, entry.libc, entry.servicePack, entry.packageFormat, entry.endOfLife]) {
      expect(fact === null || typeof fact === 'string').toBe(true);
    }
  });

  it('orders the releases of each line without a tie', () => {
    const places = systems.entries.map((entry) => {
      const coordinate = parseOsReleaseCoordinate(entry.coordinate);
      expect(Number.isInteger(entry.ordinal)).toBe(true);
      return `${coordinate?.vendor}/${coordinate?.os} ${entry.line} ${entry.ordinal}`;
    });
    expect(duplicates(places)).toEqual([]);
  });

  it('never changes C library or ISA set inside a line, where rule R4 goes forward', () => {
    const lines = new Map<string, OsReleaseEntry>();
    for (const entry of systems.entries.filter(({ libc }) => libc !== null)) {
      const coordinate = parseOsReleaseCoordinate(entry.coordinate);
      const line = `${coordinate?.vendor}/${coordinate?.os} ${entry.line}`;
      const first = lines.get(line) ?? entry;
      lines.set(line, first);
      expect({ line, libc: entry.libc, isas: entry.isas }).toEqual({ line, libc: first.libc, isas: first.isas });
    }
  });

  it('has a lineage that names releases of the catalogue and never runs in a circle', () => {
    const derived = systems.entries.filter(({ base }) => base !== null);
    expect(derived.length).toBeGreaterThan(0);
    for (const entry of derived) {
      const seen = new Set<string>();
      for (let at: OsReleaseEntry | undefined = entry; at !== undefined;) {
        expect(seen).not.toContain(at.coordinate);
        seen.add(at.coordinate);
        if (at.base === null) break;
        expect([...systemsByCoordinate.keys()]).toContain(at.base);
        at = systemsByCoordinate.get(at.base);
      }
    }
  });

  it.each([
    ['debian-12', 'debian/debian@12'],
    ['openeuler-22.03-lts', 'openeuler/openeuler@22.03-lts'],
    ['openeuler-24.03-lts-sp2', 'openeuler/openeuler@24.03-lts-sp2'],
    ['kylin-server-v10-sp3', 'kylinsoft/kylin-server@v10-sp3'],
    ['kylin-desktop-v10-sp1', 'kylinsoft/kylin-desktop@v10-sp1'],
    ['uos-server-1050e', 'ambiguous'],
    ['uos-server-1070a', 'ambiguous'],
    ['uos-desktop-20', 'ambiguous'],
    ['deepin-23', 'deepin/deepin@23'],
  ])('are told from the os-release of %s: %s', (fixture, expected) => {
    expect(identifyOs(parseOsRelease(machine(`${fixture}.os-release`)), systems.entries)).toBe(expected);
  });
});

describe('platforms', () => {
  it.each([
    ['debian/debian@12', 'hisilicon/kunpeng-920', 'aarch64'],
    ['debian/debian@12', 'loongson/3a4000', 'mips64el'],
    ['openeuler/openeuler@24.03-lts', 'loongson/3c6000', 'loongarch64'],
    ['openeuler/openeuler@24.03-lts', 'sophgo/sg2042', 'riscv64'],
    ['kylinsoft/kylin-server@v10-sp3', 'loongson/3a5000', 'loongarch64-ow'],
    ['openeuler/openeuler@20.03-lts', 'loongson/3a5000', undefined],
  ])('%s on %s needs packages for %s', (os, cpu, expected) => {
    const osEntry = systemsByCoordinate.get(os);
    const cpuEntry = cpus.entries.find(({ coordinate }) => coordinate === cpu);
    expect(osEntry && cpuEntry && platformIsa(osEntry, cpuEntry, isas.entries)).toBe(expected);
    expect([osEntry, cpuEntry]).not.toContain(undefined);
  });
});

describe('the other vocabularies', () => {
  it('have parents that exist', () => {
    const categorySlugs = categories.entries.map(({ slug }) => slug);
    for (const { slug, parent } of categories.entries) {
      expect(isSlug(slug)).toBe(true);
      if (parent !== null) expect(categorySlugs).toContain(parent);
    }
    const regionCodes = regions.entries.map(({ code }) => code);
    for (const { code, parent } of regions.entries) {
      expect(code).toMatch(/^\d{6}$/);
      expect(parent).toBe(code.endsWith('0000') ? null : `${code.slice(0, 2)}0000`);
      if (parent !== null) expect(regionCodes).toContain(parent);
    }
  });

  it('list all 34 divisions of province level', () => {
    expect(regions.entries.filter(({ parent }) => parent === null)).toHaveLength(34);
  });

  it('keep the development scheme apart from the one that counts', () => {
    const scheme = (slug: string) => schemes.entries.find((entry) => entry.slug === slug);
    expect(scheme('development')).toMatchObject({
      platformOrigins: ['discovered', 'catalogue'],
      partnerConfirmation: false,
      validity: { days: 90 },
      holdsFor: ['development'],
    });
    expect(scheme('xinchuang')).toMatchObject({
      platformOrigins: ['catalogue'],
      partnerConfirmation: true,
      validity: { years: 3 },
      holdsFor: ['xinchuang'],
    });
  });

  it('have a policy that says of every rule whether it is on', () => {
    for (const { rules } of policies.entries) {
      expect(Object.keys(rules)).toEqual([
        'R1',
        'R2',
        'R3',
        'R4',
        'R5',
        'R6',
        'R7',
        'R8',
        'R9',
        'R10',
        'R11',
        'R12',
        'R13',
      ]);
      for (const rule of Object.values(rules)) expect(typeof rule.enabled).toBe('boolean');
    }
  });
});
