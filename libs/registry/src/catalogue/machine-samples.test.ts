import { type PartFound, VERSION_FILES } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { catalogue, identity, sample, SAMPLES } from './testing/machine-samples.js';

/** One word for what was found: a coordinate, or why there is none. */
function outcome(part: PartFound): string {
  return part.state === 'found' ? part.coordinate : `${part.state}: ${part.because}`;
}

/** Each published machine, and what the catalogue makes of it. `-`: the sample does not say. */
const MACHINES: readonly [sample: string, os: string, cpu: string][] = [
  ['kylin-server-v10-tercel', 'kylinsoft/kylin-server@v10-sp1', '-'],
  ['kylin-server-v10-sword', 'kylinsoft/kylin-server@v10-sp2', '-'],
  ['kylin-server-v10-lance', 'kylinsoft/kylin-server@v10-sp3', '-'],
  ['kylin-desktop-v10-sp1', 'kylinsoft/kylin-desktop@v10-sp1', '-'],
  ['kylin-desktop-v10-juniper', 'kylinsoft/kylin-desktop@v10', '-'],
  ['uos-server-1050e', 'uniontech/uos-server@v20-1050e', '-'],
  ['uos-server-1050e-silent', 'undecided: fact-missing', '-'],
  ['uos-server-1070a', 'uniontech/uos-server@v20-1070a', '-'],
  ['uos-server-1070a-issue', 'uniontech/uos-server@v20-1070a', '-'],
  ['uos-server-1050d', 'uniontech/uos-server@v20-1050d', '-'],
  ['uos-server-1001c', 'uniontech/uos-server@v20-c', '-'],
  ['uos-desktop-1032', 'unknown: not-in-catalogue', 'zhaoxin/kx-6000'],
  ['uos-desktop-1050', 'uniontech/uos-desktop@v20-1050', 'zhaoxin/kx-6000'],
  ['uos-desktop-1060', 'uniontech/uos-desktop@v20-1060', '-'],
  ['openeuler-20.03-lts', 'openeuler/openeuler@20.03-lts', '-'],
  ['openeuler-20.03-lts-sp3-container', 'openeuler/openeuler@20.03-lts-sp3', '-'],
  ['openeuler-24.03-lts', 'openeuler/openeuler@24.03-lts', '-'],
  ['anolis-8.6', 'openanolis/anolis@8', '-'],
  ['anolis-23-loongarch64', 'openanolis/anolis@23', '-'],
  ['deepin-15.11', 'unknown: not-in-catalogue', '-'],
  ['deepin-20.4', 'deepin/deepin@20', '-'],
  ['deepin-25', 'deepin/deepin@25', '-'],
  ['kunpeng-920-nameless', '-', 'hisilicon/kunpeng-920'],
  ['phytium-d2000', '-', 'phytium/d2000'],
  ['phytium-d2000-nameless', '-', 'undecided: fact-missing'],
  ['phytium-ft-2000-4', '-', 'undecided: fact-missing'],
  ['phytium-d3000', '-', 'unknown: fact-missing'],
  ['phytium-e2000q', '-', 'unknown: fact-missing'],
  ['hygon-c86-7285', '-', 'hygon/c86-7285'],
  ['zhaoxin-kx-u6780a', '-', 'zhaoxin/kx-6000'],
  ['loongson-3a5000-new-world', '-', 'loongson/3a5000'],
  ['loongson-3a5000-old-world', '-', 'loongson/3a5000'],
  ['loongson-3a6000', '-', 'loongson/3a6000'],
];

