import { createServer } from 'node:net';
import { readProcesses } from '../sandbox/process-table.js';
import { SLOTS, vendorUid } from '../sandbox/vendor-uid.js';

/**
 * Numbers the hosts on this machine. As root a number stands for a uid, and whatever runs under a host's uid is killed
 * after a job: no other agent of the machine may have the same one, and nothing else may run under it. It is held as an
 * abstract socket's name, which the kernel frees with the process, however that ends.
 */
export class HostSlots {
  readonly #slots = new Map<string, Promise<number>>();

  /** The host's number: the same for as long as the agent runs. */
  slotOf(host: string): Promise<number> {
    const slot = this.#slots.get(host) ?? this.#next(this.#slots.size);
    this.#slots.set(host, slot);
    return slot;
  }

  async #next(count: number): Promise<number> {
    if (process.getuid?.() !== 0) return count;
    const inUse = new Set(readProcesses().map(({ uid }) => uid));
    for (let slot = 0; slot < SLOTS; slot++) {
      if (inUse.has(vendorUid(slot))) continue;
      if (await holdName(`\0shipei-vendor-uid-${vendorUid(slot)}`)) return slot;
    }
    throw new Error('every uid for hosts of this machine is taken');
  }
}

function holdName(name: string): Promise<boolean> {
  const server = createServer((visitor) => visitor.destroy()).unref();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(name, () => resolve(true));
  });
}
