import {
  DEVELOPMENT_SCHEME,
  END_CODES,
  INFERENCE_RULES,
  servicePacksApart,
  type OsRelease,
  type Platform,
  type Policy,
  type ReleaseFacts,
} from '#libs/domain';
import type { Acts } from './acts.js';
import { type Explanations, type Explanation } from './explanations.js';
import { DIRECT, INHERITED, type FindingColumns } from './finding-columns.js';
import { ruleOwnCell, type OwnCell, type OwnStatus } from './own-cell.js';
import { PairTables, REFUSED, type PairTable } from './pair-tables.js';
import type { PlatformWorld } from './platform-world.js';
import { NONE, ReleaseReading } from './release-reading.js';
import type { ReleaseLeg, ReleaseWorld } from './release-world.js';
import {
  DAY_SECONDS,
  IN_FORCE,
  LAPSED,
  NEVER,
  OS_END_OF_LIFE,
  POLICY_CAP,
  PRODUCT_END_OF_LIFE,
  REVOKED,
  SUSPENDED,
} from './standing.js';

/** Everything that answers are derived from, packed; one per revision of catalogue, releases and policy. */
export interface PackedFacts {
  readonly platforms: PlatformWorld;
  readonly releases: ReleaseWorld;
  readonly columns: FindingColumns;
  readonly acts: Acts;
  readonly policy: Policy;
  readonly policies: ReadonlyMap<string, Policy>;
  readonly schemes: readonly (string | null)[];
  /** By `from × platforms + to`: distance of a source from the cell asked about. */
  readonly nearness: Uint8Array;
  /** By number of the inherited finding: what it was inherited from, under which policy. */
  readonly inheritances: ReadonlyMap<number, { readonly source: number | null; readonly policy: string | null }>;
}

/** Receives the answers of one release, cell by cell. `row` is the finding it rests on, or -1. */
export type Answered = (platform: number, explanation: number, row: number) => void;

/** A pass of the release or of its kin, in parallel arrays. */
class Passes {
  count = 0;
  row = new Uint32Array(256);
  platform = new Uint16Array(256);
  /** -1 for the release's own, else the place of the leg that leads from its kin. */
  leg = new Int16Array(256);
  standing = new Uint8Array(256);
  isVisible = new Uint8Array(256);
  endAt = new Float64Array(256);
  endCode = new Uint8Array(256);
  capAt = new Float64Array(256);
  testEnd = new Uint32Array(256);
  number = new Uint32Array(256);
  isDevelopment = new Uint8Array(256);
  /** 2 a visible fail on its own cell is not earlier, 1 a hidden one, 0 none. */
  failBesides = new Uint8Array(256);

  grow(): void {
    const size = this.row.length * 2;
    for (const [key, array] of Object.entries(this)) {
      if (!ArrayBuffer.isView(array)) continue;
      // Every view among the fields is a typed array of its own class.
      const from = array as Uint32Array;
      const wider = new (from.constructor as new (size: number) => Uint32Array)(size);
      wider.set(from);
      Object.assign(this, { [key]: wider });
    }
  }
}

/**
 * Derives the answers of one release on every platform, for strangers, at a moment, from packed facts. It must agree with
 * the domain's `evaluateCell`, which is the reference; the rules of the platform axes come from there by way of
 * {@link PairTable}.
 */
