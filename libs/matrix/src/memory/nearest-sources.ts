import { servicePacksApart, type Platform } from '#libs/domain';
import type { Passes } from './passes.js';
import type { PlatformWorld } from './platform-world.js';
import { NONE } from './release-reading.js';
import type { ReleaseLeg } from './release-world.js';
import { IN_FORCE } from './standing.js';

/*
 * What the order of the domain's `unknownAnswer` asks of a source, in one number, the first criterion in the highest bits:
 * distance, standing, patches apart, service packs apart. What still is equal is settled by the order in which sources are
 * looked at: the latest test first, then the latest number.
 */
const DISTANCE_SHIFT = 26;
const NOT_IN_FORCE = 2 ** 25;
const PATCHES_SHIFT = 13;
const PACKS_MASK = 2 ** PATCHES_SHIFT - 1;
/** Packed by pair of platforms: distance above the rank of the service packs apart. */
const PACKED_DISTANCE = ~PACKS_MASK;
const FARTHER_THAN_ANY = 0x7fff_ffff;

/** Finds the nearest source of each cell that stays unknown. */
export class NearestSources {
  /** By `from × platforms + to`: distance, and the rank of the service packs apart. */
  readonly #apart: Uint16Array;
  readonly #size: number;
  readonly #best: Int32Array;
  readonly #nearest: Int32Array;
  readonly #order: number[] = [];

  /** @param distance from 0 to 7 */
  constructor(world: PlatformWorld, distance: (from: Platform, to: Platform) => number) {
    this.#size = world.size;
    this.#best = new Int32Array(world.size);
    this.#nearest = new Int32Array(world.size);
    this.#apart = apartness(world, distance);
  }

  /**
   * Place of the nearest pass by platform, or -1; of use for those platforms only for which all visible passes are refused.
   * The release's own passes come before those of its kin, whatever else is said for these.
   */
  find(passes: Passes, legs: readonly ReleaseLeg[], platforms: readonly number[]): Int32Array {
    this.#best.fill(FARTHER_THAN_ANY);
    this.#nearest.fill(NONE);
    for (const i of this.#ordered(passes, true)) this.#offer(i, passes, undefined, 0, platforms);
    const left = platforms.filter((platform) => this.#nearest[platform] === NONE);
    if (left.length === 0 || legs.length === 0) return this.#nearest;
    const patches = [...new Set(legs.map(({ patchesApart }) => patchesApart))].sort((a, b) => a - b);
    if (patches.length << PATCHES_SHIFT > NOT_IN_FORCE)
      throw new Error('more releases of one line than can be told apart');
    for (const i of this.#ordered(passes, false)) {
      const leg = legs[passes.leg[i] ?? NONE];
      if (leg !== undefined) this.#offer(i, passes, leg, patches.indexOf(leg.patchesApart), left);
    }
    return this.#nearest;
  }

  /** Visible passes, the latest first. */
  #ordered({ count, isVisible, leg, testEnd, number }: Passes, isOwn: boolean): readonly number[] {
    const order = this.#order;
    order.length = 0;
    for (let i = 0; i < count; i += 1) if (isVisible[i] === 1 && (leg[i] === NONE) === isOwn) order.push(i);
    return order.sort((a, b) => (testEnd[b] ?? 0) - (testEnd[a] ?? 0) || (number[b] ?? 0) - (number[a] ?? 0));
  }

  #offer(i: number, passes: Passes, leg: ReleaseLeg | undefined, patches: number, platforms: readonly number[]): void {
    const [apart, best, nearest] = [this.#apart, this.#best, this.#nearest];
    const from = passes.platform[i] ?? 0;
    const base = from * this.#size;
    const standing = passes.standing[i] === IN_FORCE ? 0 : NOT_IN_FORCE;
    const fixed = ((leg?.distance ?? 0) << DISTANCE_SHIFT) + standing + (patches << PATCHES_SHIFT);
    const own = leg === undefined ? from : NONE;
    for (const to of platforms) {
      const packed = apart[base + to] ?? 0;
      // Sixteen bits, the distance in the upper three: moved up to where distances are added.
      const key =
        (fixed + ((packed & PACKED_DISTANCE) << (DISTANCE_SHIFT - PATCHES_SHIFT)) + (packed & PACKS_MASK)) | 0;
      if (key < (best[to] ?? 0) && to !== own) {
        best[to] = key;
        nearest[to] = i;
      }
    }
  }
}

function apartness(world: PlatformWorld, distance: (from: Platform, to: Platform) => number): Uint16Array {
  const { size } = world;
  const platforms = world.platforms.flatMap(({ os, cpu }): Platform[] => {
    const [osRelease, cpuModel] = [world.osReleases[os], world.cpuModels[cpu]];
    return osRelease === undefined || cpuModel === undefined ? [] : [{ os: osRelease, cpu: cpuModel }];
  });
  const packs = new Set(world.osReleases.flatMap((a) => world.osReleases.map((b) => servicePacksApart(a, b))));
  if (packs.size > PACKS_MASK) throw new Error('more service packs of one line than can be told apart');
  const rank = new Map([...packs].sort((a, b) => a - b).map((apart, place) => [apart, place]));
  const table = new Uint16Array(size * size);
  platforms.forEach((from, i) => {
    platforms.forEach((to, j) => {
      const far = distance(from, to);
      if (far > 7) throw new Error('a distance that three bits cannot tell');
      table[i * size + j] = (far << PATCHES_SHIFT) | (rank.get(servicePacksApart(from.os, to.os)) ?? 0);
    });
  });
  return table;
}
