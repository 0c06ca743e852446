import { describe, expect, it } from '@jest/globals';
import { ask, finding } from '../testing/example-world.js';
import type { Asked, OsKey } from '../testing/example-world.js';

describe('R4 OS service packs', () => {
  it.each<[OsKey, OsKey]>([
    ['sp2', 'sp3'],
    ['sp1', 'sp3'],
    ['sp1', 'sp4'],
  ])('infers forward from %s to %s in one step over any distance', (from, to) => {
    const answer = ask([finding(1, [from, 'h7280'])], { os: to });
    expect(answer.status).toBe('expected');
    expect(answer.path).toEqual([
      {
        rule: 'R4',
        from: { os: `kylinsoft/kylin-server@v10-${from}` },
        findingId: 'finding-1',
        certificate: 'SP-1',
      },
    ]);
  });

  it('takes the nearest service pack as the source', () => {
    const answer = ask([finding(1, ['sp2', 'h7280']), finding(2, ['sp1', 'h7280'])]);
    expect(answer.sources).toEqual([{ number: 1, id: 'finding-1' }]);
  });

  it.each<[OsKey, OsKey, string, Asked]>([
    ['sp4', 'sp3', 'backward', {}],
    ['sp4', 'sp3', 'backward', { oses: { sp4: { ordinal: 3 } } }],
    ['sp3', 'v11', 'other-os-major', {}],
    ['v11', 'sp3', 'other-os-major', {}],
    ['oe2203', 'sp3', 'other-os-line', {}],
    ['sp2', 'sp3', 'abi-level-too-narrow', { release: { abiLevel: 'level2' } }],
    ['sp2', 'sp3', 'abi-level-too-narrow', { release: { abiLevel: 'level3' } }],
    ['sp2', 'sp3', 'abi-level-unstated', { release: { abiLevel: null } }],
    ['sp2', 'sp3', 'page-size-differs', { oses: { sp2: { pageSizes: { x86_64: 65536 } } } }],
    ['sp2', 'sp3', 'page-size-unknown', { oses: { sp2: { pageSizes: {} } } }],
    ['sp2', 'sp3', 'page-size-unknown', { oses: { sp3: { pageSizes: { aarch64: 4096 } } } }],
    ['sp2', 'sp3', 'os-without-isa', { oses: { sp2: { isas: ['aarch64'] } } }],
  ])('never from %s to %s: %s', (from, to, code, asked) => {
    const answer = ask([finding(1, [from, 'h7280'])], { os: to, ...asked });
    expect(answer.status).toBe('unknown');
    expect(answer.unknownBecause).toMatchObject({ code, rule: 'R4', nearest: { findingId: 'finding-1' } });
  });

  it.each<[string, Asked, string]>([
    ['level2 over the line', { release: { abiLevel: 'level2' } }, 'expected'],
    ['none stated, over the line', { release: { abiLevel: null } }, 'expected'],
    ['level1 within a service pack', { release: { abiLevel: 'level1' } }, 'abi-level-too-narrow'],
    ['level3 nowhere', { release: { abiLevel: 'level3' } }, 'abi-level-too-narrow'],
  ])('goes as far as the policy lets an ABI level reach: %s', (_, asked, outcome) => {
    const abiReach = { level1: 'service-pack', level2: 'line', level3: 'none', undeclared: 'line' } as const;
    const { status, unknownBecause } = ask([finding(1, ['sp2', 'h7280'])], { ...asked, policy: { abiReach } });
    expect(unknownBecause?.code ?? status).toBe(outcome);
  });

  it('tells a level that nobody stated from one that is too narrow', () => {
    const abiReach = { level1: 'line', level2: 'none', level3: 'none', undeclared: 'service-pack' } as const;
    const asked: Asked = { release: { abiLevel: null }, policy: { abiReach } };
    expect(ask([finding(1, ['sp2', 'h7280'])], asked).unknownBecause).toMatchObject({ code: 'abi-level-too-narrow' });
  });

  it.each<[string, string | undefined, string | undefined, string]>([
    ['equal', 'kabi-1', 'kabi-1', 'expected'],
    ['different', 'kabi-1', 'kabi-2', 'kernel-abi-differs'],
    ['unknown before', undefined, 'kabi-1', 'kernel-abi-unknown'],
    ['unknown after', 'kabi-1', undefined, 'kernel-abi-unknown'],
    ['unknown on both sides', undefined, undefined, 'kernel-abi-unknown'],
  ])('a kernel module needs a matching kernel ABI: %s', (_, before, after, outcome) => {
    const known = (abi: string | undefined): Record<string, string> => (abi === undefined ? {} : { x86_64: abi });
    const oses = { sp2: { kernelAbi: known(before) }, sp3: { kernelAbi: known(after) } };
    const findings = [finding(1, ['sp2', 'h7280'])];
    const { status, unknownBecause } = ask(findings, { oses, release: { kernelModule: true } });
    expect(unknownBecause?.code ?? status).toBe(outcome);
    expect(ask(findings, { oses }).status).toBe('expected');
  });

  it('judges the page size of the ISA in question only', () => {
    const oses = { sp2: { pageSizes: { x86_64: 4096, aarch64: 4096 } } };
    expect(ask([finding(1, ['sp2', 'h7280'])], { oses }).status).toBe('expected');
    expect(ask([finding(1, ['sp2', 'kunpeng920'])], { cpu: 'kunpeng920', oses }).status).toBe('unknown');
  });

  it('infers nothing for a platform that the catalogue does not have', () => {
    const answer = ask([finding(1, ['sp3', 'h7285'])], { oses: { sp3: { isas: ['aarch64'] } } });
    expect(answer.unknownBecause).toEqual({ code: 'no-such-platform', rule: null, nearest: null });
  });

  it('is off when the policy does not name it', () => {
    expect(ask([finding(1, ['sp2', 'h7280'])], { policy: { rules: ['R1'] } }).status).toBe('unknown');
  });
});
