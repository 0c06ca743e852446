import { describe, expect, it } from '@jest/globals';
import { ask, fail, finding, OSES } from '../testing/example-world.js';
import type { Asked } from '../testing/example-world.js';

const onBase = finding(1, ['oe2203', 'h7280']);

describe('R5 derived operating systems', () => {
  it('infers from the declared base, whatever the ABI level', () => {
    for (const abiLevel of ['level1', 'level3', null] as const) {
      expect(ask([onBase], { os: 'uosE', release: { abiLevel } })).toMatchObject({
        status: 'expected',
        path: [
          { rule: 'R5', from: { os: 'openeuler/openeuler@22.03-lts' }, findingId: 'finding-1', certificate: 'SP-1' },
        ],
      });
    }
  });

  const module: NonNullable<Asked['release']> = { kernelModule: true };
  const abi = (of: 'oe2203' | 'uosE', words: string): NonNullable<Asked['oses']> => ({
    [of]: { kernelAbi: { x86_64: words } },
  });

  it.each<[string, Asked, string, string]>([
    ['another base', { oses: { uosE: { base: OSES.sp1.id } } }, 'R5', 'not-its-base'],
    ['no base at all', { oses: { uosE: { base: null } } }, 'R4', 'other-os-line'],
    ['a base without the ISA', { oses: { oe2203: { isas: ['aarch64'] } } }, 'R5', 'os-without-isa'],
    ['an unknown page size', { oses: { uosE: { pageSizes: {} } } }, 'R5', 'page-size-unknown'],
    ['another page size', { oses: { uosE: { pageSizes: { x86_64: 65536 } } } }, 'R5', 'page-size-differs'],
    ['a kernel module without kernel ABIs', { release: module }, 'R5', 'kernel-abi-unknown'],
    ['… with one', { release: module, oses: abi('uosE', 'a') }, 'R5', 'kernel-abi-unknown'],
    [
      '… with two that differ',
      { release: module, oses: { ...abi('uosE', 'a'), ...abi('oe2203', 'b') } },
      'R5',
      'kernel-abi-differs',
    ],
    ['a policy without it', { policy: { rules: ['R4'] } }, 'R4', 'other-os-line'],
  ])('refuses: %s', (_, asked, rule, code) => {
    expect(ask([onBase], { os: 'uosE', ...asked }).unknownBecause).toMatchObject({ rule, code });
  });

  it('carries a kernel module over where the kernel ABIs are equal', () => {
    const oses = { ...abi('uosE', 'a'), ...abi('oe2203', 'a') };
    expect(ask([onBase], { os: 'uosE', release: module, oses }).status).toBe('expected');
  });

  it('never from the derived OS to its base, nor over two declarations', () => {
    const derived = finding(1, ['uosE', 'h7280']);
    expect(ask([derived], { os: 'oe2203' }).unknownBecause).toMatchObject({ rule: 'R4', code: 'other-os-line' });
    const onDerived = { sp1: { base: OSES.uosE.id } };
    expect(ask([onBase], { os: 'sp1', oses: onDerived }).unknownBecause).toMatchObject({ code: 'not-its-base' });
  });

  it('leaves the word to R4 within one line', () => {
    const oses = { sp2: { base: OSES.sp1.id } };
    const asked: Asked = { os: 'sp2', oses, policy: { rules: ['R4', 'R5'] }, release: { abiLevel: 'level3' } };
    expect(ask([finding(1, ['sp1', 'h7280'])], asked)).toMatchObject({ status: 'expected', path: [{ rule: 'R5' }] });
    expect(ask([finding(1, ['sp3', 'h7280'])], asked).unknownBecause).toMatchObject({ rule: 'R4', code: 'backward' });
  });

  it('does not pass over the service packs of the base, but is blocked on the target and its siblings', () => {
    expect(ask([onBase, fail(2, ['uosE', 'h7285'])], { os: 'uosE' }).unknownBecause).toMatchObject({ rule: 'R8' });
    expect(ask([onBase, fail(2, ['oe2203', 'h7285'])], { os: 'uosE' }).status).toBe('expected');
  });
});
