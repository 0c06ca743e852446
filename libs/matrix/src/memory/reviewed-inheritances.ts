import { INFERENCE_RULES, type Policy, type ReleaseFacts } from '#libs/domain';
import { INHERITED } from './finding-rows.js';
import type { PackedFacts } from './packed-facts.js';
import { PairTables, REFUSED } from './pair-tables.js';
import { NONE } from './release-reading.js';
import type { ReleaseSources } from './release-sources.js';
import { DAY_SECONDS, IN_FORCE, LAPSED, NEVER, REVOKED, SUSPENDED } from './standing.js';

/** When an inheritance ends by its sources: epoch seconds and place among the end codes. */
export interface EndBySource {
  readonly at: number;
  readonly code: number;
}

/** Reviewed inheritances live by their sources: the packed counterpart of the domain's `inheritancesByTheirSources`. */
export class ReviewedInheritances {
  /** By row of an inheritance of the release read last: its end, where that follows from its sources. */
  readonly endsBySource = new Map<number, EndBySource>();
  readonly #facts: PackedFacts;
  readonly #sources: ReleaseSources;
  /** By version of the policy that inheritances were reviewed under. */
  readonly #reviewedTables = new Map<string, { readonly policy: Policy; readonly tables: PairTables }>();

  constructor(facts: PackedFacts, sources: ReleaseSources) {
    this.#facts = facts;
    this.#sources = sources;
  }

  /** The domain's `inheritancesByTheirSources`: an inheritance that no source keeps alive ends as its source ended. */
  endThoseWithoutSource(facts: ReleaseFacts, at: number): void {
    this.endsBySource.clear();
    if (!this.#sources.own.hasInherited) return;
    const own = this.#sources.own;
    for (let i = 0; i < own.count; i += 1) {
      if (own.kind[i] !== INHERITED || own.isPass[i] === 0 || own.standing[i] !== IN_FORCE) continue;
      const inheritance = this.#facts.inheritances.ofRow(own.row[i] ?? 0);
      const reviewed = this.#reviewed(inheritance?.policy ?? null);
      if (reviewed === null) continue;
      const life = this.#lifeOf(facts, own.platform[i] ?? 0, reviewed, at);
      if (life.isLive) {
        if (life.at < (own.endAt[i] ?? NEVER)) {
          own.endAt[i] = life.at;
          own.endCode[i] = life.code;
          this.endsBySource.set(own.row[i] ?? 0, { at: life.at, code: life.code });
        }
      } else {
        this.#endInheritance(i, this.#sources.passWithNumber(inheritance?.source ?? null), life.isEndedUnseen, at);
      }
    }
  }

  /** @param named the pass that the inheritance names as its source, or none */
  #endInheritance(i: number, named: number, isEndedUnseen: boolean, at: number): void {
    const own = this.#sources.own;
    const passes = this.#sources.passes;
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
    facts: ReleaseFacts,
    to: number,
    { policy, tables }: { readonly policy: Policy; readonly tables: PairTables },
    at: number,
  ): { isLive: boolean; at: number; code: number; isEndedUnseen: boolean } {
    const table = tables.for(facts);
    const legs = this.#sources.legsUnder(policy);
    const size = this.#facts.platforms.size;
    const life = { isLive: false, at: 0, code: 0, isEndedUnseen: false };
    for (let i = 0; i < this.#sources.passes.count; i += 1) {
      const from = this.#sources.passes.platform[i] ?? 0;
      const leg = this.#sources.passes.leg[i] ?? NONE;
      if (leg === NONE && from === to) continue;
      // A revoked or suspended source has its end behind it, which the end of what it derives tells below.
      if (this.#sources.passes.standing[i] === LAPSED) continue;
      const released = leg === NONE ? undefined : legs[leg];
      if (released !== undefined && 'code' in released) continue;
      const steps = table.steps[table.walkOf[from * size + to] ?? 0] ?? REFUSED;
      if (steps === REFUSED || steps + (released === undefined ? 0 : 1) > policy.maxSteps) continue;
      const level = this.#sources.failElsewhere(i, from, to, table, released);
      if (level === 2) continue;
      const cap = policy.derivedValidityDays;
      const validFrom = this.#facts.rows.validFrom(this.#sources.passes.row[i] ?? 0);
      const [endAt, code] = this.#sources.derivedEnd(
        i,
        facts,
        to,
        cap === null ? NEVER : validFrom + cap * DAY_SECONDS,
      );
      if (endAt <= at) continue;
      if (endAt < this.#sources.changesAt) this.#sources.changesAt = endAt;
      if (level === 1) life.isEndedUnseen = true;
      else if (!life.isLive || endAt > life.at || (endAt === life.at && code < life.code)) {
        Object.assign(life, { isLive: true, at: endAt, code });
      }
    }
    return life;
  }
}
