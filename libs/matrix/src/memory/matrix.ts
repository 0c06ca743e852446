import type { CpuModel, OsRelease, Policy, ReleaseFacts } from '#libs/domain';
import { Answers } from './answers.js';
import { ReleaseDeriver } from './derive-release.js';
import { Explanations } from './explanations.js';
import { INHERITED } from './finding-rows.js';
import { Moments } from './moments.js';
import type { FindingStore, FollowedFinding } from './pack-findings.js';
import type { PackedFacts } from './packed-facts.js';
import { PlatformWorld } from './platform-world.js';
import type { ReleaseReading } from './release-reading.js';
import { ReleaseWorld } from './release-world.js';

/** What a matrix is made of, as of one revision. */
export interface MatrixFacts {
  readonly osReleases: readonly OsRelease[];
  readonly cpuModels: readonly CpuModel[];
  readonly platforms: readonly { readonly id: number; readonly osReleaseId: string; readonly cpuModelId: string }[];
  readonly releases: Iterable<ReleaseFacts>;
  /** Ids of the releases that strangers may not ask about yet. */
  readonly drafts: ReadonlySet<string>;
  readonly policy: Policy;
  readonly policies: readonly Policy[];
}

/** Everything but the findings, with places. Findings are packed by these places. */
export class MatrixWorld {
  readonly platforms: PlatformWorld;
  readonly releases: ReleaseWorld;
  readonly policy: Policy;
  readonly policies: ReadonlyMap<string, Policy>;

  constructor(facts: MatrixFacts) {
    this.platforms = new PlatformWorld(facts.osReleases, facts.cpuModels, facts.platforms);
    this.releases = new ReleaseWorld(facts.releases, (id) => facts.drafts.has(id));
    this.policy = facts.policy;
    this.policies = new Map([...facts.policies, facts.policy].map((policy) => [policy.version, policy]));
  }
}

/**
 * The matrix in memory: packed findings and the answer of every cell for strangers at the present moment, kept right as
 * findings come and time passes.
 */
export class Matrix {
  readonly world: MatrixWorld;
  readonly store: FindingStore;
  readonly explanations = new Explanations();
  readonly answers: Answers;
  /** By row of an inheritance: its end, where that follows from its sources. */
  readonly endsBySource = new Map<number, { readonly at: number; readonly code: number }>();
  readonly #deriver: ReleaseDeriver;
  readonly #moments = new Moments();

  constructor(world: MatrixWorld, store: FindingStore) {
    this.world = world;
    this.store = store;
    const facts: PackedFacts = {
      platforms: world.platforms,
      releases: world.releases,
      rows: store.rows,
      acts: store.acts,
      policy: world.policy,
      policies: world.policies,
      schemes: store.schemes,
      inheritances: store.inheritances,
    };
    this.#deriver = new ReleaseDeriver(facts, this.explanations);
    this.answers = new Answers(world.releases.size, world.platforms.size, this.explanations);
  }

  /** Derives the answers of a range of releases at a moment (epoch seconds); used piece by piece, to let others run. */
  deriveRange(from: number, to: number, at: number): void {
    for (let release = from; release < to; release += 1) this.deriveRelease(release, at);
  }

  /** Drafts have no answers, and are counted nowhere: their findings matter to what others may inherit. */
  deriveRelease(release: number, at: number): void {
    if (this.world.releases.isDraft(release)) return;
    this.answers.beginRelease(release);
    this.#deriver.derive(release, at, (platform, explanation, row) => {
      this.answers.set(release, platform, explanation, row);
    });
    this.#rememberEnds();
    this.#moments.set(release, this.#deriver.changesAt);
  }

  #rememberEnds(): void {
    const { reading, endsBySource } = this.#deriver;
    if (!reading.hasInherited) return;
    for (let i = 0; i < reading.count; i += 1) {
      if (reading.kind[i] !== INHERITED) continue;
      const row = reading.row[i] ?? 0;
      const end = endsBySource.get(row);
      if (end === undefined) this.endsBySource.delete(row);
      else this.endsBySource.set(row, end);
    }
  }

  /**
   * Takes over releases that changed or came, and findings that were recorded, in the order of their numbers; then derives
   * what they reach.
   */
  change(
    releases: readonly { readonly facts: ReleaseFacts; readonly isDraft: boolean }[],
    findings: readonly FollowedFinding[],
    at: number,
  ): void {
    const touched = new Set<number>();
    const reach = (place: number): void => {
      for (const release of this.world.releases.dependents(place)) touched.add(release);
    };
    for (const { facts, isDraft } of releases) {
      const known = this.world.releases.placeOfId(facts.id);
      if (known !== -1) reach(known);
      const place = this.world.releases.put(facts, isDraft);
      if (!isDraft) this.store.rows.publish(place);
      reach(place);
    }
    this.answers.grow(this.world.releases.size);
    for (const finding of findings) {
      const release = this.world.releases.placeOfId(finding.releaseId);
      if (release === -1) continue;
      this.store.add({ ...finding, release, isAboutDraft: this.world.releases.isDraft(release) });
      reach(release);
    }
    for (const release of touched) this.deriveRelease(release, at);
  }

  /** Derives again what has changed by itself until `now`, as long as `goOn` says; true when all is done. */
  passTime(now: number, goOn: () => boolean): boolean {
    while (goOn()) {
      const release = this.#moments.take(now);
      if (release === undefined) return true;
      this.deriveRelease(release, now);
    }
    return false;
  }

  /** Makes sure that the answers of a release hold at `now`. */
  refresh(release: number, now: number): void {
    if (this.#moments.anyBy(now) && this.#moments.of(release) <= now) this.deriveRelease(release, now);
  }

  /** When the release's answers change next by themselves, epoch seconds, or infinity. */
  changesAt(release: number): number {
    return this.#moments.of(release);
  }

  /** The answer of one cell at another moment, or the present one's in full: explanation and row. */
  deriveCell(release: number, platform: number, at: number): { explanation: number; row: number } {
    let cell = { explanation: 0, row: -1 };
    this.#deriver.derive(
      release,
      at,
      (_platform, explanation, row) => {
        cell = { explanation, row };
      },
      platform,
    );
    return cell;
  }

  /** Reads the release's findings as they stand, for {@link reading}; on one platform where not all of them can be had alone. */
  readFindings(release: number, platform: number, at: number): void {
    if (!this.#deriver.readOwn(release, at)) this.deriveCell(release, platform, at);
  }

  /** The same, as the last derivation found it. */
  derivedEndBySource(row: number): { readonly at: number; readonly code: number } | undefined {
    return this.#deriver.endsBySource.get(row);
  }

  /** Findings of the release derived or read last. */
  get reading(): ReleaseReading {
    return this.#deriver.reading;
  }
}
