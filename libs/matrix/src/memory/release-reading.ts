import type { Policy } from '#libs/domain';
import type { Acts } from './acts.js';
import { DECLARATION, DIRECT, INHERITED, PASS, type FindingRows } from './finding-rows.js';
import type { PlatformWorld } from './platform-world.js';
import { DAY_SECONDS, IN_FORCE, LAPSED, NEVER, standingOf, SUPERSEDED, type Standing } from './standing.js';

/** No entry. */
export const NONE = -1;

/**
 * One release's findings as they stand at a moment, in arrays that are used again for the next release: entry i is the
 * finding of row `row[i]`.
 */
export class ReleaseReading {
  count = 0;
  row = new Uint32Array(256);
  platform = new Uint16Array(256);
  kind = new Uint8Array(256);
  isPass = new Uint8Array(256);
  standing = new Uint8Array(256);
  isVisible = new Uint8Array(256);
  /** Strangers would see it in force, were it not for something that they may not see. */
  isWithheld = new Uint8Array(256);
  endAt = new Float64Array(256);
  endCode = new Uint8Array(256);
  testEnd = new Uint32Array(256);
  number = new Uint32Array(256);
  reference = new Uint32Array(256);
  /** Next entry on the same platform; the first one is `head[platform]`. */
  next = new Int32Array(256);
  head: Int32Array;
  /**
   * Standing fails by `OS × generation groups + generation group`: 2 where strangers see one, 1 where all are hidden.
   */
  readonly fails: Uint8Array;
  hasFails = false;
  /** The entries that these fails are. */
  readonly failing: number[] = [];
  hasInherited = false;
  hasDeclarations = false;
  /** First instant after the moment at which any of this may change. */
  changesAt = NEVER;
  readonly #world: PlatformWorld;
  readonly #standing: Standing = { standing: 0, isVisible: false, endAt: 0, endCode: 0, changesAt: 0 };

  constructor(world: PlatformWorld) {
    this.#world = world;
    this.head = new Int32Array(world.size);
    this.fails = new Uint8Array(world.osReleases.length * world.cpuGroups);
  }

  read(release: number, rows: FindingRows, acts: Acts, policy: Policy, at: number): void {
    this.count = 0;
    this.head.fill(NONE);
    if (this.hasFails) this.fails.fill(0);
    this.hasFails = false;
    this.failing.length = 0;
    this.hasInherited = false;
    this.hasDeclarations = false;
    this.changesAt = NEVER;
    const end = rows.sortedEnd(release);
    for (let row = rows.sortedStart(release); row < end; row += 1) this.#readRow(row, rows, acts, policy, at);
    for (const row of rows.addedRows(release)) this.#readRow(row, rows, acts, policy, at);
    this.#supersede();
  }

