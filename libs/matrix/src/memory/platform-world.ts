import { CoordinatePlaces } from './coordinate-places.js';
import { sameGeneration, type CpuModel, type OsRelease } from '#libs/domain';

/** One column of the matrix, by places in the lists of the world. */
export interface PlatformEntry {
  /** Number in the database. */
  readonly id: number;
  readonly os: number;
  readonly cpu: number;
}

/** The catalogue as of a revision, with places (small integers) instead of ids. */
export class PlatformWorld {
  readonly osReleases: readonly OsRelease[];
  readonly cpuModels: readonly CpuModel[];
  readonly platforms: readonly PlatformEntry[];
  /** Generation group by CPU place: R1 infers within one, R8 blocks within one. */
  readonly cpuGroup: Uint16Array;
  readonly cpuGroups: number;
  /** ISAs of the CPU models, and the place among them by CPU place. */
  readonly isas: readonly string[];
  readonly isaOf: Uint8Array;
  readonly osOf: Uint16Array;
  readonly cpuOf: Uint16Array;
  /** A platform whose OS does not exist for the CPU's ISA; nothing is inferred into it. */
  readonly isImpossible: Uint8Array;
  /** First instant (epoch seconds) out of support by OS place; infinity for none known. */
  readonly osEndOfLife: Float64Array;
  readonly #placeOfId: Int32Array;
  readonly #osOfCoordinate = new CoordinatePlaces();
  readonly #cpuOfCoordinate = new CoordinatePlaces();
  /** By OS place × CPU models + CPU place; -1 for no platform. */
  readonly #placeOfParts: Int32Array;

  constructor(
    osReleases: readonly OsRelease[],
    cpuModels: readonly CpuModel[],
    platforms: readonly { readonly id: number; readonly osReleaseId: string; readonly cpuModelId: string }[],
  ) {
    this.osReleases = osReleases;
    this.cpuModels = cpuModels;
    const osPlace = new Map(osReleases.map(({ id }, place) => [id, place]));
    const cpuPlace = new Map(cpuModels.map(({ id }, place) => [id, place]));
    this.platforms = platforms.flatMap(({ id, osReleaseId, cpuModelId }) => {
      const os = osPlace.get(osReleaseId);
      const cpu = cpuPlace.get(cpuModelId);
      // A platform whose parts are not known yet at this revision is not a column yet.
      return os === undefined || cpu === undefined ? [] : [{ id, os, cpu }];
    });
    this.osOf = Uint16Array.from(this.platforms, ({ os }) => os);
    this.cpuOf = Uint16Array.from(this.platforms, ({ cpu }) => cpu);
    this.isas = [...new Set(cpuModels.map(({ isa }) => isa))];
    this.isaOf = Uint8Array.from(cpuModels, ({ isa }) => this.isas.indexOf(isa));
    this.osEndOfLife = Float64Array.from(osReleases, ({ endOfLife }) =>
      endOfLife === null ? Infinity : endOfLife / 1000,
    );
    this.isImpossible = Uint8Array.from(this.platforms, ({ os, cpu }) => {
      const isa = cpuModels[cpu]?.isa ?? '';
      return osReleases[os]?.isas.includes(isa) === true ? 0 : 1;
    });
    [this.cpuGroup, this.cpuGroups] = generationGroups(cpuModels);
    const highest = this.platforms.reduce((max, { id }) => Math.max(max, id), 0);
    this.#placeOfId = new Int32Array(highest + 1).fill(-1);
    this.#placeOfParts = new Int32Array(osReleases.length * cpuModels.length).fill(-1);
    this.platforms.forEach(({ id, os, cpu }, place) => {
      this.#placeOfId[id] = place;
      this.#placeOfParts[os * cpuModels.length + cpu] = place;
    });
    osReleases.forEach(({ coordinate }, place) => this.#osOfCoordinate.set(coordinate, place));
    cpuModels.forEach(({ coordinate }, place) => this.#cpuOfCoordinate.set(coordinate, place));
  }

  get size(): number {
    return this.platforms.length;
  }

  /** Place of the platform with that number in the database, or -1. */
  placeOfId(id: number): number {
    return this.#placeOfId[id] ?? -1;
  }

  placeOf(os: string, cpu: string): number {
    return this.#placeOf(this.#osOfCoordinate.placeOf(os), this.#cpuOfCoordinate.placeOf(cpu));
  }

  /** The same by the coordinates as they stand in a URL's query. */
  placeInQuery(os: string, cpu: string): number {
    return this.#placeOf(this.#osOfCoordinate.placeInQuery(os), this.#cpuOfCoordinate.placeInQuery(cpu));
  }

  #placeOf(os: number, cpu: number): number {
    return os === -1 || cpu === -1 ? -1 : (this.#placeOfParts[os * this.cpuModels.length + cpu] ?? -1);
  }
}

function generationGroups(cpuModels: readonly CpuModel[]): [Uint16Array, number] {
  const groups = new Uint16Array(cpuModels.length);
  const representatives: CpuModel[] = [];
  cpuModels.forEach((cpu, place) => {
    const known = representatives.findIndex((representative) => sameGeneration(representative, cpu));
    groups[place] = known === -1 ? representatives.push(cpu) - 1 : known;
  });
  return [groups, representatives.length];
}
