import type { components } from '#libs/client';
import { isPackagePath } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { chooseTargets, chooseUnserved } from './choose-targets.js';
import { ESBUILD, PACKAGES, PLAN_PARAMETERS } from './esbuild.js';
import { integrityOf, packedName } from './fetch-packages.js';
import { chooseRelease } from './register-esbuild.js';
import { brokenPromises, type DemoCounts } from './summary.js';

type Pool = components['schemas']['Pool'];
type Platform = components['schemas']['Platform'];
type Release = components['schemas']['Release'];

const ISAS = PACKAGES.map(({ isa }) => isa);
const KUNPENG = { os: 'openeuler/openeuler@22.03-lts-sp4', cpu: 'hisilicon/kunpeng-920' };

function pool(changes: Partial<Pool>): Pool {
  return {
    center: 'dev-local',
    slug: 'local',
    cpu: 'intel/xeon',
    operatingSystems: ['debian/debian@12'],
    executor: 'local',
    features: [],
    hosts: 1,
    liveHosts: 1,
    queued: 0,
    running: 0,
    ...changes,
  };
}

function platform(os: string, cpu: string, isa: string, changes: Partial<Platform> = {}): Platform {
  const origin = 'catalogue';
  return { os, osName: os, cpu, cpuName: cpu, isa, origin, pools: 0, emulatedPools: 0, liveHosts: 0, ...changes };
}

describe('chooseTargets', () => {
  const platforms = [
    platform('debian/debian@12', 'intel/xeon', 'x86_64', { origin: 'discovered' }),
    platform('debian/debian@12', 'phytium/d2000', 'aarch64'),
    platform('openeuler/openeuler@24.03-lts', 'loongson/3a6000', 'loongarch64'),
    platform(KUNPENG.os, KUNPENG.cpu, 'aarch64'),
    platform('uniontech/uos-server@v20-1060a', 'sunway/sw3231', 'sw_64'),
  ];
  const emulated = (cpu: string, os: string, liveHosts = 1): Pool =>
    pool({ slug: `qemu-${cpu}`, cpu, operatingSystems: [os], executor: 'emulated', liveHosts });
  const choose = (...pools: readonly Pool[]): ReturnType<typeof chooseTargets> =>
    chooseTargets(pools, platforms, ISAS, KUNPENG);

  it('takes the live local pool and one platform of each other ISA', () => {
    const chosen = choose(
      pool({}),
      emulated('phytium/d2000', 'debian/debian@12'),
      emulated('loongson/3a6000', 'openeuler/openeuler@24.03-lts'),
    );
    expect(chosen.own).toEqual({ os: 'debian/debian@12', cpu: 'intel/xeon', isa: 'x86_64' });
    expect(chosen.emulated.map(({ isa }) => isa)).toEqual(['aarch64', 'loongarch64']);
  });

  it('leaves out pools without a live host: nobody waits for them', () => {
    const chosen = choose(pool({ liveHosts: 0 }), emulated('phytium/d2000', 'debian/debian@12', 0));
    expect(chosen).toEqual({ own: undefined, emulated: [] });
  });

  it('leaves out what the release has no package for, and the platform of the second center', () => {
    const chosen = choose(
      pool({}),
      emulated('sunway/sw3231', 'uniontech/uos-server@v20-1060a'),
      emulated(KUNPENG.cpu, KUNPENG.os),
    );
    expect(chosen.emulated).toEqual([]);
  });

  it('emulates no second platform of an ISA, nor this machine itself', () => {
    const chosen = choose(
      pool({}),
      emulated('intel/xeon', 'debian/debian@12'),
      emulated('phytium/d2000', 'debian/debian@12'),
      emulated('phytium/d2000', 'debian/debian@12'),
    );
    expect(chosen.emulated).toHaveLength(1);
  });
});

