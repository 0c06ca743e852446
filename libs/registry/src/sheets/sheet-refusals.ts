import { DomainError } from '#libs/domain';
import { columnName } from './sheet-rows.js';

/** Why a file can not be read as sheets. Never renamed: programs switch on it. */
export type SheetProblem =
  | 'file-too-large'
  | 'wrong-format'
  | 'old-workbook'
  | 'binary-workbook'
  | 'encrypted'
  | 'damaged'
  | 'zip-bomb'
  | 'too-many-parts'
  | 'doctype'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'too-many-merges'
  | 'too-many-texts'
  | 'cell-too-long'
  | 'out-of-order'
  | 'wrong-encoding'
  | 'unsure-encoding'
  | 'malformed-csv';

/** Where in the file: as much as is known. */
export interface SheetPlace {
  readonly sheet?: string | undefined;
  readonly row?: number | undefined;
  /** Place of the column; the first is 0. */
  readonly index?: number | undefined;
}

/** @returns the refusal `unreadable-sheet`; its field's path is `file`, or the place as a spreadsheet writes it: `Sheet1!C12` */
export function sheetRefusal(
  problem: SheetProblem,
  message: string,
  place: SheetPlace = {},
  cause?: unknown,
): DomainError {
  const column = place.index === undefined ? undefined : columnName(place.index);
  const { sheet, row } = place;
  const path = pathOf({ sheet, row, column });
  return new DomainError('unreadable-sheet', path === 'file' ? message : `${path}: ${message}`, {
    fields: [{ path, code: problem, message }],
    facts: { problem, sheet: sheet ?? null, row: row ?? null, column: column ?? null },
    cause,
  });
}

function pathOf({
  sheet,
  row,
  column,
}: {
  sheet: string | undefined;
  row: number | undefined;
  column: string | undefined;
}): string {
  if (sheet === undefined) return 'file';
  return row === undefined ? sheet : `${sheet}!${column ?? ''}${row}`;
}
