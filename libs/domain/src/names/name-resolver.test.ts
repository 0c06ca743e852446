import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AliasEntry, AliasMeanings } from '../catalogue/catalogue-entries.js';
import { NameResolver } from './name-resolver.js';
import type { NamedKind, NameResolution, WrittenName } from './named-things.js';

const provenance = { source: 'a list', date: '2026-11-23', confidence: 'published' as const };
const alias = (name: string, nameEn: string, means: AliasMeanings, ...spellings: string[]): AliasEntry => ({
  slug: nameEn.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
  name,
  nameEn,
  spellings,
  means,
  provenance,
});
const called = (coordinate: string, name: string, nameEn: string | null = null) => ({ coordinate, name, nameEn });
const organization = (slug: string, name: string, nameEn: string | null = null, uscc: string | null = null) => ({
  slug,
  name,
  nameEn,
  uscc,
});

const SYSTEMS = [
  called('kylinsoft/kylin-server@v10-sp1', '银河麒麟高级服务器操作系统 V10 SP1', 'Kylin Server V10 SP1'),
  called('kylinsoft/kylin-server@v10-sp3', '银河麒麟高级服务器操作系统 V10 SP3', 'Kylin Server V10 SP3'),
  called('kylinsoft/kylin-server@v10-sp3-2403', '银河麒麟高级服务器操作系统 V10 SP3 2403'),
  called('kylinsoft/kylin-desktop@v10', '银河麒麟桌面操作系统 V10（SP1 之前）'),
  called('kylinsoft/kylin-desktop@v10-sp1', '银河麒麟桌面操作系统 V10 SP1'),
  called('openeuler/openeuler@22.03-lts', 'openEuler 22.03 LTS', 'openEuler 22.03 LTS'),
  called('openeuler/openeuler@22.03-lts-sp4', 'openEuler 22.03 LTS SP4', 'openEuler 22.03 LTS SP4'),
  called('uniontech/uos-desktop@v20-1060', '统信桌面操作系统 V20（1060）', 'UOS Desktop V20 1060'),
  called('uniontech/uos-server@v20-1060a', '统信服务器操作系统 V20（1060a）', 'UOS Server V20 1060a'),
  called('uniontech/uos-server@v20-1060e', '统信服务器操作系统 V20（1060e）', 'UOS Server V20 1060e'),
];
const CPUS = [
  called('hygon/c86-7285', '海光 C86 7285（海光二号）', 'Hygon C86 7285 (generation 2)'),
  called('hygon/c86-5380', '海光 C86 5380（海光三号）', 'Hygon C86 5380 (generation 3)'),
  called('hygon/c86-7365', '海光 C86 7365（海光三号）', 'Hygon C86 7365 (generation 3)'),
  called('hisilicon/kunpeng-920', '鲲鹏 920', 'Kunpeng 920'),
  called('phytium/ft-2000-plus-64', '飞腾 FT-2000+/64', 'Phytium FT-2000+/64'),
  called('loongson/3a6000', '龙芯 3A6000', 'Loongson 3A6000'),
];
const systemsOf = (product: string) => ({
  ...called(product, product.split('/')[1] ?? ''),
  versions: SYSTEMS.filter(({ coordinate }) => coordinate.startsWith(`${product}@`)).map(
    ({ coordinate }) => coordinate.split('@')[1] ?? '',
  ),
});

