import { describe, expect, it } from '@jest/globals';
import type { AgentPool } from '../enrolment/credential-store.js';
import { hostName, offeredHosts } from './offered-hosts.js';

const pool = (slug: string, isa: string, executor: 'local' | 'emulated'): AgentPool => ({
  slug,
  isa,
  executor,
  cpu: 'acme/cpu',
  operatingSystems: [],
});
const qemu = { path: '/usr/bin/qemu-riscv64-static', version: 'qemu-riscv64 version 7.2.0' };

describe('offeredHosts', () => {
  const machine = { isa: 'x86_64', emulatorOf: (isa: string) => (isa === 'riscv64' ? qemu : undefined) };

  it('offers the pools of this machine’s ISA and those that it can emulate', () => {
    const pools = [
      pool('hygon', 'x86_64', 'local'),
      pool('kunpeng', 'aarch64', 'local'),
      pool('riscv', 'riscv64', 'emulated'),
      pool('sunway', 'sw_64', 'emulated'),
    ];
    expect(offeredHosts('Lab 1', pools, machine)).toEqual([
      { name: 'lab-1.hygon', pool: 'hygon', emulator: undefined },
      { name: 'lab-1.riscv', pool: 'riscv', emulator: qemu },
    ]);
  });

  it('takes both ABI worlds of LoongArch for the silicon’s', () => {
    const loongson = { isa: 'loongarch64', emulatorOf: () => undefined };
    const pools = [pool('old', 'loongarch64-ow', 'local'), pool('new', 'loongarch64', 'local')];
    expect(offeredHosts('l', pools, loongson).map((host) => host.pool)).toEqual(['old', 'new']);
  });
});

describe('hostName', () => {
  it.each([
    ['a host name', 'node7.lab.example', 'p', 'node7-lab-example.p'],
    ['Chinese', '北京一号机', 'p', 'p'],
    ['something long', 'n'.repeat(80), 'pool-1', `${'n'.repeat(57)}.pool-1`],
    ['a long pool', 'node', 'p'.repeat(64), 'p'.repeat(64)],
  ])('makes a slug of %s', (_case, agent, poolSlug, expected) => {
    expect(hostName(agent, poolSlug)).toBe(expected);
    expect(hostName(agent, poolSlug)).toMatch(/^[a-z0-9]+(?:[._+-]+[a-z0-9]+)*$/);
  });
});
