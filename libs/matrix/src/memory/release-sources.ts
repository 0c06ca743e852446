import { DEVELOPMENT_SCHEME, type OsRelease, type Platform, type Policy, type ReleaseFacts } from '#libs/domain';
import { DIRECT } from './finding-rows.js';
import type { PackedFacts } from './packed-facts.js';
import type { PairTable } from './pair-tables.js';
import { Passes } from './passes.js';
import { NONE, ReleaseReading } from './release-reading.js';
import type { ReleaseLeg } from './release-world.js';
import { DAY_SECONDS, NEVER, OS_END_OF_LIFE, POLICY_CAP, PRODUCT_END_OF_LIFE } from './standing.js';

/**
 * What a release's answers may be derived from: its own findings and the passes of its kin, as they stand at a moment; and
 * what the rules that hold for all of them (R8, R10, R11) say of each pass.
 */
export class ReleaseSources {
  readonly own: ReleaseReading;
  readonly passes = new Passes();
  legs: readonly ReleaseLeg[] = [];
  /** First instant after the moment at which what is read here may change; of the release read last. */
  changesAt = NEVER;
  readonly #facts: PackedFacts;
  readonly #kin: ReleaseReading;
  readonly #failsOfKin = new Map<number, Uint8Array>();
  readonly #development: number;
  readonly #anywhere: Platform;
  #release = NONE;
  readonly #legsByPolicy = new Map<Policy, readonly ReleaseLeg[]>();

  constructor(facts: PackedFacts) {
    this.#facts = facts;
    this.own = new ReleaseReading(facts.platforms);
    this.#kin = new ReleaseReading(facts.platforms);
    this.#development = facts.schemes.indexOf(DEVELOPMENT_SCHEME);
    const [os, cpu] = [facts.platforms.osReleases[0], facts.platforms.cpuModels[0]];
    if (os === undefined || cpu === undefined) throw new Error('a catalogue without platforms');
    this.#anywhere = { os, cpu };
  }

  /** @param at epoch seconds */
  read(release: number, at: number): void {
    this.readOwn(release, at);
    this.changesAt = this.own.changesAt;
    this.#gather(release, at);
  }

  /** Only what is said about the release itself. */
  readOwn(release: number, at: number): void {
    const { rows, acts, policy } = this.#facts;
    this.own.read(release, rows, acts, policy, at);
  }

  /** How the kin's sources reach the release read last under a policy. */
  legsUnder(policy: Policy): readonly ReleaseLeg[] {
    let legs = this.#legsByPolicy.get(policy);
    if (legs === undefined) {
      legs = this.#facts.releases.legsInto(this.#release, policy, this.#anywhere);
      this.#legsByPolicy.set(policy, legs);
    }
    return legs;
  }

