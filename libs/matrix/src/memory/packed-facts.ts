import type { Policy } from '#libs/domain';
import type { Acts } from './acts.js';
import type { FindingRows } from './finding-rows.js';
import type { Inheritances } from './inheritances.js';
import type { PlatformWorld } from './platform-world.js';
import type { ReleaseWorld } from './release-world.js';

/** Everything that answers are derived from, packed; one per revision of catalogue, releases and policy. */
export interface PackedFacts {
  readonly platforms: PlatformWorld;
  readonly releases: ReleaseWorld;
  readonly rows: FindingRows;
  readonly acts: Acts;
  readonly policy: Policy;
  readonly policies: ReadonlyMap<string, Policy>;
  readonly schemes: readonly (string | null)[];
  readonly inheritances: Inheritances;
}
