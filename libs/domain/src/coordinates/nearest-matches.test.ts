import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nearestMatches } from './nearest-matches.js';

const systems = [
  'kylinsoft/kylin-server@v10-sp1',
  'kylinsoft/kylin-server@v10-sp2',
  'kylinsoft/kylin-server@v10-sp3',
  'kylinsoft/kylin-desktop@v10-sp1',
  'openeuler/openeuler@22.03-lts',
  'openeuler/openeuler@22.03-lts-sp4',
  'openeuler/openeuler@24.03-lts',
  'uniontech/uos-server@v20-1060e',
  'debian/debian@12',
];
const cpus = [
  'hisilicon/kunpeng-920',
  'hisilicon/kunpeng-916',
  'phytium/ft-2000-plus-64',
  'loongson/3a5000',
  'loongson/3a6000',
];

describe('nearestMatches', () => {
  it.each([
    ['another service pack', 'kylinsoft/kylin-server@v10-sp4', systems, 'kylinsoft/kylin-server@v10-sp1'],
    ['a typo in the vendor', 'kylinsof/kylin-server@v10-sp3', systems, 'kylinsoft/kylin-server@v10-sp3'],
    ['a typo in the product', 'openeuler/openeuiler@24.03-lts', systems, 'openeuler/openeuler@24.03-lts'],
    ['upper case', 'KylinSoft/Kylin-Server@V10-SP3', systems, 'kylinsoft/kylin-server@v10-sp3'],
    ['no vendor', 'kylin-server@v10-sp3', systems, 'kylinsoft/kylin-server@v10-sp3'],
    ['no version', 'openeuler/openeuler', systems, 'openeuler/openeuler@22.03-lts'],
    ['another release of the only product', 'debian/debian@13', systems, 'debian/debian@12'],
    ['a misspelt model', 'hisilicon/kunpeng920', cpus, 'hisilicon/kunpeng-920'],
    ['a bare model', '3a6000', cpus, 'loongson/3a6000'],
    ['the wrong vendor of a model', 'huawei/kunpeng-920', cpus, 'hisilicon/kunpeng-920'],
  ])('finds what was meant by %s', (_case, wanted, known, first) => {
    expect(nearestMatches(wanted, known)[0]).toBe(first);
  });

  it('puts the same product before the same vendor', () => {
    expect(nearestMatches('kylinsoft/kylin-server@v10-sp9', systems)).toEqual([
      'kylinsoft/kylin-server@v10-sp1',
      'kylinsoft/kylin-server@v10-sp2',
      'kylinsoft/kylin-server@v10-sp3',
    ]);
    expect(nearestMatches('kylinsoft/kylin-server@v10-sp9', systems, 4)[3]).toBe('kylinsoft/kylin-desktop@v10-sp1');
  });

  it('offers nothing rather than a name that only happens to be there', () => {
    expect(nearestMatches('acme/toaster@1', systems)).toEqual([]);
    expect(nearestMatches('', [])).toEqual([]);
  });

  it('does not depend on the order of the known names, and never invents or repeats one', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.shuffledSubarray(systems), fc.nat(5), (wanted, known, limit) => {
        const matches = nearestMatches(wanted, known, limit);
        expect(matches).toEqual(nearestMatches(wanted, [...known].sort(), limit));
        expect(matches.length).toBeLessThanOrEqual(limit);
        expect(new Set(matches).size).toBe(matches.length);
        expect(known).toEqual(expect.arrayContaining(matches));
      }),
    );
  });
});