const resolver = new NameResolver({
  organizations: [
    organization('dameng', '武汉达梦数据库股份有限公司', 'Dameng Database Co., Ltd.', '91420100725799190Q'),
    organization('kingbase', '中电科金仓（北京）科技股份有限公司', 'Kingbase'),
    organization('hygon', '海光信息技术', 'Hygon'),
    organization('phytium', '飞腾信息技术', 'Phytium'),
    organization('acme', '甲公司'),
    organization('other', '乙公司'),
  ],
  products: [
    { ...called('dameng/dm8', '达梦数据库管理系统', 'DM8'), versions: ['8.1.3', '8.1.2', 'V8.1.3', '8.10'] },
    { ...called('kingbase/es', '金仓数据库管理系统', 'KingbaseES'), versions: ['V8.1.3.62 Build 2023', 'V9'] },
    { ...called('acme/server', '应用服务器', 'App Server'), versions: ['1.0'] },
    { ...called('other/server', '应用服务器', 'App Server'), versions: ['1.0', '2.0'] },
    ...['kylinsoft/kylin-server', 'kylinsoft/kylin-desktop', 'openeuler/openeuler'].map(systemsOf),
    ...['uniontech/uos-desktop', 'uniontech/uos-server'].map(systemsOf),
    ...CPUS.map((cpu) => ({ ...cpu, versions: [] })),
  ],
  osReleases: SYSTEMS,
  cpus: CPUS,
  platforms: [
    { os: 'kylinsoft/kylin-server@v10-sp3', cpu: 'hisilicon/kunpeng-920' },
    { os: 'kylinsoft/kylin-server@v10-sp1', cpu: 'hisilicon/kunpeng-920' },
    { os: 'kylinsoft/kylin-desktop@v10-sp1', cpu: 'hisilicon/kunpeng-920' },
    { os: 'kylinsoft/kylin-desktop@v10-sp1', cpu: 'loongson/3a6000' },
    { os: 'openeuler/openeuler@22.03-lts', cpu: 'hygon/c86-7365' },
  ],
  aliases: [
    alias('麒麟', 'Kylin', { products: ['kylinsoft/kylin-server', 'kylinsoft/kylin-desktop'] }, '银河麒麟'),
    alias('统信 UOS', 'UOS', { products: ['uniontech/uos-server', 'uniontech/uos-desktop'] }),
    alias('海光三号', 'Hygon 3', { cpus: ['hygon/c86-5380', 'hygon/c86-7365'] }, 'Hygon 3号', '海光3号'),
    alias('飞腾 2000+', 'FT-2000+', { cpus: ['phytium/ft-2000-plus-64'] }, 'FT-2000+/64'),
    alias('飞腾', 'Phytium Technology', { organizations: ['phytium'] }),
    alias('达梦', 'Dameng', { organizations: ['dameng'], products: ['dameng/dm8'] }, '达梦数据库'),
    alias('不在', 'Gone', { products: ['nobody/nothing'] }),
  ],
});

const outcome = (resolution: NameResolution): string | readonly string[] =>
  resolution.kind === 'one'
    ? resolution.coordinate
    : resolution.kind === 'several'
      ? resolution.candidates.map(({ coordinate }) => coordinate)
      : `${resolution.because}: ${resolution.nearest.join(', ')}`;
const means = (kind: NamedKind, written: string | WrittenName) =>
  outcome(resolver.resolve(kind, typeof written === 'string' ? { text: written } : written));

describe('the name of a release', () => {
  it.each<[string | WrittenName, string | readonly string[]]>([
    ['dameng/dm8@8.1.3', 'dameng/dm8@8.1.3'],
    ['ＤＡＭＥＮＧ／dm8＠8．1．2', 'dameng/dm8@8.1.2'],
    ['Dameng/DM8@v8.1.3', 'dameng/dm8@V8.1.3'],
    ['达梦数据库管理系统 8.1.3', 'dameng/dm8@8.1.3'],
    ['达梦数据库管理系统V8.1.3', 'dameng/dm8@V8.1.3'],
    ['达梦数据库 8.1.2', 'dameng/dm8@8.1.2'],
    ['DM8 v8.1.2', 'dameng/dm8@8.1.2'],
    ['达梦 DM8 版本 8.1.2', 'dameng/dm8@8.1.2'],
    ['DM8 8.10', 'dameng/dm8@8.10'],
    ['KingbaseES V8.1.3.62 Build 2023', 'kingbase/es@V8.1.3.62 Build 2023'],
    ['kingbase es 9', 'kingbase/es@V9'],
    [{ text: '达梦数据库', version: '8.1.2' }, 'dameng/dm8@8.1.2'],
    [{ text: '达梦数据库 V8', version: '8.1.2' }, 'dameng/dm8@8.1.2'],
    [{ text: 'dameng/dm8', version: '8.1.2' }, 'dameng/dm8@8.1.2'],
    [{ text: '应用服务器', version: '2.0' }, 'other/server@2.0'],
    ['应用服务器 1.0', ['acme/server@1.0', 'other/server@1.0']],
    ['甲公司 应用服务器 1.0', 'acme/server@1.0'],
    [{ text: '应用服务器', version: '1.0', vendor: '乙公司' }, 'other/server@1.0'],
    [{ text: '达梦数据库', version: '8.1.2', vendor: '武汉达梦数据库有限公司' }, 'dameng/dm8@8.1.2'],
    [{ text: '应用服务器', version: '1.0', vendor: '丙公司' }, 'unknown-vendor: acme/server@1.0, other/server@1.0'],
    [{ text: 'dameng/dm8@8.1.2', vendor: '乙公司' }, 'unknown-vendor: dameng/dm8@8.1.2'],
    ['DM8 8.1', ['dameng/dm8@8.1.2', 'dameng/dm8@8.1.3', 'dameng/dm8@V8.1.3']],
    ['KingbaseES V8.1', 'incomplete: kingbase/es@V8.1.3.62 Build 2023'],
    ['应用服务器 3.0', 'unknown-version: acme/server@1.0, other/server@1.0, other/server@2.0'],
    ['银河麒麟高级服务器操作系统 V10 SP3', 'kylinsoft/kylin-server@v10-sp3'],
    ['--- ／ ---', 'empty: '],
    ['', 'empty: '],
    ['完全不相干', 'unknown-name: '],
  ])('%j means %j', (written, expected) => {
    expect(means('release', written)).toEqual(expected);
  });

  it('suggests what resembles it where nothing has it', () => {
    expect(means('release', '达孟数据库管理系统 8.1.3')).toMatch(/^unknown-name: dameng\/dm8@/);
    expect(resolver.resolve('release', { text: '达孟数据库管理系统 8.1.3' }, { nearest: 0 })).toEqual({
      kind: 'none',
      because: 'unknown-name',
      nearest: [],
    });
  });
});

