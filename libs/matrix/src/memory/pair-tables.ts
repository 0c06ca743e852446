import {
  PUBLIC_AUDIENCE,
  walkTo,
  type Place,
  type Platform,
  type Policy,
  type ReleaseFacts,
  type Way,
} from '#libs/domain';
import type { PlatformWorld } from './platform-world.js';

/** From one platform to another by the rules of the platform axes. */
export type PlatformWalk =
  | { readonly steps: readonly { readonly rule: string; readonly axis: 'cpu' | 'os' }[] }
  | { readonly rule: string | null; readonly code: string };

/**
 * What the rules of the platform axes say about every pair of platforms, for one policy and one kind of release: the
 * domain's own rules, asked once for each pair instead of once for each cell.
 */
export class PairTable {
  /** By `from × platforms + to`: place in {@link walks}. */
  readonly walkOf: Uint8Array;
  readonly walks: readonly PlatformWalk[];
  /** Steps of each walk, or 255 where it is refused. */
  readonly steps: Uint8Array;
  /** By pair of OS releases: places of those that the step between them enters. */
  readonly #passedOver: Map<number, Uint16Array>;
  readonly #world: PlatformWorld;

  constructor(world: PlatformWorld, policy: Policy, release: ReleaseFacts) {
    this.#world = world;
    this.#passedOver = new Map();
    const size = world.size;
    this.walkOf = new Uint8Array(size * size);
    const places = new Map<string, number>();
    const walks: PlatformWalk[] = [];
    const osPlace = new Map(world.osReleases.map(({ id }, place) => [id, place]));
    const platforms = world.platforms.map(({ os, cpu }) => platformAt(world, os, cpu));
    for (let from = 0; from < size; from += 1) {
      for (let to = 0; to < size; to += 1) {
        const [start, end] = [platforms[from], platforms[to]];
        if (start === undefined || end === undefined) continue;
        const walk = walkBetween({ ...start, release }, { ...end, release }, world, policy);
        const told: PlatformWalk =
          'code' in walk
            ? { rule: walk.rule, code: walk.code }
            : {
                steps: walk.steps.map(({ rule, from: left }) => ({
                  rule,
                  axis: left.cpu === undefined ? 'os' : 'cpu',
                })),
              };
        const key = JSON.stringify(told);
        let place = places.get(key);
        if (place === undefined) {
          place = walks.push(told) - 1;
          if (place > 254) throw new Error('more kinds of walks between platforms than a byte can tell apart');
          places.set(key, place);
        }
        this.walkOf[from * size + to] = place;
        if (!('code' in walk)) this.#rememberPassedOver(start, end, walk.enters, osPlace);
      }
    }
    this.walks = walks;
    this.steps = Uint8Array.from(walks, (walk) => ('code' in walk ? REFUSED : walk.steps.length));
  }

  /** Places of the OS releases that the OS step between two platforms enters, the target's included; none without a step. */
  osEntered(from: number, to: number): Uint16Array {
    const [fromOs, toOs] = [this.#world.osOf[from] ?? 0, this.#world.osOf[to] ?? 0];
    return fromOs === toOs ? NONE : (this.#passedOver.get(fromOs * 65_536 + toOs) ?? NONE);
  }

  #rememberPassedOver(
    from: Platform,
    to: Platform,
    enters: readonly Platform[],
    osPlace: ReadonlyMap<string, number>,
  ): void {
    if (from.os.id === to.os.id) return;
    const key = (osPlace.get(from.os.id) ?? 0) * 65_536 + (osPlace.get(to.os.id) ?? 0);
    if (this.#passedOver.has(key)) return;
    const entered = enters.filter(({ os }) => os.id !== from.os.id).map(({ os }) => osPlace.get(os.id) ?? 0);
    this.#passedOver.set(key, Uint16Array.from(entered));
  }
}

export const REFUSED = 255;
const NONE = new Uint16Array(0);

/** The domain's walk, between two platforms for one release. */
function walkBetween(
  from: Place,
  to: Place,
  world: PlatformWorld,
  policy: Policy,
): Way | { rule: string | null; code: string } {
  const question = { ...to, secondReleaseId: null, audience: PUBLIC_AUDIENCE, validAt: 0, knownAtRevision: 0 };
  const { osReleases, cpuModels } = world;
  return walkTo(question, from, { findings: [], releases: [], osReleases, cpuModels, policy, policies: [] }, policy);
}

function platformAt(world: PlatformWorld, os: number, cpu: number): Platform | undefined {
  const [osRelease, cpuModel] = [world.osReleases[os], world.cpuModels[cpu]];
  return osRelease === undefined || cpuModel === undefined ? undefined : { os: osRelease, cpu: cpuModel };
}

/** One table for each kind of release that the platform rules tell apart, made when first needed. */
export class PairTables {
  readonly #tables = new Map<string, PairTable>();
  readonly #world: PlatformWorld;
  readonly #policy: Policy;

  constructor(world: PlatformWorld, policy: Policy) {
    this.#world = world;
    this.#policy = policy;
  }

  for(release: ReleaseFacts): PairTable {
    const key = `${release.abiLevel ?? 'undeclared'} ${String(release.kernelModule)}`;
    let table = this.#tables.get(key);
    if (table === undefined) {
      table = new PairTable(this.#world, this.#policy, release);
      this.#tables.set(key, table);
    }
    return table;
  }
}

/** Distance of a source for the choice of the nearest one, by `from × platforms + to`; smaller is nearer. */
export function nearness(world: PlatformWorld, distance: (from: Platform, to: Platform) => number): Uint8Array {
  const size = world.size;
  const table = new Uint8Array(size * size);
  const platforms = world.platforms.map(({ os, cpu }) => platformAt(world, os, cpu));
  for (let from = 0; from < size; from += 1) {
    for (let to = 0; to < size; to += 1) {
      const [start, end] = [platforms[from], platforms[to]];
      if (start !== undefined && end !== undefined) table[from * size + to] = distance(start, end);
    }
  }
  return table;
}