export class ReleaseDeriver {
  readonly #facts: PackedFacts;
  readonly explanations: Explanations;
  readonly #tables: PairTables;
  /** By version of the policy that inheritances were reviewed under. */
  readonly #reviewedTables = new Map<string, { readonly policy: Policy; readonly tables: PairTables }>();
  readonly #own: ReleaseReading;
  readonly #kin: ReleaseReading;
  readonly #passes = new Passes();
  readonly #cell: OwnCell = {
    strong: null,
    strongEntry: NONE,
    weak: null,
    weakEntry: NONE,
    isEndedUnseen: false,
    isInheritanceWithheld: false,
  };
  readonly #development: number;
  #legs: readonly ReleaseLeg[] = [];
  #failsOfKin = new Map<number, Uint8Array>();
  #expected = new Map<string, number>();
  #refused = new Map<string, number>();
  /** First instant after the moment at which the derived answers may change; of the release derived last. */
  changesAt = NEVER;
  /** By row of an inheritance of the release derived last: its end, where that follows from its sources. */
  readonly endsBySource = new Map<number, { readonly at: number; readonly code: number }>();

  constructor(facts: PackedFacts, explanations: Explanations) {
    this.#facts = facts;
    this.explanations = explanations;
    this.#tables = new PairTables(facts.platforms, facts.policy);
    this.#own = new ReleaseReading(facts.platforms);
    this.#kin = new ReleaseReading(facts.platforms);
    this.#development = facts.schemes.indexOf(DEVELOPMENT_SCHEME);
  }

  /**
   * @param at epoch seconds
   * @param only one platform instead of all
   */
  derive(release: number, at: number, answered: Answered, only?: number): void {
    const { releases, platforms, policy } = this.#facts;
    const facts = releases.releases[release];
    if (facts === undefined) return;
    this.endsBySource.clear();
    const own = this.#read(release, at);
    this.#gather(release, at);
    if (own.hasInherited) this.#endInheritances(release, facts, at);
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
    return this.#own;
  }

  #read(release: number, at: number): ReleaseReading {
    const { columns, acts, policy } = this.#facts;
    this.#own.read(release, columns, acts, policy, at);
    this.changesAt = this.#own.changesAt;
    return this.#own;
  }

  /** Collects the passes of the release and of its kin, and the fails of the kin. */
  #gather(release: number, at: number): void {
    const { releases, columns, acts, policy } = this.#facts;
    this.#passes.count = 0;
    this.#failsOfKin.clear();
    this.#take(this.#own, NONE);
    this.#legs = releases.legsInto(release, policy, this.#anywhere());
    this.#legs.forEach(({ source }, leg) => {
      this.#kin.read(source, columns, acts, policy, at);
      if (this.#kin.changesAt < this.changesAt) this.changesAt = this.#kin.changesAt;
      if (this.#kin.hasFails) this.#failsOfKin.set(source, this.#kin.fails.slice());
      this.#take(this.#kin, leg);
    });
  }

  #anywhere(): Platform {
    const { platforms } = this.#facts;
    const [os, cpu] = [platforms.osReleases[0], platforms.cpuModels[0]];
    if (os === undefined || cpu === undefined) throw new Error('a catalogue without platforms');
    return { os, cpu };
  }

  #take(reading: ReleaseReading, leg: number): void {
    const passes = this.#passes;
    const { columns, policy } = this.#facts;
    for (let i = 0; i < reading.count; i += 1) {
      if (reading.kind[i] !== DIRECT || reading.isPass[i] === 0) continue;
      if (passes.count === passes.row.length) passes.grow();
      const n = passes.count;
      const row = reading.row[i] ?? 0;
      passes.count = n + 1;
      passes.row[n] = row;
      passes.platform[n] = reading.platform[i] ?? 0;
      passes.leg[n] = leg;
      passes.standing[n] = reading.standing[i] ?? 0;
      passes.isVisible[n] = reading.isVisible[i] ?? 0;
      passes.endAt[n] = reading.endAt[i] ?? NEVER;
      passes.endCode[n] = reading.endCode[i] ?? 0;
      passes.capAt[n] =
        policy.derivedValidityDays === null
          ? NEVER
          : (columns.validFrom[row] ?? 0) + policy.derivedValidityDays * DAY_SECONDS;
      passes.testEnd[n] = reading.testEnd[i] ?? 0;
      passes.number[n] = reading.number[i] ?? 0;
      passes.isDevelopment[n] = columns.scheme[row] === this.#development ? 1 : 0;
      passes.failBesides[n] = reading.failBesides(i);
    }
  }

  #answerOwn(platform: number, status: OwnStatus, entry: number, answered: Answered): void {
    const explanation: Explanation = {
      status: status === 'said-not-to-run' ? 'unknown' : status,
      isComposite: status === 'conflicting' || status === 'said-not-to-run',
      isDeclared: this.#own.isDeclared(platform),
      steps: [],
      because: null,
    };
    answered(platform, this.#ownPlace(explanation), this.#own.row[entry] ?? 0);
  }

  readonly #ownPlaces = new Map<string, number>();
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
    const passes = this.#passes;
    const size = platforms.size;
    const isDeclared = this.#own.isDeclared(to);
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
        if (nearest !== NONE && !this.#isNearer(i, nearest, to, nearness, size)) continue;
        rule = standing === LAPSED ? 'R11' : 'R12';
        code = standing === LAPSED ? 'source-lapsed' : standing === SUSPENDED ? 'source-suspended' : 'source-revoked';
      } else {
        const walk = table.walkOf[from * size + to] ?? 0;
        const released = leg === NONE ? undefined : this.#legs[leg];
        const platformSteps = table.steps[walk] ?? REFUSED;
        if (released !== undefined && 'code' in released) {
          ({ rule, code } = released);
        } else if (platformSteps === REFUSED) {
          if (nearest !== NONE && !this.#isNearer(i, nearest, to, nearness, size)) continue;
          const refusal = table.walks[walk];
          if (refusal === undefined || !('code' in refusal)) throw new Error('a refused walk without a refusal');
          ({ rule, code } = refusal);
        } else if (platformSteps + (released === undefined ? 0 : 1) > policy.maxSteps) {
          rule = 'R9';
          code = 'too-many-steps';
        } else {
          const level = this.#failInTheWay(i, from, to, table, released);
          const [endAt, endCode] = this.#derivedEnd(i, facts, to);
          if (level === 2) {
            rule = 'R8';
            code = 'fail-in-the-way';
          } else if (endAt <= at) {
            rule = 'R11';
            code = END_CODES[endCode] ?? '';
          } else {
            if (endAt < this.changesAt) this.changesAt = endAt;
            if (level === 1 || cell.isEndedUnseen) isWithheld = true;
            else if (best === NONE || this.#isBetter(i, best, to, table)) best = i;
            continue;
          }
        }
      }
      if (nearest === NONE || this.#isNearer(i, nearest, to, nearness, size)) {
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

  /** R8: 2 a visible fail, 1 only hidden ones, 0 none. */
  #failInTheWay(i: number, from: number, to: number, table: PairTable, leg: ReleaseLeg | undefined): number {
    const { platforms } = this.#facts;
    const groups = platforms.cpuGroups;
    let level = this.#passes.failBesides[i] ?? 0;
    const fromOs = platforms.osOf[from] ?? 0;
    const fromCpu = platforms.cpuOf[from] ?? 0;
    const toCpu = platforms.cpuOf[to] ?? 0;
    if (leg !== undefined && 'entered' in leg) {
      const at = fromOs * groups + (platforms.cpuGroup[fromCpu] ?? 0);
      for (const release of leg.entered) {
        const fails = this.#failsOfKin.get(release);
        if (fails !== undefined) level = Math.max(level, fails[at] ?? 0);
      }
      if (this.#own.hasFails) level = Math.max(level, this.#own.fails[at] ?? 0);
    }
    if (!this.#own.hasFails) return level;
    const group = platforms.cpuGroup[toCpu] ?? 0;
    if (fromCpu !== toCpu) level = Math.max(level, this.#own.fails[fromOs * groups + group] ?? 0);
    for (const os of table.osEntered(from, to)) level = Math.max(level, this.#own.fails[os * groups + group] ?? 0);
    return level;
  }

  /** R11; of equal instants the first of source, OS, product, cap gives the reason. */
  #derivedEnd(i: number, facts: ReleaseFacts, to: number, cap = this.#passes.capAt[i] ?? NEVER): [number, number] {
    const { platforms } = this.#facts;
    let at = this.#passes.endAt[i] ?? NEVER;
    let code = this.#passes.endCode[i] ?? 0;
    const os = platforms.osEndOfLife[platforms.osOf[to] ?? 0] ?? NEVER;
    if (os < at) [at, code] = [os, OS_END_OF_LIFE];
    const product = facts.endOfLife === null ? NEVER : facts.endOfLife / 1000;
    if (product < at) [at, code] = [product, PRODUCT_END_OF_LIFE];
    if (cap < at) [at, code] = [cap, POLICY_CAP];
    return [at, code];
  }

  /** The order of preference of the domain's `expectedAnswer`. */
  #isBetter(i: number, best: number, to: number, table: PairTable): boolean {
    const passes = this.#passes;
    const development = (passes.isDevelopment[i] ?? 0) - (passes.isDevelopment[best] ?? 0);
    if (development !== 0) return development < 0;
    const steps = this.#stepsOf(i, to, table) - this.#stepsOf(best, to, table);
    if (steps !== 0) return steps < 0;
    const own = (passes.leg[i] === NONE ? 0 : 1) - (passes.leg[best] === NONE ? 0 : 1);
    if (own !== 0) return own < 0;
    const release = this.#releaseOrdinal(best) - this.#releaseOrdinal(i);
    if (release !== 0) return release < 0;
    const os = this.#osOrdinal(best, to) - this.#osOrdinal(i, to);
    if (os !== 0) return os < 0;
    const test = (passes.testEnd[best] ?? 0) - (passes.testEnd[i] ?? 0);
    if (test !== 0) return test < 0;
    return (passes.number[i] ?? 0) > (passes.number[best] ?? 0);
  }

  #stepsOf(i: number, to: number, table: PairTable): number {
    const from = this.#passes.platform[i] ?? 0;
    const walk = table.walkOf[from * this.#facts.platforms.size + to] ?? 0;
    return (table.steps[walk] ?? 0) + (this.#passes.leg[i] === NONE ? 0 : 1);
  }

  #releaseOrdinal(i: number): number {
    const leg = this.#legs[this.#passes.leg[i] ?? NONE];
    return leg !== undefined && 'entered' in leg && leg.patchesApart > 0
      ? (this.#facts.releases.releases[leg.source]?.ordinal ?? 0)
      : 0;
  }

  #osOrdinal(i: number, to: number): number {
    const [from, target] = [this.#osAt(this.#passes.platform[i] ?? 0), this.#osAt(to)];
    return from.lineId === target.lineId ? from.ordinal : 0;
  }

  #osAt(platform: number): OsRelease {
    const { platforms } = this.#facts;
    const os = platforms.osReleases[platforms.osOf[platform] ?? 0];
    if (os === undefined) throw new Error('a platform without its OS release');
    return os;
  }

  /** The order of the domain's `unknownAnswer`: the release's own sources first. */
  #isNearer(i: number, nearest: number, to: number, nearness: Uint8Array, size: number): boolean {
    const passes = this.#passes;
    const own = (passes.leg[i] === NONE ? 0 : 1) - (passes.leg[nearest] === NONE ? 0 : 1);
    if (own !== 0) return own < 0;
    const [from, other] = [passes.platform[i] ?? 0, passes.platform[nearest] ?? 0];
    const [leg, otherLeg] = [this.#legs[passes.leg[i] ?? NONE], this.#legs[passes.leg[nearest] ?? NONE]];
    const distance =
      (nearness[from * size + to] ?? 0) +
      (leg?.distance ?? 0) -
      (nearness[other * size + to] ?? 0) -
      (otherLeg?.distance ?? 0);
    if (distance !== 0) return distance < 0;
    const standing = (passes.standing[i] === IN_FORCE ? 0 : 1) - (passes.standing[nearest] === IN_FORCE ? 0 : 1);
    if (standing !== 0) return standing < 0;
    const patches = (leg?.patchesApart ?? 0) - (otherLeg?.patchesApart ?? 0);
    if (patches !== 0) return patches < 0;
    if (from !== other) {
      const target = this.#osAt(to);
      const packs = servicePacksApart(this.#osAt(from), target) - servicePacksApart(this.#osAt(other), target);
      if (packs !== 0) return packs < 0;
    }
    const test = (passes.testEnd[nearest] ?? 0) - (passes.testEnd[i] ?? 0);
    if (test !== 0) return test < 0;
    return (passes.number[i] ?? 0) > (passes.number[nearest] ?? 0);
  }

  #expectedPlace(i: number, walk: number, table: PairTable, isDeclared: boolean): number {
    const leg = this.#legs[this.#passes.leg[i] ?? NONE];
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

  /** The domain's `inheritancesByTheirSources`: an inheritance that no source keeps alive ends as its source ended. */
  #endInheritances(release: number, facts: ReleaseFacts, at: number): void {
    const own = this.#own;
    for (let i = 0; i < own.count; i += 1) {
      if (own.kind[i] !== INHERITED || own.isPass[i] === 0 || own.standing[i] !== IN_FORCE) continue;
      const inheritance = this.#facts.inheritances.get(own.number[i] ?? 0);
      const reviewed = this.#reviewed(inheritance?.policy ?? null);
      if (reviewed === null) continue;
      const life = this.#lifeOf(release, facts, own.platform[i] ?? 0, reviewed, at);
      if (life.isLive) {
        if (life.at < (own.endAt[i] ?? NEVER)) {
          own.endAt[i] = life.at;
          own.endCode[i] = life.code;
          this.endsBySource.set(own.row[i] ?? 0, { at: life.at, code: life.code });
        }
      } else {
        this.#endInheritance(i, this.#passWithNumber(inheritance?.source ?? null), life.isEndedUnseen, at);
      }
    }
  }

  /** @param named the pass that the inheritance names as its source, or none */
  #endInheritance(i: number, named: number, isEndedUnseen: boolean, at: number): void {
    const own = this.#own;
    const passes = this.#passes;
    const standing = named === NONE ? LAPSED : (passes.standing[named] ?? LAPSED);
    const isEndedByAct = standing === REVOKED || standing === SUSPENDED;
    const isNamedVisible = named !== NONE && passes.isVisible[named] === 1;
    const isUnseen = isEndedUnseen || (isEndedByAct && !isNamedVisible);
    const isToldBySource = isNamedVisible && (passes.endAt[named] ?? NEVER) <= at;
    own.standing[i] = isEndedByAct ? standing : LAPSED;
    own.endAt[i] = isToldBySource ? (passes.endAt[named] ?? NEVER) : NEVER;
    own.endCode[i] = isToldBySource ? (passes.endCode[named] ?? 0) : 0;
    this.endsBySource.set(own.row[i] ?? 0, { at: own.endAt[i] ?? NEVER, code: own.endCode[i] ?? 0 });
    if (own.isVisible[i] === 1 && isUnseen) {
      own.isVisible[i] = 0;
      own.isWithheld[i] = 1;
    }
  }

  #passWithNumber(number: number | null): number {
    const { count, number: numbers } = this.#passes;
    for (let i = 0; i < count; i += 1) if (numbers[i] === number) return i;
    return NONE;
  }

  #reviewed(version: string | null): { readonly policy: Policy; readonly tables: PairTables } | null {
    if (version === null) return null;
    const known = this.#reviewedTables.get(version);
    if (known !== undefined) return known;
    const policy = this.#facts.policies.get(version);
    if (policy === undefined) return null;
    const rules = policy.rules.filter((name) =>
      INFERENCE_RULES.some((rule) => rule.name === name && rule.isNeverInherited !== true),
    );
    const asReviewed = { ...policy, rules, reviewedRules: [] };
    const made = { policy: asReviewed, tables: new PairTables(this.#facts.platforms, asReviewed) };
    this.#reviewedTables.set(version, made);
    return made;
  }

  /** What the sources do for an inheritance: the latest end of the derivations that hold, or why none does. */
  #lifeOf(
    release: number,
    facts: ReleaseFacts,
    to: number,
    { policy, tables }: { readonly policy: Policy; readonly tables: PairTables },
    at: number,
  ): { isLive: boolean; at: number; code: number; isEndedUnseen: boolean } {
    const table = tables.for(facts);
    const legs = this.#facts.releases.legsInto(release, policy, this.#anywhere());
    const size = this.#facts.platforms.size;
    const life = { isLive: false, at: 0, code: 0, isEndedUnseen: false };
    for (let i = 0; i < this.#passes.count; i += 1) {
      const from = this.#passes.platform[i] ?? 0;
      const leg = this.#passes.leg[i] ?? NONE;
      if (leg === NONE && from === to) continue;
      // A revoked or suspended source has its end behind it, which the end of what it derives tells below.
      if (this.#passes.standing[i] === LAPSED) continue;
      const released = leg === NONE ? undefined : legs[leg];
      if (released !== undefined && 'code' in released) continue;
      const steps = table.steps[table.walkOf[from * size + to] ?? 0] ?? REFUSED;
      if (steps === REFUSED || steps + (released === undefined ? 0 : 1) > policy.maxSteps) continue;
      const level = this.#failElsewhere(i, from, to, table, released);
      if (level === 2) continue;
      const cap = policy.derivedValidityDays;
      const validFrom = this.#facts.columns.validFrom[this.#passes.row[i] ?? 0] ?? 0;
      const [endAt, code] = this.#derivedEnd(i, facts, to, cap === null ? NEVER : validFrom + cap * DAY_SECONDS);
      if (endAt <= at) continue;
      if (endAt < this.changesAt) this.changesAt = endAt;
      if (level === 1) life.isEndedUnseen = true;
      else if (!life.isLive || endAt > life.at || (endAt === life.at && code < life.code)) {
        Object.assign(life, { isLive: true, at: endAt, code });
      }
    }
    return life;
  }

  /** Like {@link #failInTheWay}, but for fails on the very cell: those contest an inheritance (R10), they don't end it. */
  #failElsewhere(i: number, from: number, to: number, table: PairTable, leg: ReleaseLeg | undefined): number {
    const { platforms } = this.#facts;
    const own = this.#own;
    const group = (platform: number): number => platforms.cpuGroup[platforms.cpuOf[platform] ?? 0] ?? 0;
    const isStep = platforms.cpuOf[from] !== platforms.cpuOf[to];
    const entered = table.osEntered(from, to);
    let level = this.#passes.failBesides[i] ?? 0;
    if (leg !== undefined && 'entered' in leg) {
      const at = (platforms.osOf[from] ?? 0) * platforms.cpuGroups + group(from);
      for (const release of leg.entered) level = Math.max(level, this.#failsOfKin.get(release)?.[at] ?? 0);
    }
    for (let j = 0; own.hasFails && j < own.count; j += 1) {
      const on = own.platform[j] ?? 0;
      if (own.kind[j] !== DIRECT || own.isPass[j] === 1 || own.standing[j] !== IN_FORCE || on === to) continue;
      const os = platforms.osOf[on] ?? 0;
      const isInTheWay =
        (leg !== undefined && os === platforms.osOf[from] && group(on) === group(from)) ||
        (isStep && os === platforms.osOf[from] && group(on) === group(to)) ||
        (group(on) === group(to) && entered.includes(os));
      if (isInTheWay) level = Math.max(level, own.isVisible[j] === 1 ? 2 : 1);
    }
    return level;
  }
}
