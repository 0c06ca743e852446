import { beforeAll, describe, expect, it } from '@jest/globals';
import { readCatalogue, type Catalogue } from './read-catalogue.js';

/** What the domain model names, item by item: each is found in the shipped files, with the facts that the model states. */
let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await readCatalogue();
});

const cpu = (coordinate: string) => catalogue.cpus.find((entry) => entry.coordinate === coordinate);
const os = (coordinate: string) => catalogue.operatingSystems.find((entry) => entry.coordinate === coordinate);

describe('instruction sets', () => {
  it.each([
    ['aarch64', 'aarch64', null],
    ['x86_64', 'x86_64', null],
    ['loongarch64', 'loongarch64', 'new'],
    ['loongarch64-ow', 'loongarch64', 'old'],
    ['mips64el', 'mips64el', null],
    ['sw_64', 'sw_64', null],
    ['riscv64', 'riscv64', null],
  ])('%s runs on %s silicon, ABI world %s', (slug, hardware, abiWorld) => {
    expect(catalogue.isas.find((isa) => isa.slug === slug)).toMatchObject({ hardware, abiWorld });
  });
});

describe('CPU models', () => {
  it.each([
    ['Kunpeng 916', 'hisilicon/kunpeng-916', 'aarch64'],
    ['Kunpeng 920', 'hisilicon/kunpeng-920', 'aarch64'],
    ['FT-2000+/64', 'phytium/ft-2000-plus-64', 'aarch64'],
    ['D2000', 'phytium/d2000', 'aarch64'],
    ['S2500', 'phytium/s2500', 'aarch64'],
    ['S5000C', 'phytium/s5000c', 'aarch64'],
    ['C86 7265', 'hygon/c86-7265', 'x86_64'],
    ['C86 7280', 'hygon/c86-7280', 'x86_64'],
    ['C86 7365', 'hygon/c86-7365', 'x86_64'],
    ['C86 5380', 'hygon/c86-5380', 'x86_64'],
    ['KX-6000', 'zhaoxin/kx-6000', 'x86_64'],
    ['KX-7000', 'zhaoxin/kx-7000', 'x86_64'],
    ['KH-30000', 'zhaoxin/kh-30000', 'x86_64'],
    ['KH-37800D', 'zhaoxin/kh-37800d', 'x86_64'],
    ['KH-40000', 'zhaoxin/kh-40000', 'x86_64'],
    ['3A5000', 'loongson/3a5000', 'loongarch64'],
    ['3A6000', 'loongson/3a6000', 'loongarch64'],
    ['3C5000', 'loongson/3c5000', 'loongarch64'],
    ['3C6000', 'loongson/3c6000', 'loongarch64'],
    ['3D6000', 'loongson/3d6000', 'loongarch64'],
    ['3A4000', 'loongson/3a4000', 'mips64el'],
    ['3231', 'sunway/sw3231', 'sw_64'],
    ['8A', 'sunway/sw8a', 'sw_64'],
    ['SG2042', 'sophgo/sg2042', 'riscv64'],
  ])('%s is %s of %s', (name, coordinate, isa) => {
    const found = cpu(coordinate);
    expect(found).toMatchObject({ isa });
    expect(`${found?.name} ${found?.nameEn}`).toContain(name);
  });

  it('has all four generations of Hygon, and others than SG2042 on RISC-V', () => {
    const generations = catalogue.cpus.map(({ generation }) => generation);
    expect(generations).toEqual(expect.arrayContaining(['hygon-1', 'hygon-2', 'hygon-3', 'hygon-4']));
    expect(catalogue.cpus.filter(({ isa }) => isa === 'riscv64').length).toBeGreaterThan(1);
  });

  it('knows Kunpeng 920 and Phytium by implementer and part', () => {
    expect(cpu('hisilicon/kunpeng-920')?.identification).toMatchObject({ implementer: '0x48', part: '0xd01' });
    const phytium = catalogue.cpus.filter(({ coordinate }) => coordinate.startsWith('phytium/'));
    expect(new Set(phytium.map(({ identification }) => identification.implementer))).toEqual(new Set(['0x70']));
  });

  it('keeps what sources contradict as ambiguous, without a generation', () => {
    for (const coordinate of ['zhaoxin/kh-37800d', 'hygon/c86-7265']) {
      expect(cpu(coordinate)).toMatchObject({ ambiguous: true, generation: null });
    }
  });
});

