import { END_CODES, platformDistance, type ReleaseFacts } from '#libs/domain';
import { AnswerShapes, type Refusal } from './answer-shapes.js';
import type { Explanations } from './explanations.js';
import { NearestSources } from './nearest-sources.js';
import { ruleOwnCell, type OwnCell, type OwnStatus } from './own-cell.js';
import type { PackedFacts } from './packed-facts.js';
import { PairTables, REFUSED, type PairTable, type PlatformWalk } from './pair-tables.js';
import { NONE, type ReleaseReading } from './release-reading.js';
import { ReleaseSources } from './release-sources.js';
import { ReviewedInheritances, type EndBySource } from './reviewed-inheritances.js';
import { IN_FORCE, LAPSED, NEVER, SUSPENDED } from './standing.js';

/** Receives the answers of one release, cell by cell. `row` is the finding it rests on, or -1. */
export type Answered = (platform: number, explanation: number, row: number) => void;

/** How far the answer of a cell is settled while its release is derived. */
const OPEN = 0;
const ANSWERED = 1;
/** Something that strangers may not know stands against what would be said: silence. */
const WITHHELD = 2;

/**
 * Derives the answers of one release on every platform, for strangers, at a moment, from packed facts. It must agree with
 * the domain's `evaluateCell`, which is the reference; the rules of the platform axes come from there by way of
 * {@link PairTable}.
 *
 * It goes by sources, not by cells: a source reaches few platforms, and why it is refused on all others matters only for the
 * nearest one of each cell that stays unknown.
 */
