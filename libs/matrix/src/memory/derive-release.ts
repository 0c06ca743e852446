import type { Policy, ReleaseFacts } from '#libs/domain';
import { END_CODES } from '#libs/domain';
import { type Explanations, type Explanation } from './explanations.js';
import { ruleOwnCell, type OwnCell, type OwnStatus } from './own-cell.js';
import type { PackedFacts } from './packed-facts.js';
import { PairTables, REFUSED, type PairTable } from './pair-tables.js';
import { NONE, type ReleaseReading } from './release-reading.js';
import { ReleaseSources } from './release-sources.js';
import { ReviewedInheritances } from './reviewed-inheritances.js';
import { IN_FORCE, LAPSED, SUSPENDED } from './standing.js';

/** Receives the answers of one release, cell by cell. `row` is the finding it rests on, or -1. */
export type Answered = (platform: number, explanation: number, row: number) => void;

/**
 * Derives the answers of one release on every platform, for strangers, at a moment, from packed facts. It must agree with
 * the domain's `evaluateCell`, which is the reference; the rules of the platform axes come from there by way of
 * {@link PairTable}.
 */
export class ReleaseDeriver {
  readonly explanations: Explanations;
  readonly #facts: PackedFacts;
  readonly #tables: PairTables;
  readonly #sources: ReleaseSources;
  readonly #inheritances: ReviewedInheritances;
  readonly #cell: OwnCell = {
    strong: null,
    strongEntry: NONE,
    weak: null,
    weakEntry: NONE,
    isEndedUnseen: false,
    isInheritanceWithheld: false,
  };
  readonly #ownPlaces = new Map<string, number>();
  readonly #expected = new Map<string, number>();
  readonly #refused = new Map<string, number>();

  constructor(facts: PackedFacts, explanations: Explanations) {
    this.#facts = facts;
    this.explanations = explanations;
    this.#tables = new PairTables(facts.platforms, facts.policy);
    this.#sources = new ReleaseSources(facts);
    this.#inheritances = new ReviewedInheritances(facts, this.#sources);
  }

  /** First instant after the moment at which the answers of the release derived last may change. */
  get changesAt(): number {
    return this.#sources.changesAt;
  }

  /** By row of an inheritance of the release derived last: its end, where that follows from its sources. */
  get endsBySource(): ReadonlyMap<number, { readonly at: number; readonly code: number }> {
    return this.#inheritances.endsBySource;
  }

  /**
   * @param at epoch seconds
   * @param only one platform instead of all
   */
  derive(release: number, at: number, answered: Answered, only?: number): void {
    const { releases, platforms, policy } = this.#facts;
    const facts = releases.releases[release];
    if (facts === undefined) return;
    const { own } = this.#sources;
    this.#sources.read(release, at);
    this.#inheritances.endThoseWithoutSource(release, facts, at);
    const table = this.#tables.for(facts);
    const first = only ?? 0;
    const last = only ?? platforms.size - 1;
    for (let platform = first; platform <= last; platform += 1) {
      const cell = this.#cell;
      const isTouched = own.head[platform] !== NONE;
      if (isTouched) {
        ruleOwnCell(own, platform, cell);
        if (cell.strong !== null) {
          this.#answerOwn(platform, cell.strong, cell.strongEntry, answered);
          continue;
        }
      } else {
        cell.weak = null;
        cell.isEndedUnseen = false;
        cell.isInheritanceWithheld = false;
      }
      this.#answerDerived(facts, platform, table, policy, at, cell, answered);
    }
  }

  /** The release derived last, finding by finding as it stands. */
  get reading(): ReleaseReading {
    return this.#sources.own;
  }

  #answerOwn(platform: number, status: OwnStatus, entry: number, answered: Answered): void {
    const explanation: Explanation = {
      status: status === 'said-not-to-run' ? 'unknown' : status,
      isComposite: status === 'conflicting' || status === 'said-not-to-run',
      isDeclared: this.#sources.own.isDeclared(platform),
      steps: [],
      because: null,
    };
    answered(platform, this.#ownPlace(explanation), this.#sources.own.row[entry] ?? 0);
  }

  #ownPlace(explanation: Explanation): number {
    const key = `${explanation.status}${explanation.isDeclared ? ' +' : ''}${explanation.isComposite ? ' *' : ''}`;
    let place = this.#ownPlaces.get(key);
    if (place === undefined) {
      place = this.explanations.place(explanation);
      this.#ownPlaces.set(key, place);
    }
    return place;
  }

  #answerDerived(
    facts: ReleaseFacts,
    to: number,
    table: PairTable,
    policy: Policy,
    at: number,
    cell: OwnCell,
    answered: Answered,
  ): void {
    const { platforms, nearness } = this.#facts;
    const passes = this.#sources.passes;
    const size = platforms.size;
    const isDeclared = this.#sources.own.isDeclared(to);
    let best = NONE;
    let nearest = NONE;
    let isWithheld = cell.isInheritanceWithheld;
    let nearestRule: string | null = null;
    let nearestCode = '';
    const count = platforms.isImpossible[to] === 1 ? 0 : passes.count;
    for (let i = 0; i < count; i += 1) {
      if (passes.isVisible[i] === 0) continue;
      const from = passes.platform[i] ?? 0;
      const leg = passes.leg[i] ?? NONE;
      if (leg === NONE && from === to) continue;
      let rule: string | null;
      let code: string;
      const standing = passes.standing[i] ?? 0;
      if (standing !== IN_FORCE) {
        if (nearest !== NONE && !this.#sources.isNearer(i, nearest, to, nearness, size)) continue;
        rule = standing === LAPSED ? 'R11' : 'R12';
        code = standing === LAPSED ? 'source-lapsed' : standing === SUSPENDED ? 'source-suspended' : 'source-revoked';
      } else {
        const walk = table.walkOf[from * size + to] ?? 0;
        const released = leg === NONE ? undefined : this.#sources.legs[leg];
        const platformSteps = table.steps[walk] ?? REFUSED;
        if (released !== undefined && 'code' in released) {
          ({ rule, code } = released);
        } else if (platformSteps === REFUSED) {
          if (nearest !== NONE && !this.#sources.isNearer(i, nearest, to, nearness, size)) continue;
          const refusal = table.walks[walk];
          if (refusal === undefined || !('code' in refusal)) throw new Error('a refused walk without a refusal');
          ({ rule, code } = refusal);
        } else if (platformSteps + (released === undefined ? 0 : 1) > policy.maxSteps) {
          rule = 'R9';
          code = 'too-many-steps';
        } else {
          const level = this.#sources.failInTheWay(i, from, to, table, released);
          const [endAt, endCode] = this.#sources.derivedEnd(i, facts, to);
          if (level === 2) {
            rule = 'R8';
            code = 'fail-in-the-way';
          } else if (endAt <= at) {
            rule = 'R11';
            code = END_CODES[endCode] ?? '';
          } else {
            if (endAt < this.#sources.changesAt) this.#sources.changesAt = endAt;
            if (level === 1 || cell.isEndedUnseen) isWithheld = true;
            else if (best === NONE || this.#sources.isBetter(i, best, to, table)) best = i;
            continue;
          }
        }
      }
      if (nearest === NONE || this.#sources.isNearer(i, nearest, to, nearness, size)) {
        nearest = i;
        nearestRule = rule;
        nearestCode = code;
      }
    }
    if (best !== NONE) {
      const walk = table.walkOf[(passes.platform[best] ?? 0) * size + to] ?? 0;
      answered(to, this.#expectedPlace(best, walk, table, isDeclared), passes.row[best] ?? 0);
    } else if (cell.weak !== null) {
      this.#answerOwn(to, cell.weak, cell.weakEntry, answered);
    } else if (platforms.isImpossible[to] === 1) {
      answered(to, this.#unknownPlace('no-such-platform', null, false, isDeclared), NONE);
    } else if (isWithheld || nearest === NONE) {
      answered(to, this.#unknownPlace('nothing-known', null, false, isDeclared), NONE);
    } else {
      answered(to, this.#unknownPlace(nearestCode, nearestRule, true, isDeclared), passes.row[nearest] ?? 0);
    }
  }

  #expectedPlace(i: number, walk: number, table: PairTable, isDeclared: boolean): number {
    const leg = this.#sources.legs[this.#sources.passes.leg[i] ?? NONE];
    const legRule = leg !== undefined && 'entered' in leg ? leg.rule : null;
    const walked = table.walks[walk];
    if (walked === undefined || 'code' in walked) throw new Error('an expected answer over a refused walk');
    const key = `${legRule ?? ''} ${walked.steps.map(({ rule }) => rule).join(' ')} ${String(isDeclared)}`;
    let place = this.#expected.get(key);
    if (place === undefined) {
      const first = legRule === null ? [] : [{ rule: legRule, axis: 'release' as const }];
      place = this.explanations.place({
        status: 'expected',
        isComposite: false,
        isDeclared,
        steps: [...first, ...walked.steps],
        because: null,
      });
      this.#expected.set(key, place);
    }
    return place;
  }

  #unknownPlace(code: string, rule: string | null, hasNearest: boolean, isDeclared: boolean): number {
    const key = `${code} ${rule ?? ''} ${String(isDeclared)}`;
    let place = this.#refused.get(key);
    if (place === undefined) {
      place = this.explanations.place({
        status: 'unknown',
        isComposite: false,
        isDeclared,
        steps: [],
        because: { code, rule, hasNearest },
      });
      this.#refused.set(key, place);
    }
    return place;
  }
}
