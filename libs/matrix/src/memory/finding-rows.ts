/**
 * What findings say about releases on platforms, packed: rows of 24 bytes, sorted by release and platform, with a tail for what was
 * added since loading. A row number is stable for the life of the rows.
 *
 * Instants are whole seconds since the epoch, as findings are recorded in whole seconds.
 */
export const DIRECT = 0;
export const INHERITED = 1;
export const DECLARATION = 2;
const KIND_MASK = 3;
export const PASS = 4;
export const PUBLIC = 8;
/** Some act (revocation, suspension, reinstatement, publication) names this finding. */
export const HAS_ACTS = 16;
/** Will be public once its release is: what is said about a draft is for the parties. */
export const PUBLIC_LATER = 32;

/** `validTo` of a finding that states no end. */
export const NO_END = 0xffff_ffff;

export interface PackedFinding {
  readonly release: number;
  readonly platform: number;
  /** Kind, verdict and visibility. */
  readonly bits: number;
  /** Place in the list of schemes; 0 is none. */
  readonly scheme: number;
  readonly validFrom: number;
  readonly validTo: number;
  /** The instant by which results are ordered: end of the test, or else `validFrom`. */
  readonly testEnd: number;
  readonly number: number;
  /** Packed certificate number of a result; declarer and capacity of a declaration; 0 for none. */
  readonly reference: number;
}

const GROWTH = 1.25;
const SPARE = 4_096;

/** Words of a row, 32 bits each. */
const WORDS = 6;
/** Platform in the lower half, then bits, then scheme. */
const PLATFORM_BITS_SCHEME = 0;
const VALID_FROM = 1;
const VALID_TO = 2;
const TEST_END = 3;
const NUMBER = 4;
const REFERENCE = 5;
const PLATFORM_MASK = 0xffff;
const BITS_SHIFT = 16;
const BITS_MASK = 0xff;
const SCHEME_SHIFT = 24;

export class FindingRows {
  /** Row by row, so that an answer, which needs most of one finding, waits for memory once. */
  #words: Uint32Array;
  /** Rows in use. */
  count = 0;
  /** Rows of release r among the sorted ones: from `start[r]` up to `start[r + 1]`. */
  #start: Uint32Array = new Uint32Array(1);
  #sorted = 0;
  /** Release of each row after the sorted ones. */
  readonly #releaseOfAdded: number[] = [];
  /** Rows added after the sorted ones, by release. */
  readonly #added = new Map<number, number[]>();

  constructor(capacity: number) {
    this.#words = new Uint32Array(Math.max(1, capacity + SPARE) * WORDS);
  }

  platform(row: number): number {
    return this.#word(row, PLATFORM_BITS_SCHEME) & PLATFORM_MASK;
  }

  bits(row: number): number {
    return (this.#word(row, PLATFORM_BITS_SCHEME) >>> BITS_SHIFT) & BITS_MASK;
  }

  kind(row: number): number {
    return this.bits(row) & KIND_MASK;
  }

  scheme(row: number): number {
    return this.#word(row, PLATFORM_BITS_SCHEME) >>> SCHEME_SHIFT;
  }

  validFrom(row: number): number {
    return this.#word(row, VALID_FROM);
  }

  validTo(row: number): number {
    return this.#word(row, VALID_TO);
  }

  testEnd(row: number): number {
    return this.#word(row, TEST_END);
  }

  number(row: number): number {
    return this.#word(row, NUMBER);
  }

  reference(row: number): number {
    return this.#word(row, REFERENCE);
  }

  noteActs(row: number): void {
    this.#setBits(row, this.bits(row) | HAS_ACTS);
  }

  #word(row: number, which: number): number {
    return this.#words[row * WORDS + which] ?? 0;
  }

  #setBits(row: number, bits: number): void {
    const at = row * WORDS + PLATFORM_BITS_SCHEME;
    const others = (this.#words[at] ?? 0) & ~(BITS_MASK << BITS_SHIFT);
    this.#words[at] = others | (bits << BITS_SHIFT);
  }

