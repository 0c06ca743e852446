import type { SheetRow, Sheets } from '#libs/registry';
import { LIST_LIMITS } from './list-limits.js';
import { noList, noPlatforms, sameNames, tooManyPlatforms, tooManyRows } from './list-refusals.js';
import { readListRow, type ListRow } from './list-rows.js';
import { findListColumns, type ListColumns } from './list-tables.js';
import { MergedTexts } from './merged-texts.js';

/** The list of one sheet. */
export interface SheetList {
  readonly sheet: string;
  readonly columns: ListColumns;
  readonly rows: readonly ListRow[];
  /** Place of the first column behind everything that the sheet holds; the first of all is 0. */
  readonly firstFree: number;
}

/** Rows of a sheet among which its header is looked for. */
const HEADER_AMONG = 60;

/**
 * The lists of a file: those sheets that have a header with a product in it, and a platform to ask about.
 *
 * @param isPlatformGiven the question names platforms, so that the rows need not
 * @throws DomainError `unreadable-sheet` · `invalid-request` where there is no list, or too much of it
 */
export async function readLists(sheets: Sheets, isPlatformGiven: boolean): Promise<SheetList[]> {
  const [twice] = sheets.sheets.filter(
    ({ name }, place) => sheets.sheets.findIndex((one) => one.name === name) < place,
  );
  if (twice !== undefined) throw sameNames(twice.name);
  const found: SheetList[] = [];
  let reader: SheetListReader | undefined;
  let left: number = LIST_LIMITS.rows;
  const end = (): void => {
    const list = reader?.end();
    if (list === undefined) return;
    found.push(list);
    left -= list.rows.length;
  };
  for await (const row of sheets.rows()) {
    if (row.sheet !== reader?.sheet) {
      end();
      reader = new SheetListReader(row.sheet, left);
    }
    reader.take(row);
  }
  end();
  const lists = found.filter(({ columns }) => isPlatformGiven || columns.platforms.length > 0);
  if (lists.length === 0) throw found.length === 0 ? noList() : noPlatforms();
  return lists;
}

class SheetListReader {
  readonly #mostRows: number;
  readonly #merged = new MergedTexts();
  /** Rows before it is known where the header is. */
  #first: SheetRow[] | null = [];
  #columns: ListColumns | undefined;
  #firstFree = 0;
  readonly #rows: ListRow[] = [];

  constructor(
    readonly sheet: string,
    mostRows: number,
  ) {
    this.#mostRows = mostRows;
  }

  take(row: SheetRow): void {
    if (this.#first === null) {
      this.#read(row);
      return;
    }
    this.#first.push(row);
    if (this.#first.length >= HEADER_AMONG) this.#findHeader();
  }

  end(): SheetList | undefined {
    if (this.#first !== null) this.#findHeader();
    if (this.#columns === undefined) return undefined;
    return { sheet: this.sheet, columns: this.#columns, rows: this.#rows, firstFree: this.#firstFree };
  }

  #findHeader(): void {
    const rows = this.#first ?? [];
    this.#first = null;
    this.#columns = findListColumns(rows);
    const platforms = this.#columns?.platforms.length ?? 0;
    if (platforms > LIST_LIMITS.platforms) throw tooManyPlatforms(this.sheet);
    for (const row of rows) this.#read(row);
  }

  #read(row: SheetRow): void {
    const columns = this.#columns;
    if (columns === undefined) return;
    this.#firstFree = Math.max(this.#firstFree, (row.cells.at(-1)?.index ?? -1) + 1);
    if (row.row < columns.headerRow) return;
    const cells = this.#merged.cellsOf(row);
    const read = row.row === columns.headerRow ? undefined : readListRow(row, cells, columns);
    if (read === undefined && row.row !== columns.headerRow) return;
    // Merges of rows that are given nothing, such as the title's, are in nobody's way.
    for (const { lastIndex } of row.merges) this.#firstFree = Math.max(this.#firstFree, lastIndex + 1);
    if (read === undefined) return;
    if (this.#rows.length >= this.#mostRows) throw tooManyRows(`${this.sheet}!${row.row}`);
    this.#rows.push(read);
  }
}
