import { DomainError } from '#libs/domain';
import { columnName, foldHeader, type SheetCell, type SheetRow } from '#libs/registry';
import { headerMeaning, type ListField } from './list-headers.js';
import { MergedTexts } from './merged-texts.js';

/** Where a row says for which platform it asks. Places of columns; the first is 0. */
export interface PlatformColumns {
  readonly platform?: number;
  readonly os?: number;
  readonly osVersion?: number;
  readonly cpu?: number;
}

/** Columns of a list by what they mean. */
export interface ListColumns {
  readonly headerRow: number;
  /** Texts of the header by their columns, as headers are compared. */
  readonly headers: ReadonlyMap<number, string>;
  readonly coordinate?: number;
  readonly product?: number;
  readonly vendor?: number;
  readonly version?: number;
  /** One for each platform that a row asks for. */
  readonly platforms: readonly PlatformColumns[];
}

interface Header {
  readonly row: number;
  readonly cells: readonly SheetCell[];
  readonly columns: ReadonlyMap<ListField, readonly SheetCell[]>;
}

/**
 * Finds the header among the first rows of a sheet: the row in which most columns are recognised, one of them a product. Cells
 * merged downwards into a row are part of it, as in headers of two rows.
 *
 * @returns undefined where the sheet is no list
 * @throws DomainError `invalid-request` naming sheet, row and column where two columns mean the same
 */
export function findListColumns(rows: readonly SheetRow[]): ListColumns | undefined {
  let best: Header | undefined;
  const merged = new MergedTexts();
  for (const row of rows) {
    const cells = merged.cellsOf(row);
    const header = { row: row.row, cells, columns: recognised(cells) };
    if (!header.columns.has('product') && !header.columns.has('coordinate')) continue;
    if (best === undefined || header.columns.size > best.columns.size) best = header;
  }
  return best === undefined ? undefined : columnsOf(best);
}

function recognised(cells: readonly SheetCell[]): Map<ListField, SheetCell[]> {
  const found = new Map<ListField, { rank: number; cells: SheetCell[] }>();
  for (const cell of cells) {
    const meaning = headerMeaning(cell.text);
    if (meaning === undefined) continue;
    const known = found.get(meaning.field);
    if (known === undefined || meaning.rank < known.rank) {
      found.set(meaning.field, { rank: meaning.rank, cells: [cell] });
    } else if (meaning.rank === known.rank) known.cells.push(cell);
  }
  return new Map([...found].map(([field, { cells: those }]) => [field, those]));
}

function columnsOf({ row, cells, columns }: Header): ListColumns {
  const single = (field: ListField): number | undefined => {
    const [first, second] = columns.get(field) ?? [];
    if (second !== undefined) throw twice(second, columnName(first?.index ?? 0));
    return first?.index;
  };
  return {
    headerRow: row,
    headers: new Map(cells.map(({ index, text }) => [index, foldHeader(text)])),
    ...defined({
      coordinate: single('coordinate'),
      product: single('product'),
      vendor: single('vendor'),
      version: single('version'),
    }),
    platforms: platformsOf(columns),
  };
}

/** Pairs of OS and CPU by their order; one that stands alone goes with each of the others. */
function platformsOf(columns: Header['columns']): PlatformColumns[] {
  const of = (field: ListField): readonly SheetCell[] => columns.get(field) ?? [];
  const [systems, versions, cpus] = [of('os'), of('osVersion'), of('cpu')];
  const whole = of('platform').map(({ index }) => ({ platform: index }));
  const pairs = Math.max(systems.length, cpus.length);
  if (pairs === 0) return whole;
  const fits = (cells: readonly SheetCell[]): boolean => cells.length <= 1 || cells.length === pairs;
  for (const cells of [systems, cpus, versions]) {
    const [first] = cells;
    if (first !== undefined && !fits(cells)) throw unpaired(first, systems.length, cpus.length);
  }
  const at = (cells: readonly SheetCell[], place: number): number | undefined => (cells[place] ?? cells[0])?.index;
  const parts = Array.from({ length: pairs }, (_, place) =>
    defined({ os: at(systems, place), osVersion: at(versions, place), cpu: at(cpus, place) }),
  );
  return [...whole, ...parts];
}

/** The fields that are there. */
function defined<T extends Readonly<Record<string, number | undefined>>>(fields: T): { [K in keyof T]?: number } {
  // fromEntries forgets which keys it was fed; they are those of T whose value is not undefined.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: number;
  };
}

function twice(cell: SheetCell, other: string): DomainError {
  return wrongHeader(
    cell,
    'duplicate-header',
    `表头“${cell.text}”与 ${other} 列含义相同，请只保留一列 · This header means the same as that of column ${other}: keep one of them`,
  );
}

function unpaired(cell: SheetCell, systems: number, cpus: number): DomainError {
  return wrongHeader(
    cell,
    'unpaired-platforms',
    `${systems} 列操作系统与 ${cpus} 列 CPU 无法配对 · ${systems} columns of operating systems and ${cpus} of CPUs make no pairs: as many of one as of the other, or one alone`,
  );
}

function wrongHeader(cell: SheetCell, code: string, message: string): DomainError {
  const { sheet, row, column } = cell;
  const path = `${sheet}!${column}${row}`;
  return new DomainError('invalid-request', `${path}: ${message}`, {
    fields: [{ path, code, message }],
    facts: { problem: code, sheet, row, column },
  });
}
