import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { isaOf, parseLscpu } from './lscpu.js';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}.lscpu.txt`, import.meta.url), 'utf8');

describe('parseLscpu', () => {
  it('reads an x86 virtual machine', () => {
    expect(parseLscpu(fixture('intel-xeon-virtual'))).toEqual({
      architecture: 'x86_64',
      vendorId: 'GenuineIntel',
      modelName: 'Intel(R) Xeon(R) Processor',
      biosModelName: undefined,
      cpus: 2,
      sockets: 1,
      coresPerSocket: 2,
      threadsPerCore: 1,
      hypervisorVendor: 'KVM',
      flags: ['fpu', 'sse4_2', 'avx2', 'avx512f'],
    });
  });

  it('reads an Arm server, whose firmware knows more than its kernel', () => {
    expect(parseLscpu(fixture('ft-2000-plus-64'))).toMatchObject({
      architecture: 'aarch64',
      vendorId: 'Phytium',
      modelName: 'FTC662',
      biosModelName: 'FT-2000+/64',
      cpus: 64,
      hypervisorVendor: undefined,
    });
  });

  it('reads indented output without a socket count', () => {
    expect(parseLscpu(fixture('kunpeng-920-new-lscpu'))).toMatchObject({
      modelName: 'TaiShan-v110',
      cpus: 96,
      sockets: undefined,
      coresPerSocket: undefined,
    });
  });

  it('reads LoongArch and MIPS machines, which name no vendor', () => {
    expect(parseLscpu(fixture('loongson-3c6000-d'))).toMatchObject({
      architecture: 'loongarch64',
      vendorId: undefined,
      modelName: 'Loongson-3C6000/D',
      threadsPerCore: 2,
    });
    expect(parseLscpu(fixture('loongson-3a4000')).modelName).toBe('Loongson-3A R4 (Loongson-3A4000) @ 1800MHz');
  });

  it('reads a RISC-V machine that names nothing but its architecture', () => {
    expect(parseLscpu(fixture('sg2042'))).toMatchObject({ architecture: 'riscv64', modelName: undefined, cpus: 64 });
  });

  it('takes the first value of labels that repeat, as on big.LITTLE', () => {
    const text = 'Architecture: aarch64\nModel name: Cortex-A55\nModel name: Cortex-A76\n';
    expect(parseLscpu(text).modelName).toBe('Cortex-A55');
  });

  it.each([
    ['nothing', ''],
    ['no labels', 'lscpu: failed to determine number of CPUs'],
    ['binary noise', '\0\u0001\uffff'],
  ])('makes empty facts of %s', (_case, text) => {
    expect(parseLscpu(text)).toMatchObject({ architecture: '', modelName: undefined, cpus: undefined, flags: [] });
  });
});

describe('isaOf', () => {
  it.each([
    ['x86_64', 'x86_64'],
    ['aarch64', 'aarch64'],
    ['arm64', 'aarch64'],
    ['loongarch64', 'loongarch64'],
    ['mips64', 'mips64el'],
    ['sw_64', 'sw_64'],
    ['riscv64', 'riscv64'],
    ['ppc64le', 'ppc64le'],
    ['', ''],
  ])('of %s is %s', (architecture, isa) => {
    expect(isaOf(architecture)).toBe(isa);
  });
});
