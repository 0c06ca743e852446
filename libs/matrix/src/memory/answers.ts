import { CELL_STATUSES, type CellStatus } from '#libs/domain';
import type { Explanations } from './explanations.js';

/** Place of a status in the lists and counts of the matrix. */
export const STATUS_PLACE: Readonly<Record<CellStatus, number>> = Object.fromEntries(
  CELL_STATUSES.map((status, place) => [status, place]),
) as Record<CellStatus, number>; // built from the complete list of statuses

/**
 * Materialised answers, one for each cell: an explanation and the finding that it rests on, 6 bytes; with counts of
 * statuses by release and by platform.
 */
export class Answers {
  readonly platforms: number;
  #explanation: Uint16Array;
  /** Row of the finding, plus one; 0 for none. */
  #row: Uint32Array;
  /** By explanation. */
  #status: Uint8Array;
  /** By release × statuses. */
  countsOfRelease: Uint16Array;
  /** By platform × statuses. */
  readonly countsOfPlatform: Uint32Array;
  readonly #explanations: Explanations;
  #releases: number;

  constructor(releases: number, platforms: number, explanations: Explanations) {
    this.platforms = platforms;
    // What stays empty is never touched, and so takes no memory.
    const room = withRoom(releases);
    this.#releases = room;
    this.#explanations = explanations;
    this.#explanation = new Uint16Array(room * platforms);
    this.#row = new Uint32Array(room * platforms);
    this.#status = new Uint8Array(0);
    this.countsOfRelease = new Uint16Array(room * CELL_STATUSES.length);
    this.countsOfPlatform = new Uint32Array(platforms * CELL_STATUSES.length);
  }

  /** Makes room for releases registered after loading. */
  grow(releases: number): void {
    if (releases <= this.#releases) return;
    const room = withRoom(releases);
    this.#explanation = wider(this.#explanation, new Uint16Array(room * this.platforms));
    this.#row = wider(this.#row, new Uint32Array(room * this.platforms));
    this.countsOfRelease = wider(this.countsOfRelease, new Uint16Array(room * CELL_STATUSES.length));
    this.#releases = room;
  }

  explanation(release: number, platform: number): number {
    return this.#explanation[release * this.platforms + platform] ?? 0;
  }

  /** Row of the finding that the answer rests on, or -1. */
  row(release: number, platform: number): number {
    return (this.#row[release * this.platforms + platform] ?? 0) - 1;
  }

  /** Place of the cell's status in {@link CELL_STATUSES}. */
  status(release: number, platform: number): number {
    return this.#status[this.#explanation[release * this.platforms + platform] ?? 0] ?? 0;
  }

  /** For loops over many cells: explanation by cell, and status by explanation. */
  get cells(): { readonly explanation: Uint16Array; readonly status: Uint8Array } {
    return { explanation: this.#explanation, status: this.#status };
  }

  /** Takes the counts of a release back before its cells are set anew. */
  beginRelease(release: number): void {
    const statuses = CELL_STATUSES.length;
    const counts = this.countsOfRelease.subarray(release * statuses, (release + 1) * statuses);
    if (counts.every((count) => count === 0)) return;
    for (let platform = 0; platform < this.platforms; platform += 1) {
      const at = platform * statuses + this.status(release, platform);
      this.countsOfPlatform[at] = (this.countsOfPlatform[at] ?? 0) - 1;
    }
    counts.fill(0);
  }

  set(release: number, platform: number, explanation: number, row: number): void {
    const cell = release * this.platforms + platform;
    this.#explanation[cell] = explanation;
    this.#row[cell] = row + 1;
    if (explanation >= this.#status.length) this.#learnStatuses();
    const statuses = CELL_STATUSES.length;
    const status = this.#status[explanation] ?? 0;
    this.countsOfRelease[release * statuses + status] = (this.countsOfRelease[release * statuses + status] ?? 0) + 1;
    this.countsOfPlatform[platform * statuses + status] =
      (this.countsOfPlatform[platform * statuses + status] ?? 0) + 1;
  }

  get byteLength(): number {
    return [this.#explanation, this.#row, this.countsOfRelease, this.countsOfPlatform].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
  }

  #learnStatuses(): void {
    this.#status = Uint8Array.from(this.#explanations.list, ({ status }) => STATUS_PLACE[status]);
  }
}

function withRoom(releases: number): number {
  return Math.ceil(releases * 1.02) + 64;
}

function wider<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
