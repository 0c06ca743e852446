import type { BenchServer } from '../loading/bench-database.js';
import type { RegistryOptions } from '../options.js';
import type { Say } from '../say.js';

/** What every part of the registry's bench is measured in. Each makes the database that it needs. */
export interface RegistryScene {
  /** The checkout. */
  readonly root: string;
  readonly options: RegistryOptions;
  readonly server: BenchServer;
  readonly say: Say;
}