describe('chooseUnserved', () => {
  const near = platform('openeuler/openeuler@22.03-lts-sp3', KUNPENG.cpu, 'aarch64');
  const sameCpu = platform('kylinsoft/kylin-server@v10-sp3', KUNPENG.cpu, 'aarch64');
  const far = platform('kylinsoft/kylin-server@v10-sp3', 'phytium/s5000c', 'aarch64');

  it.each([
    ['another service pack on the same CPU first', [far, sameCpu, near], near],
    ['the same CPU else', [far, sameCpu], sameCpu],
    ['anything that a package fits else', [far], far],
    [
      'nothing that a pool serves',
      [
        { ...near, pools: 1 },
        { ...sameCpu, emulatedPools: 1 },
      ],
      undefined,
    ],
    ['nothing without a package', [platform('a/b@1', 'sunway/sw8a', 'sw_64')], undefined],
    ['nothing discovered', [{ ...far, origin: 'discovered' as const }], undefined],
  ])('%s', (_case, platforms, expected) => {
    expect(chooseUnserved(platforms, ISAS, KUNPENG)).toBe(expected);
  });
});

describe('chooseRelease', () => {
  const artifacts = [
    { sha256: 'a'.repeat(64), fileName: 'a.tgz', isa: 'x86_64' },
    { sha256: 'b'.repeat(64), fileName: 'b.tgz', isa: 'aarch64' },
  ];
  const release = (version: string, ...digests: readonly string[]): Release => ({
    id: '01990000-0000-7000-8000-000000000001',
    coordinate: `dev-vendor/esbuild@${version}`,
    version,
    line: '0.28',
    ordinal: 1,
    releasedOn: '2026-08-08',
    abiLevel: null,
    endOfLife: null,
    published: true,
    createdAt: '2026-11-23T13:00:00Z',
    withdrawn: null,
    builds: [],
    artifacts: digests.map((digest, index) => ({
      sha256: digest.repeat(64),
      sm3: '',
      size: 1,
      fileName: 'x.tgz',
      role: 'package',
      isa: index === 0 ? 'aarch64' : 'x86_64',
    })),
  });

  it('registers the version where it is new', () => {
    expect(chooseRelease([], '0.28.2', artifacts)).toEqual({ reuse: undefined, version: '0.28.2', repetition: 0 });
  });

  it('uses the release of an earlier run again, in whatever order its packages are', () => {
    const same = release('0.28.2', 'b', 'a');
    expect(chooseRelease([release('0.28.1', 'c'), same], '0.28.2', artifacts)).toEqual({ reuse: same });
  });

  it('takes the next free version where others have other packages', () => {
    const others = [release('0.28.2', 'c'), release('0.28.2-2', 'b', 'd')];
    expect(chooseRelease(others, '0.28.2', artifacts)).toMatchObject({ version: '0.28.2-3', repetition: 2 });
  });
});

describe('brokenPromises', () => {
  const kept: DemoCounts = { certified: 1, emulated: 4, waiting: 1, refused: 1, unknown: 1, jobs: 6, seconds: 12 };

  it.each([
    ['everything kept', kept, 4, 0],
    ['no emulator installed', { ...kept, emulated: 0 }, 0, 0],
    ['an emulated job missing', { ...kept, emulated: 3 }, 4, 1],
    ['not certified', { ...kept, certified: 0 }, 4, 1],
    ['nothing waits', { ...kept, waiting: 0 }, 4, 1],
    ['nothing refused', { ...kept, refused: 0 }, 4, 1],
    ['nothing unknown', { ...kept, unknown: 0 }, 4, 1],
  ])('%s', (_case, counts, emulators, broken) => {
    expect(brokenPromises(counts, emulators)).toHaveLength(broken);
  });
});

describe('the packages', () => {
  it('are pinned by a whole SHA-512 each, for five ISAs', () => {
    expect(new Set(ISAS).size).toBe(5);
    for (const { integrity } of PACKAGES) {
      expect(Buffer.from(integrity.replace('sha512-', ''), 'base64')).toHaveLength(64);
    }
  });

  it('are found under the name that npm gives them', () => {
    expect(packedName('@esbuild/linux-x64', ESBUILD.version)).toBe('esbuild-linux-x64-0.28.2.tgz');
  });

  it('are compared as npm writes integrity', () => {
    // SHA-512 of nothing, FIPS 180-4.
    expect(integrityOf(new Uint8Array())).toBe(
      'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
    );
  });

  it('are asked to run by parameters that mean what they say', () => {
    expect(isPackagePath(PLAN_PARAMETERS.entry)).toBe(true);
    expect('0.28.2\n').toMatch(new RegExp(PLAN_PARAMETERS.versionPattern, 'u'));
    expect('0.28.20\n').not.toMatch(new RegExp(PLAN_PARAMETERS.versionPattern, 'u'));
  });
});
