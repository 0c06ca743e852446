import type { Executor } from '../executors/executor.js';
import { HostSlots } from './host-slots.js';

/** A host of this agent that the server knows. */
export interface Host {
  /** The server's id. */
  readonly id: string;
  readonly name: string;
  readonly pool: string;
  /** Its number on this machine, which no other host of any agent has. */
  readonly slot: number;
  readonly executor: Executor;
}

/**
 * Which hosts may be offered for work: those that the server calls ready and that neither wait for an answer to a
 * claim, nor run an attempt, nor still have to be cleaned after one.
 */
export class HostRoster {
  #hosts = new Map<string, Host>();
  #ready = new Set<string>();
  readonly #taken = new Set<string>();
  readonly slots = new HostSlots();

  /** Takes over what the server said at registration. */
  update(hosts: readonly (Host & { readonly ready: boolean })[]): void {
    this.#hosts = new Map(hosts.map((host) => [host.id, host]));
    this.#ready = new Set(hosts.filter(({ ready }) => ready).map(({ id }) => id));
  }

  get(id: string): Host | undefined {
    return this.#hosts.get(id);
  }

  free(): Host[] {
    return [...this.#hosts.values()].filter(({ id }) => this.#ready.has(id) && !this.#taken.has(id));
  }

  /** Whether the server holds some host back, so that asking again makes sense. */
  get someNotReady(): boolean {
    return this.#ready.size < this.#hosts.size;
  }

  take(ids: readonly string[]): void {
    for (const id of ids) this.#taken.add(id);
  }

  release(ids: readonly string[]): void {
    for (const id of ids) this.#taken.delete(id);
  }
}