describe('published machines', () => {
  it('are all in the table, and each says where it comes from and how sure that is', () => {
    const files = readdirSync(SAMPLES).map((file) => file.replace(/\.txt$/, ''));
    expect(files.sort()).toEqual(MACHINES.map(([name]) => name).sort());
    for (const file of files) expect(sample(file).header).toMatch(/^# from: \S.*\n# sure: \S.*\n$/);
  });

  it.each(MACHINES)('%s runs %s on %s', (name, os, cpu) => {
    const { files, lscpu } = sample(name).texts;
    const found = identity(name);
    expect(files['/etc/os-release'] === undefined ? '-' : outcome(found.os)).toBe(os);
    expect(lscpu === '' && files['/proc/cpuinfo'] === undefined ? '-' : outcome(found.cpu)).toBe(cpu);
  });

  it('are whole platforms where they say both', () => {
    expect(identity('uos-desktop-1050')).toMatchObject({
      isa: 'x86_64',
      platform: { os: 'uniontech/uos-desktop@v20-1050', cpu: 'zhaoxin/kx-6000' },
      mismatches: [],
    });
  });
});

describe('an undecided machine', () => {
  it('says which fact tells its service pack and where that is', () => {
    expect(identity('uos-server-1050e-silent')).toMatchObject({
      os: {
        candidates: ['uniontech/uos-server@v20-1050e'],
        missing: [
          {
            fact: 'service-pack',
            sources: ['/etc/os-version', '/etc/issue'],
            values: { 'uniontech/uos-server@v20-1050e': '1050' },
          },
        ],
      },
      platform: null,
    });
  });

  it('names every candidate and what each would say', () => {
    const { files } = sample('uos-server-1070a').texts;
    const { os } = identity('uos-server-1070a', { files: { '/etc/os-release': files['/etc/os-release'] ?? '' } });
    expect(os).toMatchObject({
      state: 'undecided',
      candidates: ['uniontech/uos-server@v20-1060a', 'uniontech/uos-server@v20-1070a'],
      missing: [{ values: { 'uniontech/uos-server@v20-1060a': '1060', 'uniontech/uos-server@v20-1070a': '1070' } }],
    });
  });

  it('tells a service pack that the catalogue does not have from one that nothing tells', () => {
    expect(identity('uos-desktop-1032').os).toMatchObject({
      because: 'not-in-catalogue',
      by: expect.arrayContaining([{ source: '/etc/os-version', says: 'MinorVersion=1032' }]),
    });
  });

  // Put together of two published machines: a system upgraded by half.
  it('is one whose files disagree about the service pack', () => {
    const productInfo = 'Kylin Linux Advanced Server\nrelease V10 (SP1) /(Tercel)-x86_64-Build20/20210518\n';
    const { files } = sample('kylin-server-v10-sword').texts;
    const disagreeing = identity('kylin-server-v10-sword', { files: { ...files, '/etc/.productinfo': productInfo } });
    expect(disagreeing.os).toMatchObject({ state: 'undecided', because: 'facts-disagree' });
    const agreeing = productInfo.replace('SP1', 'SP2').replace('Tercel', 'Sword');
    const upgraded = identity('kylin-server-v10-sword', { files: { ...files, '/etc/.productinfo': agreeing } });
    expect(outcome(upgraded.os)).toBe('kylinsoft/kylin-server@v10-sp2');
  });

  it.each([
    ['/etc/os-version', '/etc/issue', 'MinorVersion=1060', 'UOS Server 20 1070a \\n \\l'],
    ['/etc/issue', '/etc/os-version', 'UOS Server 20 1060a \\n \\l', 'MinorVersion=1070'],
  ] as const)('is one of which %s says another service pack than %s', (one, other, saysOne, saysOther) => {
    const { files } = sample('uos-server-1070a-issue').texts;
    const { os } = identity('uos-server-1070a-issue', { files: { ...files, [one]: saysOne, [other]: saysOther } });
    expect(os).toMatchObject({
      because: 'facts-disagree',
      candidates: ['uniontech/uos-server@v20-1060a', 'uniontech/uos-server@v20-1070a'],
    });
  });

  it('is one with cores that several models have', () => {
    expect(identity('phytium-ft-2000-4').cpu).toMatchObject({
      candidates: ['phytium/d2000', 'phytium/s2500'],
      missing: [{ fact: 'cpu-model', sources: ['lscpu: BIOS Model name', 'dmidecode -s processor-version (root)'] }],
    });
  });

  it('is one whose firmware and kernel name different CPUs', () => {
    const { files } = sample('kunpeng-920-nameless').texts;
    const odd = identity('kunpeng-920-nameless', {
      files,
      lscpu: 'Architecture: aarch64\nVendor ID: HiSilicon\nModel name: -\nBIOS Model name: HUAWEI Kunpeng 920 7270Z\n',
    });
    expect(odd.cpu).toMatchObject({
      because: 'facts-disagree',
      candidates: ['hisilicon/kunpeng-920', 'hisilicon/kunpeng-920-z'],
    });
  });

  it('is one that says nothing at all', () => {
    const nothing = identity('deepin-25', { files: {} });
    expect(nothing).toMatchObject({
      os: { because: 'fact-missing' },
      cpu: { because: 'fact-missing' },
      platform: null,
    });
  });
});

describe('the catalogue’s readings', () => {
  it('are patterns with a group, of files that are read', () => {
    const readings = catalogue.systems.flatMap(({ identification }) => identification?.files ?? []);
    expect(readings.length).toBeGreaterThan(20);
    for (const { file, reads } of readings) {
      expect(VERSION_FILES).toContain(file);
      expect(new RegExp(`${reads}|`, 'mu').exec('')).toHaveLength(2);
    }
  });
});