  /** Appends one of the sorted rows; `endOfSorted` closes them. */
  append(finding: PackedFinding): number {
    const row = this.count;
    const at = row * WORDS;
    if (at === this.#words.length) this.#words = widened(this.#words);
    const words = this.#words;
    words[at + PLATFORM_BITS_SCHEME] =
      finding.platform | (finding.bits << BITS_SHIFT) | (finding.scheme << SCHEME_SHIFT);
    words[at + VALID_FROM] = finding.validFrom;
    words[at + VALID_TO] = finding.validTo;
    words[at + TEST_END] = finding.testEnd;
    words[at + NUMBER] = finding.number;
    words[at + REFERENCE] = finding.reference;
    this.count = row + 1;
    return row;
  }

  /** @param start where each release's rows begin, one entry more than there are releases */
  endOfSorted(start: Uint32Array): void {
    this.#start = start;
    this.#sorted = this.count;
  }

  /** Adds a finding that became known after loading. */
  add(finding: PackedFinding): number {
    const row = this.append(finding);
    this.#releaseOfAdded.push(finding.release);
    const rows = this.#added.get(finding.release);
    if (rows === undefined) this.#added.set(finding.release, [row]);
    else rows.push(row);
    return row;
  }

  /** Bounds of the release's sorted rows. A release registered after loading has none. */
  sortedStart(release: number): number {
    return release + 1 < this.#start.length ? (this.#start[release] ?? 0) : this.#sorted;
  }

  sortedEnd(release: number): number {
    return release + 1 < this.#start.length ? (this.#start[release + 1] ?? 0) : this.#sorted;
  }

  addedRows(release: number): readonly number[] {
    return this.#added.get(release) ?? NONE;
  }

  /** Makes public what was kept back while the release was a draft. */
  publish(release: number): void {
    const reveal = (row: number): void => {
      const bits = this.bits(row);
      if ((bits & PUBLIC_LATER) !== 0) this.#setBits(row, (bits & ~PUBLIC_LATER) | PUBLIC);
    };
    for (let row = this.sortedStart(release); row < this.sortedEnd(release); row += 1) reveal(row);
    for (const row of this.addedRows(release)) reveal(row);
  }

  /** Rows that say something about one cell, oldest number first among the sorted ones. */
  cellRows(release: number, platform: number, into: number[]): number[] {
    into.length = 0;
    let low = this.sortedStart(release);
    const end = this.sortedEnd(release);
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.platform(middle) < platform) low = middle + 1;
      else high = middle;
    }
    for (let row = low; row < end && this.platform(row) === platform; row += 1) into.push(row);
    for (const row of this.addedRows(release)) if (this.platform(row) === platform) into.push(row);
    return into;
  }

  /** Row of the finding with that number in a release, or -1. */
  rowOfNumber(release: number, number: number): number {
    for (let row = this.sortedStart(release); row < this.sortedEnd(release); row += 1) {
      if (this.number(row) === number) return row;
    }
    return this.addedRows(release).find((row) => this.number(row) === number) ?? -1;
  }

  releaseOf(row: number): number {
    if (row >= this.#sorted) return this.#releaseOfAdded[row - this.#sorted] ?? -1;
    let low = 0;
    let high = this.#start.length - 1;
    // The last release that begins at or before the row; releases without rows begin where the next one does.
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#start[middle] ?? 0) <= row) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Bytes that the rows take, spare room included. */
  get byteLength(): number {
    return this.#words.byteLength + this.#start.byteLength;
  }
}

const NONE: readonly number[] = [];

function widened(words: Uint32Array): Uint32Array {
  const wider = new Uint32Array((Math.ceil((words.length / WORDS) * GROWTH) + SPARE) * WORDS);
  wider.set(words);
  return wider;
}
