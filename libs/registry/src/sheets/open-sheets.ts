import { stat } from 'node:fs/promises';
import { fileFormat } from './file-format.js';
import { CSV_SHEET, readCsv } from './read-csv.js';
import { readWorkbook } from './read-workbook.js';
import { SHEET_LIMITS, type SheetLimits } from './sheet-limits.js';
import { sheetRefusal } from './sheet-refusals.js';
import type { SheetRow } from './sheet-rows.js';
import { detectEncoding, requireEncoding, type TextEncodingName } from './text-encoding.js';
import { openArchive } from './workbook-archive.js';
import { binaryWorkbook, workbookParts, type WorkbookSheet } from './workbook-parts.js';

/** A file whose rows can be read, again and again. Nothing of it is held open in between. */
export interface Sheets {
  readonly format: 'xlsx' | 'csv';
  /** Of a CSV file: the encoding it was found to be in. */
  readonly encoding: TextEncodingName | null;
  /** Those hidden are told of, and not read. */
  readonly sheets: readonly WorkbookSheet[];
  /**
   * Rows in the order of the file, of which only a few are in memory at a time. Stop reading whenever you like.
   *
   * @throws DomainError `unreadable-sheet`, see {@link openSheets}; rows before the problem have been handed out by then
   */
  rows(): AsyncGenerator<SheetRow>;
}

/**
 * Opens an XLSX or CSV file for reading within bounds: {@link SHEET_LIMITS} for the file, and those of `sheet-limits.ts` for
 * what is inside. The first bytes say which it is. Links, macros and formulas are never followed or run.
 *
 * @param options.encoding of a CSV file, where the caller knows it
 * @throws DomainError `unreadable-sheet`. Its one field names the place (`file`, `Sheet1`, `Sheet1!C12`) and says why by its
 * code, a {@link SheetProblem}; the facts are `{ problem, sheet, row, column }`
 */
export async function openSheets(
  file: string,
  options: { readonly limits?: Partial<SheetLimits>; readonly encoding?: TextEncodingName | undefined } = {},
): Promise<Sheets> {
  const limits = { ...SHEET_LIMITS, ...options.limits };
  const { size } = await stat(file);
  if (size > limits.fileBytes) throw tooLarge(limits.fileBytes);
  if ((await fileFormat(file)) === 'archive') {
    const archive = await openArchive(file);
    try {
      if (archive.parts.has('xl/workbook.bin')) throw binaryWorkbook();
      const parts = await workbookParts(archive);
      return {
        format: 'xlsx',
        encoding: null,
        sheets: parts.sheets,
        rows: () => atMost(limits.rows, readWorkbook(file, parts)),
      };
    } finally {
      archive.close();
    }
  }
  const { encoding = await detectEncoding(file, CSV_SHEET) } = options;
  if (options.encoding !== undefined) await requireEncoding(file, CSV_SHEET, encoding);
  return {
    format: 'csv',
    encoding,
    sheets: [{ name: CSV_SHEET, part: '', isHidden: false }],
    rows: () => atMost(limits.rows, readCsv(file, encoding)),
  };
}

async function* atMost(limit: number, rows: AsyncGenerator<SheetRow>): AsyncGenerator<SheetRow> {
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (count > limit) {
      throw sheetRefusal(
        'too-many-rows',
        `超过 ${limit} 行，请分成几个文件 · More than ${limit} rows: split the file`,
        row,
      );
    }
    yield row;
  }
}

function tooLarge(bytes: number): Error {
  const megabytes = Math.floor(bytes / 1_000_000);
  return sheetRefusal('file-too-large', `文件超过 ${megabytes} MB · The file is larger than ${megabytes} MB: split it`);
}
