import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { asBytes } from '../memory/answer-template.js';
import { TABLE_HEADER, tableRow, type ExportedCell } from './export-cells.js';
import { csvLine, sheetRow } from './plain-cell.js';

/** How cells are written down: one by one, and what goes around them. */
export interface ExportFormat {
  readonly mediaType: string;
  /** One cell as UTF-8 bytes, one a character. */
  readonly write: (cell: ExportedCell) => string;
  readonly wrap: (cells: AsyncGenerator<Buffer>) => AsyncGenerator<Buffer>;
}

/** Rows that a sheet has room for, besides the header. */
export const MAX_SHEET_ROWS = 1_048_575;

export const EXPORT_FORMATS = {
  /** With a byte order mark, without which spreadsheets take UTF-8 for something else. */
  csv: {
    mediaType: 'text/csv; charset=utf-8',
    write: (cell) => asBytes(csvLine(tableRow(cell))),
    wrap: (cells) => framed(`\ufeff${csvLine(TABLE_HEADER)}`, cells, ''),
  },
  /** The whole answers, as a single question gets them. */
  jsonl: {
    mediaType: 'application/x-ndjson',
    write: ({ snapshot, release, platform, at }) => `${snapshot.writer.write(release, platform, at)}\n`,
    wrap: (cells) => cells,
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (cell) => asBytes(sheetRow(tableRow(cell))),
    wrap: (cells) => workbook(framed(`${SHEET_START}${sheetRow(TABLE_HEADER)}`, cells, SHEET_END)),
  },
} as const satisfies Record<string, ExportFormat>;

async function* framed(before: string, cells: AsyncGenerator<Buffer>, after: string): AsyncGenerator<Buffer> {
  yield Buffer.from(before);
  yield* cells;
  if (after !== '') yield Buffer.from(after);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const SHEET_START = `${XML}<worksheet xmlns="${MAIN}"><sheetData>`;
const SHEET_END = '</sheetData></worksheet>';

/** The least that ECMA-376 wants of a workbook around its sheet. */
const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
  '_rels/.rels': `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="适配矩阵" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

/** Compressed off the event loop, no faster than the reader takes it. */
async function* workbook(sheet: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const rows = Readable.from(sheet, { objectMode: false });
  const output = zip.outputStream.pipe(new PassThrough());
  zip.on('error', (error: Error) => output.destroy(error));
  rows.on('error', (error) => output.destroy(error));
  for (const [name, text] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(text), name);
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml');
  zip.end();
  try {
    // Without an encoding a stream of bytes gives buffers.
    for await (const chunk of output) yield chunk as Buffer;
  } finally {
    rows.destroy();
  }
}
