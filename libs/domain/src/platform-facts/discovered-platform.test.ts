import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parseCpuCoordinate, parseOsReleaseCoordinate } from '../coordinates/coordinates.js';
import { discoveredCpu, discoveredOs } from './discovered-platform.js';
import { parseLscpu } from './lscpu.js';
import { parseOsRelease } from './os-release.js';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}.txt`, import.meta.url), 'utf8');
const machine = (model: string, vendor = 'GenuineIntel') =>
  parseLscpu(`Architecture: x86_64\nVendor ID: ${vendor}\nModel name: ${model}\n`);

describe('discoveredCpu', () => {
  it.each([
    ['Intel(R) Xeon(R) Processor', 'GenuineIntel', 'intel/xeon'],
    ['Intel(R) Xeon(R) Gold 6348 CPU @ 2.60GHz', 'GenuineIntel', 'intel/xeon-gold-6348'],
    ['Intel(R) Core(TM) i7-1185G7 @ 3.00GHz', 'GenuineIntel', 'intel/core-i7-1185g7'],
    ['AMD EPYC 7B13 64-Core Processor', 'AuthenticAMD', 'amd/epyc-7b13'],
    ['Hygon C86 3250  8-core Processor', 'HygonGenuine', 'hygon/c86-3250'],
    ['ZHAOXIN KaiXian KX-5640@2.0GHz', 'CentaurHauls', 'zhaoxin/kaixian-kx-5640'],
    ['Processor', 'GenuineIntel', 'intel/x86_64'],
    ['某处理器', 'Some Vendor, Inc.', 'some-vendor-inc/x86_64'],
  ])('names %s of %s %s', (model, vendor, coordinate) => {
    const found = discoveredCpu(machine(model, vendor));
    expect(`${found.coordinate.vendor}/${found.coordinate.model}`).toBe(coordinate);
    expect(parseCpuCoordinate(coordinate)).toEqual(found.coordinate);
  });

  it('keeps the machine’s own words as the name', () => {
    expect(discoveredCpu(parseLscpu(fixture('intel-xeon-virtual.lscpu')))).toEqual({
      coordinate: { vendor: 'intel', model: 'xeon' },
      vendor: { slug: 'intel', name: 'Intel' },
      name: 'Intel(R) Xeon(R) Processor',
      nameEn: 'Intel(R) Xeon(R) Processor',
      isa: 'x86_64',
    });
  });

  it.each([
    ['a machine that names nothing but its architecture', fixture('sg2042.lscpu'), 'unknown-vendor/riscv64'],
    ['a machine that says nothing at all', '', 'unknown-vendor/unknown'],
  ])('names %s', (_case, text, coordinate) => {
    expect(discoveredCpu(parseLscpu(text)).coordinate).toEqual(parseCpuCoordinate(coordinate));
  });
});

describe('discoveredOs', () => {
  it.each([
    ['ID=ubuntu\nNAME=Ubuntu\nVERSION_ID="24.04"', 'ubuntu/ubuntu@24.04'],
    ['ID=arch\nNAME="Arch Linux"\nBUILD_ID=rolling', 'arch/arch@rolling'],
    ['ID="openEuler"\nVERSION_ID="25.09"', 'openeuler/openeuler@25.09'],
    ['ID=kylin\nVERSION_ID="V12"', 'kylinsoft/kylin@v12'],
    ['ID=uos\nVERSION_ID="25"', 'uniontech/uos@25'],
    ['ID="../../etc"\nVERSION_ID="1 2/3@4"', 'etc/etc@1-2-3-4'],
    ['', 'linux/linux@rolling'],
  ])('names %j %s', (text, coordinate) => {
    expect(discoveredOs(parseOsRelease(text)).coordinate).toEqual(parseOsReleaseCoordinate(coordinate));
  });

  it('keeps the machine’s own words as the name', () => {
    expect(discoveredOs(parseOsRelease(fixture('debian-12.os-release')))).toMatchObject({
      vendor: { slug: 'debian', name: 'Debian GNU/Linux' },
      name: 'Debian GNU/Linux 12 (bookworm)',
    });
  });
});