describe('the name of an OS release', () => {
  it.each<[string, string | readonly string[]]>([
    ['麒麟V10 SP3', 'kylinsoft/kylin-server@v10-sp3'],
    ['KylinV10SP3', 'kylinsoft/kylin-server@v10-sp3'],
    ['银河麒麟 Ｖ１０　ＳＰ３', 'kylinsoft/kylin-server@v10-sp3'],
    ['麒麟 V10 SP1', ['kylinsoft/kylin-desktop@v10-sp1', 'kylinsoft/kylin-server@v10-sp1']],
    ['银河麒麟桌面操作系统 V10', 'kylinsoft/kylin-desktop@v10'],
    ['openEuler 22.03 LTS', 'openeuler/openeuler@22.03-lts'],
    ['openEuler-22.03-LTS-SP4', 'openeuler/openeuler@22.03-lts-sp4'],
    ['openEuler 22.03', ['openeuler/openeuler@22.03-lts', 'openeuler/openeuler@22.03-lts-sp4']],
    ['UOS V20 1060e', 'uniontech/uos-server@v20-1060e'],
    [
      'UOS V20 1060',
      ['uniontech/uos-desktop@v20-1060', 'uniontech/uos-server@v20-1060a', 'uniontech/uos-server@v20-1060e'],
    ],
    ['统信服务器操作系统 V20', ['uniontech/uos-server@v20-1060a', 'uniontech/uos-server@v20-1060e']],
    ['kylin-server v10-sp4', 'unknown-version: kylinsoft/kylin-server@v10-sp1, kylinsoft/kylin-server@v10-sp3'],
    ['DM8 8.1.2', 'unknown-name: '],
  ])('%s means %j', (written, expected) => {
    const found = means('osRelease', written);
    if (typeof expected === 'string' && typeof found === 'string') expect(found.startsWith(expected)).toBe(true);
    else expect(found).toEqual(expected);
  });

  it('without a service pack may be any of them, of either edition', () => {
    expect(means('osRelease', 'Kylin V10')).toEqual([
      'kylinsoft/kylin-desktop@v10',
      'kylinsoft/kylin-desktop@v10-sp1',
      'kylinsoft/kylin-server@v10-sp1',
      'kylinsoft/kylin-server@v10-sp3',
      'kylinsoft/kylin-server@v10-sp3-2403',
    ]);
  });
});

describe('the name of a CPU', () => {
  it.each<[string, string | readonly string[]]>([
    ['鲲鹏920', 'hisilicon/kunpeng-920'],
    ['KUNPENG-920', 'hisilicon/kunpeng-920'],
    ['飞腾 FT2000+', 'phytium/ft-2000-plus-64'],
    ['FT-2000+/64', 'phytium/ft-2000-plus-64'],
    ['3A6000', 'loongson/3a6000'],
    ['海光 C86-7285', 'hygon/c86-7285'],
    ['Hygon C86 7285', 'hygon/c86-7285'],
    ['Hygon3', ['hygon/c86-5380', 'hygon/c86-7365']],
    ['Hygon 3号', ['hygon/c86-5380', 'hygon/c86-7365']],
    ['海光三号', ['hygon/c86-5380', 'hygon/c86-7365']],
    ['Нygоn 3', ['hygon/c86-5380', 'hygon/c86-7365']],
    ['飞腾 FT-2000', 'unknown-name: phytium/ft-2000-plus-64, loongson/3a6000'],
  ])('%s means %j', (written, expected) => {
    expect(means('cpu', written)).toEqual(expected);
  });

  it('says by what it was understood, and who calls it so', () => {
    expect(resolver.resolve('cpu', { text: 'FT2000+' })).toMatchObject({
      kind: 'one',
      why: { by: 'alias', alias: { slug: 'ft-2000-', provenance } },
    });
    expect(resolver.resolve('cpu', { text: '鲲鹏 920' })).toMatchObject({ why: { by: 'name' } });
    expect(resolver.resolve('cpu', { text: 'hisilicon/kunpeng-920' })).toMatchObject({ why: { by: 'coordinate' } });
    expect(resolver.resolve('cpu', { text: 'HiSilicon/Kunpeng-920' })).toMatchObject({ why: { by: 'spelling' } });
  });
});