describe('OS releases', () => {
  it.each([
    ['uniontech/uos-desktop@v20-1050', 'desktop', {}],
    ['uniontech/uos-desktop@v20-1060', 'desktop', {}],
    ['uniontech/uos-desktop@v20-1070', 'desktop', {}],
    ['uniontech/uos-server@v20-1050a', 'server', { base: 'openanolis/anolis@8' }],
    ['uniontech/uos-server@v20-1060a', 'server', { base: 'openanolis/anolis@8' }],
    ['uniontech/uos-server@v20-1070a', 'server', { base: 'openanolis/anolis@8' }],
    ['uniontech/uos-server@v20-c', 'server', {}],
    ['uniontech/uos-server@v20-1050d', 'server', { packageFormat: 'deb' }],
    ['uniontech/uos-server@v20-1050e', 'server', { base: 'openeuler/openeuler@20.03-lts' }],
    ['uniontech/uos-server@v20-1060e', 'server', { base: 'openeuler/openeuler@20.03-lts' }],
    ['uniontech/uos-server@v20-1070e', 'server', { base: 'openeuler/openeuler@20.03-lts' }],
    ['kylinsoft/kylin-server@v10-sp1', 'server', { libc: 'glibc 2.28' }],
    ['kylinsoft/kylin-server@v10-sp2', 'server', { libc: 'glibc 2.28' }],
    ['kylinsoft/kylin-server@v10-sp3', 'server', { libc: 'glibc 2.28', base: 'openeuler/openeuler@20.03-lts' }],
    ['kylinsoft/kylin-server@v11', 'server', {}],
    ['kylinsoft/kylin-desktop@v10', 'desktop', { libc: 'glibc 2.23' }],
    ['kylinsoft/kylin-desktop@v10-sp1', 'desktop', { libc: 'glibc 2.31' }],
    ['kylinsoft/kylin-desktop@v11', 'desktop', {}],
    ['kylinsoft/neokylin-server@v7-update6', 'server', {}],
    ['openeuler/openeuler@20.03-lts', 'server', { kernel: '4.19.90' }],
    ['openeuler/openeuler@20.03-lts-sp4', 'server', { kernel: '4.19.90' }],
    ['openeuler/openeuler@22.03-lts', 'server', { kernel: '5.10.0' }],
    ['openeuler/openeuler@22.03-lts-sp4', 'server', { kernel: '5.10.0' }],
    ['openeuler/openeuler@24.03-lts', 'server', { kernel: '6.6.0' }],
    ['openeuler/openeuler@24.03-lts-sp3', 'server', { kernel: '6.6.0' }],
    ['openanolis/anolis@8', 'server', {}],
    ['openanolis/anolis@23', 'server', {}],
    ['opencloudos/opencloudos@8', 'server', { kernel: '5.4' }],
    ['opencloudos/opencloudos@9', 'server', { kernel: '6.6' }],
    ['deepin/deepin@20', 'desktop', {}],
    ['deepin/deepin@23', 'desktop', {}],
    ['deepin/deepin@25', 'desktop', {}],
    ['nfschina/nfs-server@v4.0', 'server', {}],
    ['nfschina/nfs-desktop@v5.0', 'desktop', {}],
    ['debian/debian@12', 'server', {}],
  ])('%s is a %s edition with %j', (coordinate, edition, facts) => {
    expect(os(coordinate)).toMatchObject({ edition, ...facts });
  });

  it('has every service pack of the openEuler lines, in order', () => {
    for (const [line, last] of [
      ['20.03-lts', 4],
      ['22.03-lts', 4],
      ['24.03-lts', 3],
    ] as const) {
      const ordinals = catalogue.operatingSystems
        .filter((entry) => entry.coordinate.startsWith('openeuler/') && entry.line === line)
        .map(({ ordinal }) => ordinal);
      expect(ordinals).toEqual(Array.from({ length: last + 1 }, (_, ordinal) => ordinal));
    }
  });
});

describe('regions, taxonomy, schemes', () => {
  it('have each province with a city where a sub-center could be, but for those that have none', () => {
    const withSeat = new Set(catalogue.regions.flatMap(({ parent }) => (parent === null ? [] : [parent])));
    const without = catalogue.regions.filter(({ code, parent }) => parent === null && !withSeat.has(code));
    expect(without.map(({ name }) => name)).toEqual(['台湾省', '香港特别行政区', '澳门特别行政区']);
    expect(catalogue.regions.filter(({ parent }) => parent === null)).toHaveLength(34);
  });

  it.each([
    ['hardware', ['cpu', 'server-computer', 'mainboard', 'accelerator-card', 'network-card', 'firmware']],
    ['peripheral', ['printer', 'scanner', 'smart-card-reader', 'display']],
    ['system-software', ['operating-system', 'database', 'middleware', 'language-runtime', 'device-driver']],
    ['application-software', ['office-suite', 'browser', 'office-automation', 'electronic-seal']],
    ['security', ['endpoint-security', 'network-security', 'data-security', 'cryptography-product']],
  ])('sort products under %s into %j', (parent, slugs) => {
    const children = catalogue.categories.filter((entry) => entry.parent === parent).map(({ slug }) => slug);
    expect(children).toEqual(expect.arrayContaining(slugs));
  });

  it('have the scheme for trying out apart from the one that counts', () => {
    expect(catalogue.schemes.map(({ slug }) => slug)).toEqual(['development', 'xinchuang']);
  });
});
