import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { BOUNDS, EXCEL } from './sheet-limits.js';
import { sheetRefusal } from './sheet-refusals.js';
import { columnName, type SheetCell, type SheetRow } from './sheet-rows.js';
import { tooLong } from './parse-xml.js';
import { decodeFile, type TextEncodingName } from './text-encoding.js';
import { tooManyColumns } from './worksheet-reader.js';

/** What the one sheet of a CSV file is called. */
export const CSV_SHEET = 'CSV';

const SEPARATORS = [',', '\t', ';'] as const;

/**
 * The rows of a CSV file (RFC 4180), as a spreadsheet numbers them: a line break inside quotes begins no row. What separates
 * cells is whichever of comma, tab and semicolon most of the first lines have.
 *
 * @throws DomainError `unreadable-sheet`: malformed-csv, cell-too-long, too-many-columns
 */
export async function* readCsv(file: string, encoding: TextEncodingName): AsyncGenerator<SheetRow> {
  const records = parse({
    delimiter: await separatorOf(file, encoding),
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: BOUNDS.record,
  });
  const source = Readable.from(decodeFile(file, encoding));
  // Whoever reads the records is told of what the source fails with.
  source.on('error', (error) => records.destroy(error));
  let row = 0;
  try {
    // The parser yields texts, as no option asks for more.
    for await (const texts of source.pipe(records) as AsyncIterable<string[]>) {
      row += 1;
      const cells = cellsOf(texts, row);
      if (cells.length > 0) yield { sheet: CSV_SHEET, row, cells, merges: [] };
    }
  } catch (error) {
    throw error instanceof CsvError ? malformed(error, row + 1) : error;
  } finally {
    source.destroy();
    records.destroy();
  }
}

function cellsOf(texts: readonly string[], row: number): SheetCell[] {
  const cells: SheetCell[] = [];
  for (const [index, text] of texts.entries()) {
    if (text === '') continue;
    if (text.length > EXCEL.cellCharacters) throw tooLong({ sheet: CSV_SHEET, row, index });
    if (cells.length >= BOUNDS.cells) throw tooManyColumns({ sheet: CSV_SHEET, row, index });
    const column = columnName(index);
    cells.push({ sheet: CSV_SHEET, row, column, index, text, kind: 'text', isFormula: false, isFormatted: false });
  }
  return cells;
}

/** What separates the cells of a CSV file. */
export async function separatorOf(file: string, encoding: TextEncodingName): Promise<string> {
  let start = '';
  for await (const text of decodeFile(file, encoding)) {
    start += text;
    if (start.length > EXCEL.cellCharacters) break;
  }
  const lines = start.replaceAll(/"[^"]*"/g, '').split(/[\r\n]+/);
  // The one that is in most lines: a title above the table has none, and a cell's text may have some.
  const found = SEPARATORS.map((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1).filter((count) => count > 0);
    return { separator, lines: counts.length, all: counts.reduce((sum, count) => sum + count, 0) };
  }).sort((a, b) => b.lines - a.lines || b.all - a.all);
  return found[0]?.separator ?? ',';
}

function malformed(error: CsvError, row: number): Error {
  const message =
    error.code === 'CSV_MAX_RECORD_SIZE'
      ? '一行过长，可能有引号未闭合 · The row is too long: a quotation mark may not be closed'
      : '引号使用有误 · A quotation mark stands where none may, or is not closed; double those inside a cell';
  return sheetRefusal('malformed-csv', message, { sheet: CSV_SHEET, row }, error);
}
