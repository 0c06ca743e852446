import { CoordinatePlaces } from './coordinate-places.js';
import {
  patchesApart,
  PUBLIC_AUDIENCE,
  releaseDistance,
  walkTo,
  type Platform,
  type Policy,
  type ReleaseFacts,
} from '#libs/domain';

/** What becomes of a source on another release when it is to reach this one. */
export type ReleaseLeg = (
  | {
      readonly rule: string;
      /** Releases that the step enters, by place: passed-over ones and the target. */
      readonly entered: readonly number[];
    }
  | { readonly rule: string | null; readonly code: string }
) & {
  readonly source: number;
  /** How far the source is, for the choice of the nearest one: the domain's `releaseDistance` and `patchesApart`. */
  readonly distance: number;
  readonly patchesApart: number;
};

/** Releases by place, and which may inherit from which. */
export class ReleaseWorld {
  readonly releases: ReleaseFacts[] = [];
  readonly #placeOfId = new Map<string, number>();
  readonly #coordinates = new CoordinatePlaces();
  readonly #lines = new Map<string, readonly number[]>();
  readonly #rebrandsOf = new Map<string, readonly number[]>();
  readonly #hardware = new Map<string, readonly number[]>();

  /** Drafts: their findings count, but nobody can ask about them. */
  readonly #drafts = new Set<number>();

  constructor(releases: Iterable<ReleaseFacts>, isDraft: (id: string) => boolean) {
    for (const release of releases) this.put(release, isDraft(release.id));
  }

  get size(): number {
    return this.releases.length;
  }

  /** Takes a release over, a new one behind all others; returns its place. */
  put(release: ReleaseFacts, isDraft: boolean): number {
    let place = this.placeOfId(release.id);
    if (place === -1) place = this.releases.length;
    else this.#index(place, (places) => places.filter((other) => other !== place));
    this.releases[place] = release;
    this.#placeOfId.set(release.id, place);
    if (isDraft) {
      this.#drafts.add(place);
    } else {
      this.#drafts.delete(place);
      this.#coordinates.set(release.coordinate, place);
    }
    this.#index(place, (places) => [...places, place]);
    return place;
  }

  #index(place: number, change: (places: readonly number[]) => readonly number[]): void {
    const release = this.releases[place];
    if (release === undefined) return;
    const apply = (index: Map<string, readonly number[]>, key: string): void => {
      index.set(key, change(index.get(key) ?? []));
    };
    apply(this.#lines, lineKey(release));
    if (release.rebrand !== null) apply(this.#rebrandsOf, release.rebrand.originalId);
    for (const key of hardwareKeys(release)) apply(this.#hardware, key);
  }

  placeOfId(id: string): number {
    return this.#placeOfId.get(id) ?? -1;
  }

  isDraft(place: number): boolean {
    return this.#drafts.has(place);
  }

  /** Place of a published release, or -1. */
  placeOf(coordinate: string): number {
    return this.#coordinates.placeOf(coordinate);
  }

  /** The same by the coordinate as it stands in a URL's query. */
  placeInQuery(text: string): number {
    return this.#coordinates.placeInQuery(text);
  }

  coordinates(): Iterable<string> {
    return this.#coordinates.keys();
  }

  /** Releases whose findings may say something about this one: earlier ones of its line, a rebrand's originals, hardware of the kind. */
  kin(place: number): readonly number[] {
    const release = this.releases[place];
    if (release === undefined) return [];
    const kin = new Set<number>([
      ...this.#ofLine(release).filter((other) => (this.releases[other]?.ordinal ?? 0) < release.ordinal),
      ...hardwareKeys(release).flatMap((key) => this.#hardware.get(key) ?? []),
    ]);
    for (let original = release.rebrand?.originalId; original !== undefined;) {
      const found = this.placeOfId(original);
      if (found === -1 || kin.has(found)) break;
      kin.add(found);
      original = this.releases[found]?.rebrand?.originalId;
    }
    kin.delete(place);
    return [...kin].sort((a, b) => a - b);
  }

  /** Releases whose answers may change when a finding about this one is added; itself included. */
  dependents(place: number): readonly number[] {
    const release = this.releases[place];
    if (release === undefined) return [];
    const dependents = new Set<number>([
      place,
      ...this.#ofLine(release).filter((other) => (this.releases[other]?.ordinal ?? 0) > release.ordinal),
      ...hardwareKeys(release).flatMap((key) => this.#hardware.get(key) ?? []),
    ]);
    const rebrands = [release.id];
    for (let id = rebrands.pop(); id !== undefined; id = rebrands.pop()) {
      for (const rebrand of this.#rebrandsOf.get(id) ?? []) {
        if (dependents.has(rebrand)) continue;
        dependents.add(rebrand);
        const next = this.releases[rebrand]?.id;
        if (next !== undefined) rebrands.push(next);
      }
    }
    return [...dependents];
  }

  /**
   * How sources of its kin reach a release under a policy, whatever the platform.
   *
   * @param anywhere any platform: the rules of the release axis don't look at it
   */
  legsInto(place: number, policy: Policy, anywhere: Platform): readonly ReleaseLeg[] {
    const release = this.releases[place];
    const kin = this.kin(place);
    if (release === undefined || kin.length === 0) return [];
    const question = {
      ...anywhere,
      release,
      secondReleaseId: null,
      audience: PUBLIC_AUDIENCE,
      validAt: 0,
      knownAtRevision: 0,
    };
    const releases = kin.flatMap((other) => this.releases[other] ?? []);
    const facts = { findings: [], releases, osReleases: [], cpuModels: [], policy, policies: [] };
    return kin.flatMap((source): ReleaseLeg[] => {
      const from = this.releases[source];
      if (from === undefined) return [];
      const apart = {
        source,
        distance: releaseDistance(from, release),
        patchesApart: patchesApart(from, release),
      };
      const way = walkTo(question, { ...anywhere, release: from }, facts, policy);
      if ('code' in way) return [{ ...apart, rule: way.rule, code: way.code }];
      const [step] = way.steps;
      if (step === undefined) throw new Error('a way to another release without a step');
      return [{ ...apart, rule: step.rule, entered: way.enters.map(({ release: { id } }) => this.placeOfId(id)) }];
    });
  }

  #ofLine(release: ReleaseFacts): readonly number[] {
    return this.#lines.get(lineKey(release)) ?? [];
  }
}

function lineKey({ productId, line }: ReleaseFacts): string {
  return `${productId} ${line}`;
}

function hardwareKeys({ hardware }: ReleaseFacts): string[] {
  const board = hardware?.board;
  const machine = hardware?.machine;
  return [
    ...(board == null ? [] : [`board ${board.pciVendor} ${board.pciDevice} ${board.pciSubvendor}`]),
    ...(machine == null ? [] : [`machine ${machine.mainboard} ${machine.cpuGeneration}`]),
  ];
}