  /** Collects the passes of the release and of its kin, and the fails of the kin. */
  #gather(release: number, at: number): void {
    const { rows, acts, policy } = this.#facts;
    this.passes.count = 0;
    this.#failsOfKin.clear();
    this.#take(this.own, NONE);
    this.#release = release;
    this.#legsByPolicy.clear();
    this.legs = this.legsUnder(policy);
    this.legs.forEach(({ source }, leg) => {
      this.#kin.read(source, rows, acts, policy, at);
      if (this.#kin.changesAt < this.changesAt) this.changesAt = this.#kin.changesAt;
      if (this.#kin.hasFails) this.#failsOfKin.set(source, this.#kin.fails.slice());
      this.#take(this.#kin, leg);
    });
  }

  #take(reading: ReleaseReading, leg: number): void {
    const passes = this.passes;
    const { rows, policy } = this.#facts;
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
        policy.derivedValidityDays === null ? NEVER : rows.validFrom(row) + policy.derivedValidityDays * DAY_SECONDS;
      passes.testEnd[n] = reading.testEnd[i] ?? 0;
      passes.number[n] = reading.number[i] ?? 0;
      passes.isDevelopment[n] = rows.scheme(row) === this.#development ? 1 : 0;
      passes.failBesides[n] = reading.failBesides(i);
    }
  }

  /** R8 before the platform axes: what stands against a pass on its own cell and where its release enters others. */
  failOnLeg(i: number, leg: ReleaseLeg | undefined): number {
    let level = this.passes.failBesides[i] ?? 0;
    if (leg === undefined || !('entered' in leg)) return level;
    const at = this.#failPlace(this.passes.platform[i] ?? 0);
    for (const release of leg.entered) level = Math.max(level, this.#failsOfKin.get(release)?.[at] ?? 0);
    return level;
  }

  /** R8: 2 a visible fail, 1 only hidden ones, 0 none. `level` is what {@link failOnLeg} says. */
  failInTheWay(level: number, isOwn: boolean, from: number, to: number, table: PairTable): number {
    const { own } = this;
    if (!own.hasFails || level === 2) return level;
    const { platforms } = this.#facts;
    const groups = platforms.cpuGroups;
    const fromOs = platforms.osOf[from] ?? 0;
    const toCpu = platforms.cpuOf[to] ?? 0;
    const group = platforms.cpuGroup[toCpu] ?? 0;
    let found = isOwn ? level : Math.max(level, own.fails[this.#failPlace(from)] ?? 0);
    if (platforms.cpuOf[from] !== toCpu) found = Math.max(found, own.fails[fromOs * groups + group] ?? 0);
    for (const os of table.osEntered(from, to)) found = Math.max(found, own.fails[os * groups + group] ?? 0);
    return found;
  }

  #failPlace(platform: number): number {
    const { platforms } = this.#facts;
    const group = platforms.cpuGroup[platforms.cpuOf[platform] ?? 0] ?? 0;
    return (platforms.osOf[platform] ?? 0) * platforms.cpuGroups + group;
  }

  /** Like {@link failInTheWay}, but for fails on the very cell: those contest an inheritance (R10), they don't end it. */
  failElsewhere(i: number, from: number, to: number, table: PairTable, leg: ReleaseLeg | undefined): number {
    const { platforms } = this.#facts;
    const own = this.own;
    const group = (platform: number): number => platforms.cpuGroup[platforms.cpuOf[platform] ?? 0] ?? 0;
    const isStep = platforms.cpuOf[from] !== platforms.cpuOf[to];
    const entered = table.osEntered(from, to);
    let level = this.failOnLeg(i, leg);
    for (const j of own.failing) {
      const on = own.platform[j] ?? 0;
      if (on === to) continue;
      const os = platforms.osOf[on] ?? 0;
      const isInTheWay =
        (leg !== undefined && os === platforms.osOf[from] && group(on) === group(from)) ||
        (isStep && os === platforms.osOf[from] && group(on) === group(to)) ||
        (group(on) === group(to) && entered.includes(os));
      if (isInTheWay) level = Math.max(level, own.isVisible[j] === 1 ? 2 : 1);
    }
    return level;
  }

  /** R11 but for the end of life of the OS that is asked about. */
  endsAt(i: number, { endOfLife }: ReleaseFacts): number {
    const { endAt, capAt } = this.passes;
    const product = endOfLife === null ? NEVER : endOfLife / 1000;
    return Math.min(endAt[i] ?? NEVER, capAt[i] ?? NEVER, product);
  }

  /** R11; of equal instants the first of source, OS, product, cap gives the reason. */
  derivedEnd(i: number, facts: ReleaseFacts, to: number, cap = this.passes.capAt[i] ?? NEVER): [number, number] {
    const { platforms } = this.#facts;
    let at = this.passes.endAt[i] ?? NEVER;
    let code = this.passes.endCode[i] ?? 0;
    const os = platforms.osEndOfLife[platforms.osOf[to] ?? 0] ?? NEVER;
    if (os < at) [at, code] = [os, OS_END_OF_LIFE];
    const product = facts.endOfLife === null ? NEVER : facts.endOfLife / 1000;
    if (product < at) [at, code] = [product, PRODUCT_END_OF_LIFE];
    if (cap < at) [at, code] = [cap, POLICY_CAP];
    return [at, code];
  }

  /** The order of preference of the domain's `expectedAnswer`. */
  isBetter(i: number, best: number, to: number, table: PairTable): boolean {
    const passes = this.passes;
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
    const from = this.passes.platform[i] ?? 0;
    const walk = table.walkOf[from * this.#facts.platforms.size + to] ?? 0;
    return (table.steps[walk] ?? 0) + (this.passes.leg[i] === NONE ? 0 : 1);
  }

  #releaseOrdinal(i: number): number {
    const leg = this.legs[this.passes.leg[i] ?? NONE];
    return leg !== undefined && 'entered' in leg && leg.patchesApart > 0
      ? (this.#facts.releases.releases[leg.source]?.ordinal ?? 0)
      : 0;
  }

  #osOrdinal(i: number, to: number): number {
    const [from, target] = [this.#osAt(this.passes.platform[i] ?? 0), this.#osAt(to)];
    return from.lineId === target.lineId ? from.ordinal : 0;
  }

  #osAt(platform: number): OsRelease {
    const { platforms } = this.#facts;
    const os = platforms.osReleases[platforms.osOf[platform] ?? 0];
    if (os === undefined) throw new Error('a platform without its OS release');
    return os;
  }

  passWithNumber(number: number | null): number {
    const { count, number: numbers } = this.passes;
    for (let i = 0; i < count; i += 1) if (numbers[i] === number) return i;
    return NONE;
  }
}
