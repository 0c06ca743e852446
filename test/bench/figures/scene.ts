import type { BenchServer } from '../loading/bench-database.js';
import type { MatrixOptions } from '../options.js';
import type { ApiProcess } from '../processes/api-process.js';
import type { Say } from '../say.js';
import type { WorldSize } from '../world/size.js';

/** What every figure is measured in. */
export interface Scene {
  /** The checkout. */
  readonly root: string;
  readonly options: MatrixOptions;
  readonly size: WorldSize;
  readonly server: BenchServer;
  readonly databaseUrl: string;
  /** The product's API process on the world. */
  readonly api: ApiProcess;
  readonly say: Say;
}
