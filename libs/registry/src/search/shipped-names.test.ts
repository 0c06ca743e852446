import { NameResolver, type NamedKind, type NamedThings } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { readCatalogue } from '../catalogue/read-catalogue.js';

const catalogue = await readCatalogue();
const systems = catalogue.operatingSystems.map(({ coordinate }) => coordinate.split('@') as [string, string]);
const plain = <T extends { coordinate: string; name: string; nameEn: string }>({ coordinate, name, nameEn }: T) => ({
  coordinate,
  name,
  nameEn,
});
const things: NamedThings = {
  organizations: catalogue.vendors.map(({ slug, name, nameEn }) => ({ slug, name, nameEn, uscc: null })),
  products: [
    ...[...new Set(systems.map(([product]) => product))].map((coordinate) => ({
      coordinate,
      name: coordinate.split('/')[1] ?? '',
      nameEn: null,
      versions: systems.filter(([product]) => product === coordinate).map(([, version]) => version),
    })),
    ...catalogue.cpus.map((cpu) => ({ ...plain(cpu), versions: [] })),
  ],
  osReleases: catalogue.operatingSystems.map(plain),
  cpus: catalogue.cpus.map(plain),
  platforms: [],
  aliases: catalogue.aliases,
};
const resolver = new NameResolver(things);
const means = (kind: NamedKind, text: string): readonly string[] => {
  const found = resolver.resolve(kind, { text });
  if (found.kind === 'one') return [found.coordinate];
  return found.kind === 'several' ? found.candidates.map(({ coordinate }) => coordinate) : [];
};

describe('names in the shipped catalogue', () => {
  it.each<[NamedKind, readonly { coordinate: string; name: string; nameEn: string }[]]>([
    ['osRelease', things.osReleases.map((one) => ({ ...one, nameEn: one.nameEn ?? '' }))],
    ['cpu', things.cpus.map((one) => ({ ...one, nameEn: one.nameEn ?? '' }))],
  ])('every %s is found by its coordinate and by both its names, alone', (kind, entries) => {
    for (const { coordinate, name, nameEn } of entries) {
      for (const text of [coordinate, name, nameEn]) expect([text, means(kind, text)]).toEqual([text, [coordinate]]);
    }
  });

  it('aliases mean at least what they list, however they are written, and all of it exists', () => {
    expect(catalogue.aliases.length).toBeGreaterThan(30);
    for (const { name, nameEn, spellings, means: listed } of catalogue.aliases) {
      const kinds = [
        ['organization', listed.organizations],
        ['product', listed.products],
        ['osRelease', listed.operatingSystems],
        ['cpu', listed.cpus],
      ] as const;
      for (const text of [name, nameEn, ...spellings]) {
        for (const [kind, coordinates] of kinds) {
          expect([text, means(kind, text)]).toEqual([text, expect.arrayContaining([...(coordinates ?? [])])]);
        }
      }
    }
  });

  it.each<[NamedKind, string, readonly string[]]>([
    ['cpu', 'Hygon3', ['hygon/c86-5380', 'hygon/c86-7265', 'hygon/c86-7365', 'hygon/c86-7390']],
    ['cpu', 'Hygon 3号', ['hygon/c86-5380', 'hygon/c86-7265', 'hygon/c86-7365', 'hygon/c86-7390']],
    ['cpu', '飞腾 FT2000+', ['phytium/ft-2000-plus-64']],
    ['cpu', '飞腾FT-2000＋／64', ['phytium/ft-2000-plus-64']],
    ['cpu', '海光 C86 7285', ['hygon/c86-7285']],
    ['osRelease', '麒麟V10 SP3', ['kylinsoft/kylin-server@v10-sp3']],
    ['osRelease', 'KylinV10SP1', ['kylinsoft/kylin-desktop@v10-sp1', 'kylinsoft/kylin-server@v10-sp1']],
    ['osRelease', '统信UOS服务器 V20 1060e', ['uniontech/uos-server@v20-1060e']],
  ])('the %s that is written %s', (kind, text, expected) => {
    expect(means(kind, text)).toEqual(expected);
  });

  it('Kylin V10 and UOS V20 are many things', () => {
    expect(means('osRelease', '麒麟V10')).toEqual(
      expect.arrayContaining(['kylinsoft/kylin-server@v10-sp3', 'kylinsoft/kylin-desktop@v10']),
    );
    expect(means('osRelease', '统信UOS V20').length).toBeGreaterThan(5);
    expect(means('osRelease', '银河麒麟桌面操作系统 V10').length).toBeGreaterThan(1);
  });
});
