import { describe, expect, it } from '@jest/globals';
import { platformIsa } from './platform-isa.js';

const isas = [
  { slug: 'x86_64', hardware: 'x86_64' },
  { slug: 'loongarch64', hardware: 'loongarch64' },
  { slug: 'loongarch64-ow', hardware: 'loongarch64' },
];

describe('platformIsa', () => {
  it.each([
    ['the shared ISA', ['aarch64', 'x86_64'], 'x86_64', 'x86_64'],
    ['the old world on the same silicon', ['x86_64', 'loongarch64-ow'], 'loongarch64', 'loongarch64-ow'],
    ['the new world', ['loongarch64'], 'loongarch64', 'loongarch64'],
    ['nothing where the OS does not run', ['aarch64'], 'x86_64', undefined],
    ['nothing where both worlds are offered', ['loongarch64', 'loongarch64-ow'], 'loongarch64', undefined],
    ['an ISA that an operator added without a second world', ['ppc64le'], 'ppc64le', 'ppc64le'],
  ])('is %s', (_case, osIsas, cpuIsa, expected) => {
    expect(platformIsa({ isas: osIsas }, { isa: cpuIsa }, isas)).toBe(expected);
  });
});
