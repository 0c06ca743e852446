import { describe, expect, it } from '@jest/globals';
import { nearestPlatforms, type PlatformName } from './nearest-platforms.js';

const platform = (os: string, cpu: string, isa: string): PlatformName => ({ os, cpu, isa });
const KUNPENG = platform('openeuler/openeuler@22.03-lts-sp4', 'hisilicon/kunpeng-920', 'aarch64');
const PHYTIUM = platform('debian/debian@12', 'phytium/ft-2000-plus-64', 'aarch64');
const LOONGSON = platform('openeuler/openeuler@24.03-lts', 'loongson/3a6000', 'loongarch64');
const KNOWN = [LOONGSON, PHYTIUM, KUNPENG];

describe('nearestPlatforms', () => {
  it.each([
    ['the same CPU first', platform('kylinsoft/kylin-server@v10-sp1', 'hisilicon/kunpeng-920', 'aarch64'), KUNPENG],
    ['then the same OS', platform('debian/debian@12', 'intel/xeon', 'x86_64'), PHYTIUM],
    [
      'then the same ISA, by OS',
      platform('openeuler/openeuler@20.03-lts', 'hisilicon/kunpeng-916', 'aarch64'),
      KUNPENG,
    ],
    ['then anything, by OS', platform('openeuler/openeuler@24.03', 'sunway/8a', 'sw_64'), LOONGSON],
  ])('names %s', (_case, wanted, expected) => {
    expect(nearestPlatforms(wanted, KNOWN)[0]).toEqual(expected);
  });

  it('names each platform once, and no more than asked for', () => {
    const wanted = platform('debian/debian@12', 'hisilicon/kunpeng-920', 'aarch64');
    expect(nearestPlatforms(wanted, KNOWN)).toEqual([KUNPENG, PHYTIUM, LOONGSON]);
    expect(nearestPlatforms(wanted, KNOWN, 1)).toEqual([KUNPENG]);
    expect(nearestPlatforms(wanted, [])).toEqual([]);
  });
});
