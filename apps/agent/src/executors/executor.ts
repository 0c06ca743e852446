import type { HostFacts } from '../hosts/host-facts.js';

/** How a host carries out a plan's `run` and `start` steps. What surrounds them is the same for all executors. */
export interface Executor {
  /** The argv that really runs for a plan's argv. */
  command(argv: readonly string[]): readonly string[];
  /** What a result measured through this executor must say about itself. */
  readonly facts: HostFacts;
}
