import { sameGeneration, sameMajor } from './platform-model.js';
import type { CpuModel, OsRelease, Platform } from './platform-model.js';

/*
 * How far what is said of one platform can reach, whatever the policy: models of its CPU's generation (R1, R8), later service
 * packs of its OS release's major (R4, R8), and what is derived from that OS release (R5). A rule that carries results over
 * another way along these axes has to be told here.
 */

/** R4 passes over the earlier service packs of a major, R5 starts from the base. */
export function reachesOs(from: OsRelease, to: OsRelease): boolean {
  return from.id === to.id || (sameMajor(from, to) && from.ordinal <= to.ordinal) || to.base === from.id;
}

interface Reaching {
  /** Ids of the OS releases and CPU models whose results can matter. */
  readonly systems: readonly string[];
  readonly models: readonly string[];
}

/** Which platforms' results can matter for which, looked up once for a catalogue. */
export class PlatformReach {
  readonly #osReleases: readonly OsRelease[];
  readonly #cpuModels: readonly CpuModel[];
  readonly #systems = new Map<string, readonly string[]>();
  readonly #models = new Map<string, readonly string[]>();

  constructor(osReleases: readonly OsRelease[], cpuModels: readonly CpuModel[]) {
    this.#osReleases = osReleases;
    this.#cpuModels = cpuModels;
  }

  into({ os, cpu }: Platform): Reaching {
    const systems = this.#systems.get(os.id) ?? idsOf(this.#osReleases.filter((from) => reachesOs(from, os)));
    const models = this.#models.get(cpu.id) ?? idsOf(this.#cpuModels.filter((from) => sameGeneration(from, cpu)));
    this.#systems.set(os.id, systems);
    this.#models.set(cpu.id, models);
    return { systems, models };
  }
}

function idsOf(list: readonly { readonly id: string }[]): string[] {
  return list.map(({ id }) => id);
}
