import { DomainError } from '#libs/domain';
import { findHeaders, type FoundHeaders } from '../sheets/find-headers.js';
import { openSheets } from '../sheets/open-sheets.js';
import type { SheetRow } from '../sheets/sheet-rows.js';
import type { TextEncodingName } from '../sheets/text-encoding.js';
import { IMPORT_FIELDS, INSTRUCTIONS_SHEET } from './import-fields.js';
import { readRowLine, type ReadRow, type RowKind } from './import-rows.js';
import { readLines } from './read-lines.js';
import { readYaml } from './read-yaml.js';
import { valuesOfRow } from './sheet-values.js';

/** Rows of one import: more are several. */
export const MOST_IMPORT_ROWS = 200_000;
/** Rows within which a sheet's headers stand. */
const HEADERS_WITHIN = 20;

export type ImportFormat = 'sheet' | 'yaml' | 'rows';

export interface ImportFile {
  readonly path: string;
  readonly format: ImportFormat;
  /** What the rows are; of the format `rows` each says so itself. */
  readonly kind: RowKind | null;
  readonly encoding: TextEncodingName | undefined;
}

/** What was found out about a file while its rows were read. */
export interface FileFacts {
  format: string;
  encoding: string | null;
  /** Sheets that hold no headers of the kind, or that are hidden; and headers that mean nothing. */
  readonly ignored: string[];
}

/**
 * The rows of a file, one after the other.
 *
 * @param facts is filled while reading
 * @throws DomainError `unreadable-sheet` for a file that can not be read, or has no headers, doubled or merged ones
 */
export async function* readImportFile(file: ImportFile, facts: FileFacts): AsyncGenerator<ReadRow> {
  let count = 0;
  for await (const row of rowsOf(file, facts)) {
    count += 1;
    if (count > MOST_IMPORT_ROWS) throw tooManyRows(row);
    yield row;
  }
}

function rowsOf(file: ImportFile, facts: FileFacts): AsyncGenerator<ReadRow> {
  facts.format = file.format;
  if (file.format === 'rows') return rowLines(file.path);
  if (file.kind === null) throw new Error('a file of this format needs a kind');
  return file.format === 'yaml' ? readYaml(file.path, file.kind) : sheetRows(file, file.kind, facts);
}

async function* rowLines(path: string): AsyncGenerator<ReadRow> {
  for await (const { text, line } of readLines(path)) if (text.trim() !== '') yield readRowLine(text, line);
}

async function* sheetRows(file: ImportFile, kind: RowKind, facts: FileFacts): AsyncGenerator<ReadRow> {
  const fields = IMPORT_FIELDS[kind];
  const book = await openSheets(file.path, { encoding: file.encoding });
  facts.format = book.format;
  facts.encoding = book.encoding;
  facts.ignored.push(...book.sheets.filter(({ isHidden }) => isHidden).map(({ name }) => name));
  let sheet: string | undefined;
  let headers: FoundHeaders | undefined;
  let looked = 0;
  let isAnyFound = false;
  for await (const row of book.rows()) {
    if (row.sheet !== sheet) {
      if (sheet !== undefined && headers === undefined) facts.ignored.push(sheet);
      sheet = row.sheet;
      headers = undefined;
      looked = 0;
    }
    if (row.sheet === INSTRUCTIONS_SHEET) continue;
    if (headers !== undefined) {
      const read = valuesOfRow(kind, row, headers, fields);
      if (read !== undefined) yield read;
    } else if (looked < HEADERS_WITHIN) {
      looked += 1;
      headers = findHeaders(row, fields);
      if (headers === undefined) continue;
      refuseHeaders(row, headers);
      isAnyFound = true;
      facts.ignored.push(
        ...headers.unknown.map(({ column, text }) => `${row.sheet}!${column}${row.row} ${text}`.slice(0, 200)),
      );
    }
  }
  if (sheet !== undefined && headers === undefined) facts.ignored.push(sheet);
  if (!isAnyFound) {
    const wanted = fields.filter(({ isRequired }) => isRequired === true).map(({ zh, en }) => `${zh} · ${en}`);
    throw headerRefusal(
      'file',
      'missing-header',
      `前 ${HEADERS_WITHIN} 行没有表头：${wanted.join('、')} · No headers in the first ${HEADERS_WITHIN} rows of any sheet; take the template`,
    );
  }
}

const HEADER_PROBLEMS = {
  'duplicate-header': '表头重复 · This header stands twice',
  'ambiguous-header': '表头可作多种理解 · This header could be several columns',
  'merged-cells': '表头为合并单元格 · This header is merged over several columns',
} as const;

function refuseHeaders(row: SheetRow, { problems, missing }: FoundHeaders): void {
  const [problem] = problems;
  if (problem !== undefined) {
    const { column, text } = problem.cell;
    throw headerRefusal(
      `${row.sheet}!${column}${row.row}`,
      problem.code,
      `${HEADER_PROBLEMS[problem.code]} (${problem.field}: ${text.slice(0, 100)})`,
    );
  }
  if (missing.length > 0) {
    throw headerRefusal(
      `${row.sheet}!${row.row}`,
      'missing-header',
      `缺少列 · Columns are missing: ${missing.join(', ')}`,
    );
  }
}

function headerRefusal(path: string, code: string, message: string): DomainError {
  return new DomainError('unreadable-sheet', `${path}: ${message}`, {
    fields: [{ path, code, message }],
    facts: { problem: code },
  });
}

function tooManyRows({ place }: ReadRow): DomainError {
  const message = `一次导入不超过 ${MOST_IMPORT_ROWS} 行 · An import has at most ${MOST_IMPORT_ROWS} rows: split the file`;
  const path = `${place.sheet}!${place.row}`;
  return new DomainError('unreadable-sheet', `${path}: ${message}`, {
    fields: [{ path, code: 'too-many-rows', message }],
    facts: { problem: 'too-many-rows', sheet: place.sheet, row: place.row, column: null },
  });
}
