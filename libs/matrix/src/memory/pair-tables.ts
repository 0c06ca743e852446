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
 * What the rules of the platform axes say about every pair of platforms, for one policy and one kind of release. The
 * domain's own rules are asked once for each pair of CPUs, and once for each pair of OS releases and ISA: rules of the CPU
 * axis look at CPUs only, those of the OS axis at OS releases and the ISA they run on.
 */
export class PairTable {
  /** By `from × platforms + to`: place in {@link walks}. */
  readonly walkOf: Uint8Array;
  readonly walks: readonly PlatformWalk[];
  /** Steps of each walk, or 255 where it is refused. */
  readonly steps: Uint8Array;
  /** Platforms that a walk from platform p reaches: `reached[reachedFrom[p]]` up to `reached[reachedFrom[p + 1]]`. */
  readonly reachedFrom: Uint32Array;
  readonly reached: Uint16Array;
  /** By `from × OS releases + to`: places of those that the step between them enters. */
  readonly #entered: Uint16Array[];
  readonly #world: PlatformWorld;

  constructor(world: PlatformWorld, policy: Policy, release: ReleaseFacts) {
    this.#world = world;
    this.#entered = new Array<Uint16Array>(world.osReleases.length ** 2).fill(NONE);
    const walks = new Walks();
    const byCpu = this.#cpuWalks(policy, release, walks);
    const byOs = this.#osWalks(policy, release, walks);
    const { size, osOf, cpuOf, isaOf } = world;
    const [cpus, oses] = [world.cpuModels.length, world.osReleases.length];
    this.walkOf = new Uint8Array(size * size);
    for (let from = 0; from < size; from += 1) {
      for (let to = 0; to < size; to += 1) {
        const first = byCpu[(cpuOf[from] ?? 0) * cpus + (cpuOf[to] ?? 0)] ?? 0;
        const isa = isaOf[cpuOf[to] ?? 0] ?? 0;
        const second = byOs[(isa * oses + (osOf[from] ?? 0)) * oses + (osOf[to] ?? 0)] ?? 0;
        this.walkOf[from * size + to] = walks.joined(first, second, policy.maxSteps);
      }
    }
    this.walks = walks.list;
    this.steps = Uint8Array.from(walks.list, (walk) => ('code' in walk ? REFUSED : walk.steps.length));
    this.reachedFrom = new Uint32Array(size + 1);
    const reached: number[] = [];
    for (let from = 0; from < size; from += 1) {
      for (let to = 0; to < size; to += 1) {
        if (this.steps[this.walkOf[from * size + to] ?? 0] !== REFUSED) reached.push(to);
      }
      this.reachedFrom[from + 1] = reached.length;
    }
    this.reached = Uint16Array.from(reached);
  }

  /** By `from × CPU models + to`. */
  #cpuWalks(policy: Policy, release: ReleaseFacts, walks: Walks): Uint8Array {
    const { cpuModels, osReleases } = this.#world;
    const table = new Uint8Array(cpuModels.length * cpuModels.length);
    const [os] = osReleases;
    if (os === undefined) return table;
    cpuModels.forEach((from, i) => {
      cpuModels.forEach((to, j) => {
        const way = walkBetween({ release, os, cpu: from }, { release, os, cpu: to }, this.#world, policy);
        table[i * cpuModels.length + j] = walks.place(way);
      });
    });
    return table;
  }

  /** By `(ISA × OS releases + from) × OS releases + to`. */
  #osWalks(policy: Policy, release: ReleaseFacts, walks: Walks): Uint8Array {
    const { isas, cpuModels, osReleases } = this.#world;
    const count = osReleases.length;
    const table = new Uint8Array(isas.length * count * count);
    isas.forEach((isa, place) => {
      const cpu = cpuModels.find((model) => model.isa === isa);
      if (cpu === undefined) return;
      osReleases.forEach((from, i) => {
        osReleases.forEach((to, j) => {
          const way = walkBetween({ release, os: from, cpu }, { release, os: to, cpu }, this.#world, policy);
          table[(place * count + i) * count + j] = walks.place(way);
          if (!('code' in way) && i !== j) this.#rememberEntered(i, j, way.enters);
        });
      });
    });
    return table;
  }

  /** Places of the OS releases that the OS step between two platforms enters, the target's included; none without a step. */
  osEntered(from: number, to: number): Uint16Array {
    const [fromOs, toOs] = [this.#world.osOf[from] ?? 0, this.#world.osOf[to] ?? 0];
    return this.#entered[fromOs * this.#world.osReleases.length + toOs] ?? NONE;
  }

  #rememberEntered(from: number, to: number, enters: readonly Platform[]): void {
    const { osReleases } = this.#world;
    const at = from * osReleases.length + to;
    if (this.#entered[at] !== NONE) return;
    this.#entered[at] = Uint16Array.from(enters, ({ os }) => osReleases.findIndex(({ id }) => id === os.id));
  }
}

/** Walks by place, each kept once. */
class Walks {
  readonly list: PlatformWalk[] = [];
  readonly #places = new Map<string, number>();
  readonly #joined = new Map<number, number>();

  place(way: Way | Extract<PlatformWalk, { readonly code: string }>): number {
    const walk: PlatformWalk =
      'code' in way
        ? { rule: way.rule, code: way.code }
        : { steps: way.steps.map(({ rule, from }) => ({ rule, axis: from.cpu === undefined ? 'os' : 'cpu' })) };
    return this.#keep(walk);
  }

  /** The walk along both axes: the first refusal is told; more steps than the policy allows are R9's. */
  joined(first: number, second: number, maxSteps: number): number {
    const key = first * MANY + second;
    const known = this.#joined.get(key);
    if (known !== undefined) return known;
    const place = this.#keep(joinedWalk(this.#at(first), this.#at(second), maxSteps));
    this.#joined.set(key, place);
    return place;
  }

  #at(place: number): PlatformWalk {
    const walk = this.list[place];
    if (walk === undefined) throw new Error(`no walk ${place}`);
    return walk;
  }

  #keep(walk: PlatformWalk): number {
    const key = JSON.stringify(walk);
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.list.push(walk) - 1;
      if (place >= REFUSED) throw new Error('more kinds of walks between platforms than a byte can tell apart');
      this.#places.set(key, place);
    }
    return place;
  }
}

function joinedWalk(first: PlatformWalk, second: PlatformWalk, maxSteps: number): PlatformWalk {
  if ('code' in first) return first;
  if ('code' in second) return second;
  const steps = [...first.steps, ...second.steps];
  return steps.length > maxSteps ? { rule: 'R9', code: 'too-many-steps' } : { steps };
}

/** More than there are walks: for keys made of two places. */
const MANY = 65_536;
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