describe('the name of an organization', () => {
  it.each<[string, string]>([
    ['dameng', 'dameng'],
    ['武汉达梦数据库股份有限公司', 'dameng'],
    ['武汉达梦数据库有限责任公司', 'dameng'],
    ['Dameng Database', 'dameng'],
    ['达梦', 'dameng'],
    ['91420100725799190q', 'dameng'],
    ['中电科金仓(北京)科技股份有限公司', 'kingbase'],
    ['金蝶', 'unknown-name: '],
  ])('%s means %s', (written, expected) => {
    expect(means('organization', written)).toBe(expected);
  });
});

describe('the name of a platform', () => {
  const KYLIN_ON_KUNPENG = 'kylinsoft/kylin-server@v10-sp3 × hisilicon/kunpeng-920';
  it.each<[string, string | readonly string[]]>([
    [KYLIN_ON_KUNPENG, KYLIN_ON_KUNPENG],
    ['kylinsoft/kylin-server@v10-sp3 hisilicon/kunpeng-920', KYLIN_ON_KUNPENG],
    ['麒麟V10 SP3 + 鲲鹏920', KYLIN_ON_KUNPENG],
    ['麒麟V10SP3+鲲鹏920', KYLIN_ON_KUNPENG],
    ['鲲鹏920/银河麒麟高级服务器操作系统V10 SP3', KYLIN_ON_KUNPENG],
    [
      '麒麟V10 SP1，鲲鹏920',
      [
        'kylinsoft/kylin-desktop@v10-sp1 × hisilicon/kunpeng-920',
        'kylinsoft/kylin-server@v10-sp1 × hisilicon/kunpeng-920',
      ],
    ],
    ['麒麟V10 SP1 龙芯3A6000', 'incomplete: kylinsoft/kylin-desktop@v10-sp1 × loongson/3a6000'],
    ['麒麟V10 SP3', 'unknown-name: '],
  ])('%s means %j', (written, expected) => {
    expect(means('platform', written)).toEqual(expected);
  });

  it('that is not known is told, with the nearest', () => {
    const found = resolver.resolvePlatform({ os: '麒麟V10 SP3', cpu: '龙芯 3A6000' });
    expect(found).toMatchObject({ kind: 'none', because: 'no-such-platform' });
    expect(outcome(found)).toContain('kylinsoft/kylin-desktop@v10-sp1 × loongson/3a6000');
    expect(resolver.resolvePlatform({ os: '麒麟V10 SP3', cpu: '鲲鹏902' })).toMatchObject({
      kind: 'none',
      because: 'unknown-name',
      nearest: [KYLIN_ON_KUNPENG],
    });
  });
});

it('gives no name to what is not among the things, whatever an alias says', () => {
  expect(means('product', 'Gone')).toMatch(/^unknown-name/);
  expect(means('product', '达梦')).toBe('dameng/dm8');
  expect(means('product', 'App Server')).toEqual(['acme/server', 'other/server']);
});

it('answers any text with what there is, and never differently in another case or width', () => {
  const kinds: NamedKind[] = ['organization', 'product', 'release', 'osRelease', 'cpu', 'platform'];
  const pieces = fc.constantFrom(...'麒麟 V10 SP3 鲲鹏 920 DM8 8.1.3 @ / × ( ） ＋ - dameng'.split(' '), ' ', '\u0000');
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 8 }),
      (kind, parts) => {
        const text = parts.join('');
        const found = resolver.resolve(kind, { text }, { nearest: 0 });
        if (found.kind === 'several') expect(found.candidates.length).toBeGreaterThan(1);
        if (!text.includes('@') && kind !== 'organization') {
          expect(outcome(resolver.resolve(kind, { text: text.toUpperCase().toLowerCase() }, { nearest: 0 }))).toEqual(
            outcome(resolver.resolve(kind, { text: text.toLowerCase() }, { nearest: 0 })),
          );
        }
      },
    ),
  );
});
