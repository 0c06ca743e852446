import { BOUNDS } from './sheet-limits.js';
import { sheetRefusal } from './sheet-refusals.js';
import { cellPlace, type Merge } from './sheet-rows.js';
import { asRefusal, damaged, type WorkbookArchive } from './workbook-archive.js';

const ELEMENT = /<(?:\w+:)?mergeCell\s(?:[^>]*?\s)?ref\s*=\s*["']([^"']*)["']/g;
/** Longer than any such tag that a program writes. */
const TAG = 256;

/**
 * The merges of a sheet by their first row. They stand after the rows, so they are looked for before the rows are read; that
 * none was missed is for the reader of the rows to see.
 */
export async function mergedCells(archive: WorkbookArchive, sheet: string, part: string): Promise<Merge[]> {
  const merges = new Map<string, Merge>();
  let rest = '';
  try {
    // A part is a stream of bytes, which its type does not say.
    for await (const chunk of (await archive.open(part)) as AsyncIterable<Buffer>) {
      const text = rest + chunk.toString('latin1');
      let end = Math.max(0, text.length - TAG);
      if (text.includes('mergeCell')) {
        for (const match of text.matchAll(ELEMENT)) {
          const merge = parseMerge(match[1] ?? '');
          merges.set(merge.range, merge);
          if (merges.size > BOUNDS.merges) throw tooManyMerges(sheet);
          end = Math.max(end, match.index + match[0].length);
        }
      }
      rest = text.slice(end);
    }
  } catch (error) {
    throw asRefusal(error);
  }
  return [...merges.values()].sort((a, b) => a.firstRow - b.firstRow);
}

/** @throws DomainError `unreadable-sheet`, damaged */
export function parseMerge(range: string): Merge {
  const [first = '', last = first] = range.split(':');
  const [from, to] = [cellPlace(first), cellPlace(last)];
  if (from === undefined || to === undefined) throw damaged(new Error(`merge ${range}`));
  return {
    range,
    firstRow: Math.min(from.row, to.row),
    lastRow: Math.max(from.row, to.row),
    firstIndex: Math.min(from.index, to.index),
    lastIndex: Math.max(from.index, to.index),
  };
}

const NONE: readonly Merge[] = [];

/** Tells the merges of row after row, which must be asked for in order. */
export class MergesOfRows {
  readonly #waiting: readonly Merge[];
  #next = 0;
  #open: readonly Merge[] = NONE;

  /** @param merges by their first row */
  constructor(merges: readonly Merge[]) {
    this.#waiting = merges;
  }

  at(row: number): readonly Merge[] {
    if (this.#open.length > 0) this.#open = this.#open.filter(({ lastRow }) => lastRow >= row);
    for (let merge = this.#waiting[this.#next]; merge !== undefined && merge.firstRow <= row;) {
      if (merge.lastRow >= row) this.#open = [...this.#open, merge];
      this.#next += 1;
      merge = this.#waiting[this.#next];
    }
    return this.#open.length === 0 ? NONE : this.#open;
  }
}

function tooManyMerges(sheet: string): Error {
  return sheetRefusal(
    'too-many-merges',
    `合并单元格超过 ${BOUNDS.merges} 处 · More than ${BOUNDS.merges} merged ranges: unmerge the cells`,
    { sheet },
  );
}
