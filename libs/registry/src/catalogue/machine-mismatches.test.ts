import type { MachineTexts } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { identity } from './testing/machine-samples.js';

describe('what a person states', () => {
  const silent = 'uos-server-1050e-silent';
  const hygon = {
    lscpu: 'Architecture: x86_64\nVendor ID: HygonGenuine\nModel name: Hygon C86 7285 32-core Processor\n',
  };

  it('chooses among the candidates', () => {
    expect(identity(silent, hygon, { os: 'uniontech/uos-server@v20-1050e' })).toMatchObject({
      platform: { os: 'uniontech/uos-server@v20-1050e', cpu: 'hygon/c86-7285' },
      mismatches: [],
    });
  });

  it('is believed where machines never tell it, and only there', () => {
    const nfs = { ...hygon, files: { '/etc/os-release': 'ID=nfs\n' } };
    expect(identity(silent, nfs, { os: 'nfschina/nfs-server@v4.0' }).platform).toEqual({
      os: 'nfschina/nfs-server@v4.0',
      cpu: 'hygon/c86-7285',
    });
    expect(identity(silent, nfs, { os: 'debian/debian@12' })).toMatchObject({
      platform: null,
      mismatches: [{ code: 'stated-os' }],
    });
  });

  it.each([
    [
      'another release',
      { os: 'openeuler/openeuler@22.03-lts' },
      'stated-os',
      /it runs kylinsoft\/kylin-server@v10-sp2$/,
    ],
    ['another generation', { cpu: 'hygon/c86-5380' }, 'stated-cpu', /of another generation \(hygon-2, not hygon-3\)$/],
    ['the same generation', { cpu: 'hygon/c86-7280' }, 'stated-cpu', /of the same generation$/],
    ['a disputed generation', { cpu: 'hygon/c86-7265' }, 'stated-cpu', /of a generation that is not known$/],
    ['another ISA', { cpu: 'loongson/3a5000' }, 'stated-cpu', /of another ISA \(x86_64, not loongarch64\)$/],
    ['nothing of the catalogue', { cpu: 'acme/one' }, 'stated-cpu', /it has hygon\/c86-7285$/],
  ])('never overrules the machine: %s', (_case, stated, code, en) => {
    const { platform, mismatches } = identity('kylin-server-v10-sword', hygon, stated);
    expect(platform).toBeNull();
    expect(mismatches).toMatchObject([{ code, en: expect.stringMatching(en) }]);
  });
});

describe('mismatches', () => {
  const codes = (name: string, changes: Partial<MachineTexts> = {}): string[] =>
    identity(name, changes).mismatches.map(({ code }) => code);

  it('are not found on a machine that is as the catalogue says', () => {
    const asListed = { libc: 'glibc 2.28', userlandBits: 64, pageSize: 4096 };
    expect(codes('kylin-server-v10-sword', asListed)).toEqual([]);
  });

  it.each<[string, string, Partial<MachineTexts>, string[]]>([
    ['a container on another kernel', 'openeuler-20.03-lts-sp3-container', {}, ['kernel']],
    ['another C library', 'kylin-server-v10-sword', { libc: 'glibc 2.38' }, ['libc']],
    ['another page size', 'kylin-server-v10-sword', { pageSize: 65_536 }, ['page-size']],
    ['a 32-bit userland', 'kylin-server-v10-sword', { userlandBits: 32 }, ['userland-bits']],
    ['a 32-bit personality', 'kylin-server-v10-sword', { lscpu: 'Architecture: x86_64\n', machine: 'i686' }, ['isa']],
    ['an ISA that the system has no edition for', 'deepin-20.4', { machine: 'loongarch64' }, ['isa']],
    [
      'a virtual machine',
      'kylin-server-v10-sword',
      { lscpu: 'Architecture: x86_64\nHypervisor vendor: KVM\n' },
      ['virtual-machine'],
    ],
    [
      'an old-world loader on a new-world system',
      'anolis-23-loongarch64',
      { loaders: ['/lib64/ld.so.1'] },
      ['abi-world'],
    ],
    [
      'a new-world loader on an old-world system',
      'kylin-server-v10-lance',
      { machine: 'loongarch64', loaders: ['/lib64/ld-linux-loongarch-lp64d.so.1'] },
      ['abi-world'],
    ],
    [
      'both loaders',
      'anolis-23-loongarch64',
      { loaders: ['/lib64/ld.so.1', '/lib64/ld-linux-loongarch-lp64d.so.1'] },
      ['abi-world'],
    ],
    [
      'the loader of the system’s own world',
      'anolis-23-loongarch64',
      { loaders: ['/lib64/ld-linux-loongarch-lp64d.so.1'] },
      [],
    ],
  ])('are named for %s', (_case, name, changes, expected) => {
    expect(codes(name, changes)).toEqual(expected);
  });
});