export class ReleaseDeriver {
  readonly #facts: PackedFacts;
  readonly #tables: PairTables;
  readonly #sources: ReleaseSources;
  readonly #nearest: NearestSources;
  readonly #inheritances: ReviewedInheritances;
  readonly #shapes: AnswerShapes;
  /** By platform, of the release that is being derived. */
  readonly #settled: Uint8Array;
  readonly #isEndedUnseen: Uint8Array;
  readonly #best: Int32Array;
  readonly #weakEntry: Int32Array;
  readonly #weak: (OwnStatus | null)[];
  readonly #unknown: number[] = [];
  readonly #cell: OwnCell = {
    strong: null,
    strongEntry: NONE,
    weak: null,
    weakEntry: NONE,
    isEndedUnseen: false,
    isInheritanceWithheld: false,
  };

  constructor(facts: PackedFacts, explanations: Explanations) {
    const { size } = facts.platforms;
    this.#facts = facts;
    this.#shapes = new AnswerShapes(explanations);
    this.#tables = new PairTables(facts.platforms, facts.policy);
    this.#sources = new ReleaseSources(facts);
    this.#nearest = new NearestSources(facts.platforms, platformDistance);
    this.#inheritances = new ReviewedInheritances(facts, this.#sources);
    this.#settled = new Uint8Array(size);
    this.#isEndedUnseen = new Uint8Array(size);
    this.#best = new Int32Array(size);
    this.#weakEntry = new Int32Array(size);
    this.#weak = new Array<OwnStatus | null>(size).fill(null);
  }

  /** First instant after the moment at which any answer of the release derived last may change. */
  get changesAt(): number {
    return this.#sources.changesAt;
  }

  /** By row of an inheritance of the release derived last: its end, where that follows from its sources. */
  get endsBySource(): ReadonlyMap<number, EndBySource> {
    return this.#inheritances.endsBySource;
  }

  /** The release derived last, finding by finding as it stands. */
  get reading(): ReleaseReading {
    return this.#sources.own;
  }

  /** Reads only what findings about the release itself say; false where some live by sources, so that deriving must tell. */
  readOwn(release: number, at: number): boolean {
    this.#sources.readOwn(release, at);
    return !this.#sources.own.hasInherited;
  }

  /**
   * @param at epoch seconds
   * @param only one platform instead of all
   */
  derive(release: number, at: number, answered: Answered, only?: number): void {
    const { releases, platforms } = this.#facts;
    const facts = releases.releases[release];
    if (facts === undefined) return;
    this.#sources.read(release, at);
    this.#inheritances.endThoseWithoutSource(facts, at);
    const table = this.#tables.for(facts);
    const first = only ?? 0;
    const last = only ?? platforms.size - 1;
    for (let platform = first; platform <= last; platform += 1) this.#ruleOwn(platform, answered);
    this.#infer(facts, table, at, only);
    this.#answerOpen(first, last, table, answered);
    this.#answerUnknown(facts, table, at, answered);
  }

  /** What the cell's own findings say at once, and what of theirs is to be minded later. */
  #ruleOwn(platform: number, answered: Answered): void {
    const { own } = this.#sources;
    const cell = this.#cell;
    this.#best[platform] = NONE;
    this.#weak[platform] = null;
    this.#isEndedUnseen[platform] = 0;
    this.#settled[platform] = OPEN;
    if (own.head[platform] === NONE) return;
    ruleOwnCell(own, platform, cell);
    if (cell.strong !== null) {
      this.#settled[platform] = ANSWERED;
      this.#answerOwn(platform, cell.strong, cell.strongEntry, answered);
      return;
    }
    this.#weak[platform] = cell.weak;
    this.#weakEntry[platform] = cell.weakEntry;
    if (cell.isEndedUnseen) this.#isEndedUnseen[platform] = 1;
    if (cell.isInheritanceWithheld) this.#settled[platform] = WITHHELD;
  }

  #answerOwn(platform: number, status: OwnStatus, entry: number, answered: Answered): void {
    const { own } = this.#sources;
    answered(platform, this.#shapes.own(status, own.isDeclared(platform)), own.row[entry] ?? 0);
  }

  /** R1 to R9 and R11: leads each pass in force to the platforms that it reaches. */
  #infer(facts: ReleaseFacts, table: PairTable, at: number, only: number | undefined): void {
    const { passes, legs } = this.#sources;
    const { maxSteps } = this.#facts.policy;
    for (let i = 0; i < passes.count; i += 1) {
      if (passes.isVisible[i] === 0 || passes.standing[i] !== IN_FORCE) continue;
      const place = passes.leg[i] ?? NONE;
      const leg = legs[place];
      if (leg !== undefined && 'code' in leg) continue;
      const stepsLeft = maxSteps - (place === NONE ? 0 : 1);
      const endAt = this.#sources.endsAt(i, facts);
      if (stepsLeft < 0 || endAt <= at) continue;
      const level = this.#sources.failOnLeg(i, leg);
      if (level === 2) continue;
      const from = passes.platform[i] ?? 0;
      const end = table.reachedFrom[from + 1] ?? 0;
      for (let k = table.reachedFrom[from] ?? 0; k < end; k += 1) {
        const to = table.reached[k] ?? 0;
        if (only === undefined || only === to) this.#offer(i, from, to, table, stepsLeft, endAt, level, at);
      }
    }
  }

  #offer(
    i: number,
    from: number,
    to: number,
    table: PairTable,
    stepsLeft: number,
    endAt: number,
    level: number,
    at: number,
  ): void {
    const { platforms } = this.#facts;
    const sources = this.#sources;
    if (this.#settled[to] === ANSWERED || platforms.isImpossible[to] === 1) return;
    const isOwn = sources.passes.leg[i] === NONE;
    if (isOwn && from === to) return;
    if ((table.steps[table.walkOf[from * platforms.size + to] ?? 0] ?? REFUSED) > stepsLeft) return;
    const ends = Math.min(endAt, platforms.osEndOfLife[platforms.osOf[to] ?? 0] ?? NEVER);
    if (ends <= at) return;
    const fails = sources.failInTheWay(level, isOwn, from, to, table);
    if (fails === 2) return;
    if (ends < sources.changesAt) sources.changesAt = ends;
    const best = this.#best[to] ?? NONE;
    if (fails === 1 || this.#isEndedUnseen[to] === 1) this.#settled[to] = WITHHELD;
    else if (best === NONE || sources.isBetter(i, best, to, table)) this.#best[to] = i;
  }

  /** In the order of R10; what is left over goes into the list of the unknown. */
  #answerOpen(first: number, last: number, table: PairTable, answered: Answered): void {
    const { own, passes } = this.#sources;
    const { isImpossible } = this.#facts.platforms;
    const shapes = this.#shapes;
    this.#unknown.length = 0;
    for (let to = first; to <= last; to += 1) {
      const settled = this.#settled[to];
      if (settled === ANSWERED) continue;
      const best = this.#best[to] ?? NONE;
      const weak = this.#weak[to] ?? null;
      if (best !== NONE) this.#answerExpected(to, best, table, answered);
      else if (weak !== null) this.#answerOwn(to, weak, this.#weakEntry[to] ?? NONE, answered);
      else if (isImpossible[to] === 1) answered(to, shapes.silent('no-such-platform', own.isDeclared(to)), NONE);
      else if (settled === WITHHELD || passes.count === 0) {
        answered(to, shapes.silent('nothing-known', own.isDeclared(to)), NONE);
      } else this.#unknown.push(to);
    }
  }

  #answerExpected(to: number, best: number, table: PairTable, answered: Answered): void {
    const { passes, legs, own } = this.#sources;
    const leg = legs[passes.leg[best] ?? NONE];
    const walk = this.#walk(best, to, table);
    if ('code' in walk) throw new Error('an expected answer over a refused walk');
    const legRule = leg !== undefined && 'entered' in leg ? leg.rule : null;
    answered(to, this.#shapes.expected(legRule, walk, own.isDeclared(to)), passes.row[best] ?? 0);
  }

  /** Nothing leads to these cells: the nearest source and why it does not. */
  #answerUnknown(facts: ReleaseFacts, table: PairTable, at: number, answered: Answered): void {
    if (this.#unknown.length === 0) return;
    const { passes, legs, own } = this.#sources;
    const nearest = this.#nearest.find(passes, legs, this.#unknown);
    for (const to of this.#unknown) {
      const i = nearest[to] ?? NONE;
      const isDeclared = own.isDeclared(to);
      if (i === NONE) answered(to, this.#shapes.silent('nothing-known', isDeclared), NONE);
      else answered(to, this.#shapes.unknown(this.#refusalOf(i, facts, to, table, at), isDeclared), passes.row[i] ?? 0);
    }
  }

  #refusalOf(i: number, facts: ReleaseFacts, to: number, table: PairTable, at: number): Refusal {
    const { passes, legs } = this.#sources;
    const shapes = this.#shapes;
    const standing = passes.standing[i] ?? 0;
    if (standing === LAPSED) return shapes.refusal('R11', 'source-lapsed');
    if (standing === SUSPENDED) return shapes.refusal('R12', 'source-suspended');
    if (standing !== IN_FORCE) return shapes.refusal('R12', 'source-revoked');
    const leg = legs[passes.leg[i] ?? NONE];
    if (leg !== undefined && 'code' in leg) return shapes.refusal(leg.rule, leg.code);
    const walk = this.#walk(i, to, table);
    if ('code' in walk) return walk;
    if (walk.steps.length + (leg === undefined ? 0 : 1) > this.#facts.policy.maxSteps) {
      return shapes.refusal('R9', 'too-many-steps');
    }
    const [endAt, endCode] = this.#sources.derivedEnd(i, facts, to);
    const from = passes.platform[i] ?? 0;
    const level = this.#sources.failInTheWay(this.#sources.failOnLeg(i, leg), leg === undefined, from, to, table);
    if (level === 2) return shapes.refusal('R8', 'fail-in-the-way');
    if (endAt <= at) return shapes.refusal('R11', END_CODES[endCode] ?? '');
    throw new Error('a source that leads to a cell which stays unknown');
  }

  #walk(i: number, to: number, table: PairTable): PlatformWalk {
    const from = this.#sources.passes.platform[i] ?? 0;
    const walk = table.walks[table.walkOf[from * this.#facts.platforms.size + to] ?? 0];
    if (walk === undefined) throw new Error('a walk that the table does not have');
    return walk;
  }
}