  #readRow(row: number, rows: FindingRows, acts: Acts, policy: Policy, at: number): void {
    const standing = this.#standing;
    const hasBegun = standingOf(rows, row, acts, policy, at, standing);
    if (standing.changesAt < this.changesAt) this.changesAt = standing.changesAt;
    if (!hasBegun) return;
    const i = this.count;
    if (i === this.row.length) this.#grow();
    this.count = i + 1;
    const bits = rows.bits(row);
    const kind = rows.kind(row);
    const platform = rows.platform(row);
    this.row[i] = row;
    this.platform[i] = platform;
    this.kind[i] = kind;
    this.isPass[i] = (bits & PASS) === 0 ? 0 : 1;
    this.standing[i] = standing.standing;
    this.isWithheld[i] = 0;
    this.isVisible[i] = standing.isVisible ? 1 : 0;
    this.endAt[i] = standing.endAt;
    this.endCode[i] = standing.endCode;
    this.testEnd[i] = rows.testEnd(row);
    this.number[i] = rows.number(row);
    this.reference[i] = rows.reference(row);
    this.next[i] = this.head[platform] ?? NONE;
    this.head[platform] = i;
    if (kind === INHERITED) this.hasInherited = true;
    if (kind === DECLARATION) this.hasDeclarations = true;
    const cap = policy.derivedValidityDays;
    if (cap !== null && kind === DIRECT) {
      const capped = rows.validFrom(row) + cap * DAY_SECONDS;
      if (capped > at && capped < this.changesAt) this.changesAt = capped;
    }
  }

  /** R10: a fail stands until a later direct pass on its cell, and what still stands goes into the grid of fails. */
  #supersede(): void {
    for (let i = 0; i < this.count; i += 1) {
      if (this.kind[i] !== DIRECT || this.isPass[i] === 1 || this.standing[i] !== IN_FORCE) continue;
      if (this.#hasLaterPass(i)) this.standing[i] = SUPERSEDED;
      else this.#markFail(i);
    }
  }

  #hasLaterPass(fail: number): boolean {
    for (let j = this.head[this.platform[fail] ?? 0] ?? NONE; j !== NONE; j = this.next[j] ?? NONE) {
      if (this.kind[j] !== DIRECT || this.isPass[j] === 0) continue;
      const standing = this.standing[j];
      if ((standing === IN_FORCE || standing === LAPSED) && (this.testEnd[j] ?? 0) > (this.testEnd[fail] ?? 0)) {
        return true;
      }
    }
    return false;
  }

  #markFail(fail: number): void {
    const platform = this.platform[fail] ?? 0;
    const group = this.#world.cpuGroup[this.#world.cpuOf[platform] ?? 0] ?? 0;
    const at = (this.#world.osOf[platform] ?? 0) * this.#world.cpuGroups + group;
    this.fails[at] = Math.max(this.fails[at] ?? 0, this.isVisible[fail] === 1 ? 2 : 1);
    this.hasFails = true;
    this.failing.push(fail);
  }

  /**
   * R8 on a source's own cell: a fail that is not earlier than the pass. 2 where strangers see one, 1 where all are
   * hidden, 0 for none.
   */
  failBesides(pass: number): number {
    let level = 0;
    for (let j = this.head[this.platform[pass] ?? 0] ?? NONE; j !== NONE; j = this.next[j] ?? NONE) {
      if (this.kind[j] !== DIRECT || this.isPass[j] === 1) continue;
      const standing = this.standing[j];
      if (standing !== IN_FORCE && standing !== SUPERSEDED) continue;
      if ((this.testEnd[j] ?? 0) >= (this.testEnd[pass] ?? 0)) level = Math.max(level, this.isVisible[j] === 1 ? 2 : 1);
    }
    return level;
  }

  /** Does somebody declare something about the cell, in force and for all to see? */
  isDeclared(platform: number): boolean {
    if (!this.hasDeclarations) return false;
    for (let j = this.head[platform] ?? NONE; j !== NONE; j = this.next[j] ?? NONE) {
      if (this.kind[j] === DECLARATION && this.standing[j] === IN_FORCE && this.isVisible[j] === 1) return true;
    }
    return false;
  }

  #grow(): void {
    const size = this.row.length * 2;
    const wider = <T extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.row = wider(this.row, new Uint32Array(size));
    this.platform = wider(this.platform, new Uint16Array(size));
    this.kind = wider(this.kind, new Uint8Array(size));
    this.isPass = wider(this.isPass, new Uint8Array(size));
    this.standing = wider(this.standing, new Uint8Array(size));
    this.isVisible = wider(this.isVisible, new Uint8Array(size));
    this.isWithheld = wider(this.isWithheld, new Uint8Array(size));
    this.endAt = wider(this.endAt, new Float64Array(size));
    this.endCode = wider(this.endCode, new Uint8Array(size));
    this.testEnd = wider(this.testEnd, new Uint32Array(size));
    this.number = wider(this.number, new Uint32Array(size));
    this.reference = wider(this.reference, new Uint32Array(size));
    this.next = wider(this.next, new Int32Array(size));
  }
}
