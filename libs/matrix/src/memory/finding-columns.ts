/**
 * What findings say about releases on platforms, packed: 24 bytes each in typed columns, sorted by release and platform,
 * with a tail for what was added since loading. A row number is stable for the life of the columns.
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

export class FindingColumns {
  platform: Uint16Array;
  bits: Uint8Array;
  scheme: Uint8Array;
  validFrom: Uint32Array;
  validTo: Uint32Array;
  testEnd: Uint32Array;
  number: Uint32Array;
  reference: Uint32Array;
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
    const size = Math.max(1, capacity + SPARE);
    this.platform = new Uint16Array(size);
    this.bits = new Uint8Array(size);
    this.scheme = new Uint8Array(size);
    this.validFrom = new Uint32Array(size);
    this.validTo = new Uint32Array(size);
    this.testEnd = new Uint32Array(size);
    this.number = new Uint32Array(size);
    this.reference = new Uint32Array(size);
  }

  kind(row: number): number {
    return (this.bits[row] ?? 0) & KIND_MASK;
  }

  /** Appends one of the sorted rows; `endOfSorted` closes them. */
  append(finding: PackedFinding): number {
    if (this.count === this.platform.length) this.#grow();
    const row = this.count;
    this.platform[row] = finding.platform;
    this.bits[row] = finding.bits;
    this.scheme[row] = finding.scheme;
    this.validFrom[row] = finding.validFrom;
    this.validTo[row] = finding.validTo;
    this.testEnd[row] = finding.testEnd;
    this.number[row] = finding.number;
    this.reference[row] = finding.reference;
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
      const bits = this.bits[row] ?? 0;
      if ((bits & PUBLIC_LATER) !== 0) this.bits[row] = (bits & ~PUBLIC_LATER) | PUBLIC;
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
      if ((this.platform[middle] ?? 0) < platform) low = middle + 1;
      else high = middle;
    }
    for (let row = low; row < end && this.platform[row] === platform; row += 1) into.push(row);
    for (const row of this.addedRows(release)) if (this.platform[row] === platform) into.push(row);
    return into;
  }

  /** Row of the finding with that number in a release, or -1. */
  rowOfNumber(release: number, number: number): number {
    for (let row = this.sortedStart(release); row < this.sortedEnd(release); row += 1) {
      if (this.number[row] === number) return row;
    }
    return this.addedRows(release).find((row) => this.number[row] === number) ?? -1;
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

  /** Bytes that the columns take, spare room included. */
  get byteLength(): number {
    return [
      this.platform,
      this.bits,
      this.scheme,
      this.validFrom,
      this.validTo,
      this.testEnd,
      this.number,
      this.reference,
      this.#start,
    ].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  #grow(): void {
    const size = Math.ceil(this.platform.length * GROWTH) + SPARE;
    this.platform = widened(this.platform, new Uint16Array(size));
    this.bits = widened(this.bits, new Uint8Array(size));
    this.scheme = widened(this.scheme, new Uint8Array(size));
    this.validFrom = widened(this.validFrom, new Uint32Array(size));
    this.validTo = widened(this.validTo, new Uint32Array(size));
    this.testEnd = widened(this.testEnd, new Uint32Array(size));
    this.number = widened(this.number, new Uint32Array(size));
    this.reference = widened(this.reference, new Uint32Array(size));
  }
}

const NONE: readonly number[] = [];

function widened<T extends Uint8Array | Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
