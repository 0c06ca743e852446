import type { AgentPool } from '../enrolment/credential-store.js';
import type { Emulator } from '../executors/emulators.js';

/** A host that this machine can be in a pool. */
export interface OfferedHost {
  readonly name: string;
  readonly pool: string;
  readonly emulator: Emulator | undefined;
}

/** What the machine can do, as far as the choice of hosts depends on it. */
export interface Machine {
  /** ISA of the silicon. */
  readonly isa: string;
  readonly emulatorOf: (isa: string) => Emulator | undefined;
}

const SLUG_UNITS = 64;

/**
 * One host for each pool that this machine can serve: a pool of real hosts wants the machine's own ISA, an emulated one
 * an emulator of its ISA.
 *
 * Both ABI worlds of LoongArch run on one silicon; which of them the machine's OS is, its operator has said by the
 * pool that the agent was enrolled for.
 */
export function offeredHosts(agentName: string, pools: readonly AgentPool[], machine: Machine): OfferedHost[] {
  return pools.flatMap((pool) => {
    const emulator = pool.executor === 'emulated' ? machine.emulatorOf(pool.isa) : undefined;
    const fits = pool.executor === 'emulated' ? emulator !== undefined : pool.isa.replace(/-ow$/, '') === machine.isa;
    return fits ? [{ name: hostName(agentName, pool.slug), pool: pool.slug, emulator }] : [];
  });
}

/** A slug from agent and pool. The pool's end is kept, as it is what tells an agent's hosts apart. */
export function hostName(agentName: string, pool: string): string {
  const room = SLUG_UNITS - pool.length - 1;
  const agent = agentName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, Math.max(room, 0))
    .replace(/^-+|-+$/g, '');
  return agent === '' ? pool : `${agent}.${pool}`;
}
