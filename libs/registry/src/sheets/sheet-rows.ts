/**
 * What a cell holds: `number` for what is no date, `date` for an ISO day or, with a time of day, `YYYY-MM-DDTHH:MM:SS`
 * without a zone; `error` for what a formula failed with (`#N/A`). Every cell of a CSV file is `text`.
 */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'error';

/** A cell that holds something, or lies in a merge. */
export interface SheetCell {
  /** Name of the sheet; of a CSV file always `CSV`. */
  readonly sheet: string;
  /** As the spreadsheet numbers it: the first is 1. */
  readonly row: number;
  /** As the spreadsheet names it: `A`. */
  readonly column: string;
  /** Place of the column; the first is 0. */
  readonly index: number;
  /** As stored, neither trimmed nor folded. Numbers in their shortest form, of at most 15 digits; booleans `TRUE`, `FALSE`. */
  readonly text: string;
  readonly kind: CellKind;
  /** It is computed: `text` is what the program that saved the file had last, and empty if it saved none. */
  readonly isFormula: boolean;
  /** A number that the spreadsheet shows otherwise than `text` writes it: `8.10`, `50%`, `007`. */
  readonly isFormatted: boolean;
}

/** Cells that were made one: `A2:A4`. Only the first of them holds something. */
export interface Merge {
  readonly range: string;
  readonly firstRow: number;
  readonly lastRow: number;
  /** Places of columns; the first is 0. */
  readonly firstIndex: number;
  readonly lastIndex: number;
}

/** A row with at least one cell that holds something. */
export interface SheetRow {
  readonly sheet: string;
  readonly row: number;
  /** Those that hold something, from left to right. */
  readonly cells: readonly SheetCell[];
  /** The merges that this row lies in, usually none: what their other cells mean is not for a reader to guess. */
  readonly merges: readonly Merge[];
}

const LETTERS = 26;

/** `A` for 0, `AA` for 26. */
export function columnName(index: number): string {
  let name = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / LETTERS) - 1) {
    name = String.fromCharCode(65 + (rest % LETTERS)) + name;
  }
  return name;
}

/** The merge that the cell in this column lies in. */
export function mergeAt({ merges }: SheetRow, index: number): Merge | undefined {
  return merges.find(({ firstIndex, lastIndex }) => firstIndex <= index && index <= lastIndex);
}

export interface CellPlace {
  readonly row: number;
  readonly index: number;
}

/** Row and column of `C12`; undefined for what is no such name. */
export function cellPlace(name: string): CellPlace | undefined {
  const parts = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(name);
  if (parts === null) return undefined;
  const [, letters = '', digits = ''] = parts;
  let index = 0;
  for (const letter of letters) index = index * LETTERS + (letter.charCodeAt(0) - 64);
  return { row: Number(digits), index: index - 1 };
}
