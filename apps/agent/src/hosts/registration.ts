import type { Logger } from '#libs/runtime';
import type { AgentPool } from '../enrolment/credential-store.js';
import { emulatedExecutor } from '../executors/emulated.js';
import { findEmulator, type Emulator } from '../executors/emulators.js';
import { localExecutor } from '../executors/local.js';
import type { Isolation } from '../sandbox/sandbox.js';
import type { AgentApi, AttemptKey, Registration } from '../server/agent-api.js';
import type { HostRoster } from './host-roster.js';
import { collectMachineFacts, machineIsa } from './machine-facts.js';
import { offeredHosts, type OfferedHost } from './offered-hosts.js';

export interface RegistrationOptions {
  readonly api: AgentApi;
  readonly agentName: string;
  readonly version: string;
  readonly isolation: Isolation;
  readonly roster: HostRoster;
  readonly log: Logger;
}

/** Pools may change between two answers; an operator who changes them all the time is asked again later. */
const ROUNDS = 3;

/**
 * Tells the server what this machine offers and which attempts it holds, and takes over its answer. Asks again where
 * the answer names other pools than the hosts were made for.
 */
export async function register(
  options: RegistrationOptions,
  knownPools: readonly AgentPool[],
  attempts: readonly AttemptKey[],
  signal: AbortSignal,
): Promise<Registration> {
  let pools = knownPools;
  for (let round = 1; ; round++) {
    const offered = await findHosts(options.agentName, pools);
    const machine = await collectMachineFacts();
    const body = {
      version: options.version,
      hosts: offered.map((host) => ({
        name: host.name,
        pool: host.pool,
        facts: factsOf(host, machine, options.isolation),
      })),
      attempts: attempts.map(({ id, secret }) => ({ id, token: secret })),
    };
    const answer = await options.api.register(body, signal);
    if (round < ROUNDS && !samePools(pools, answer.pools)) {
      pools = answer.pools;
      continue;
    }
    options.roster.update(await knownHosts(options.roster, offered, answer));
    options.log.info({ hosts: answer.hosts, attempts: answer.attempts }, 'registered');
    return answer;
  }
}

async function findHosts(agentName: string, pools: readonly AgentPool[]): Promise<OfferedHost[]> {
  const emulators = new Map<string, Emulator>();
  for (const { isa } of pools.filter(({ executor }) => executor === 'emulated')) {
    const emulator = await findEmulator(isa);
    if (emulator !== undefined) emulators.set(isa, emulator);
  }
  return offeredHosts(agentName, pools, { isa: machineIsa(), emulatorOf: (isa) => emulators.get(isa) });
}

function factsOf(
  { emulator }: OfferedHost,
  machine: Awaited<ReturnType<typeof collectMachineFacts>>,
  isolation: Isolation,
): Record<string, string | number | boolean | null> {
  const emulation = emulator === undefined ? {} : emulatedExecutor(emulator).facts;
  return { ...machine, isolation, executor: emulator === undefined ? 'local' : 'emulated', ...emulation };
}

async function knownHosts(
  roster: HostRoster,
  offered: readonly OfferedHost[],
  answer: Registration,
): Promise<Parameters<HostRoster['update']>[0]> {
  const known = answer.hosts.map(async ({ id, name, pool, state }) => {
    const host = offered.find((one) => one.name === name && one.pool === pool);
    if (host === undefined) return undefined;
    const executor = host.emulator === undefined ? localExecutor : emulatedExecutor(host.emulator);
    return { id, name, pool, slot: await roster.slots.slotOf(name), executor, ready: state === 'ready' };
  });
  return (await Promise.all(known)).filter((host) => host !== undefined);
}

function samePools(a: readonly AgentPool[], b: readonly AgentPool[]): boolean {
  const describe = (pools: readonly AgentPool[]): string =>
    JSON.stringify(pools.map(({ slug, isa, executor }) => [slug, isa, executor]).sort());
  return describe(a) === describe(b);
}
