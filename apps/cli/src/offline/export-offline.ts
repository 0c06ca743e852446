import { exportCells } from '#libs/contracts';
import {
  CELL_STATUSES,
  cellDocument,
  csvLine,
  CSV_START,
  listedStatuses,
  MAX_SHEET_ROWS,
  refuseFullSheet,
  sheetMayBeFull,
  sheetRow,
  tableRow,
  WORKBOOK,
  type CellAnswer,
  type Platform,
} from '#libs/domain';
import { zipStream } from '#libs/runtime';
import { BundledCells, type ReleaseTold } from './bundled-cells.js';
import { momentsOf, type Moments } from './moments.js';
import type { OfflineMatrix } from './offline-matrix.js';
import { askedBy, parsedQuery, type CellsQuery } from './query-offline.js';

export interface ExportQuery extends CellsQuery {
  readonly format: 'csv' | 'jsonl' | 'xlsx';
}

/** Characters that are handed on together. */
const CHUNK = 64 * 1024;

/** Writes a cell; its answer is whole but for the reason of an `unknown` one. */
type Write = (told: ReleaseTold, cell: ListedCell, moments: Moments) => string;

interface ListedCell {
  readonly platform: Platform;
  readonly brief: CellAnswer;
}

/** How cells are written down, and what goes around them, as the service does it. */
const FORMATS: Readonly<
  Record<
    ExportQuery['format'],
    { readonly write: Write; readonly wrap: (rows: AsyncGenerator<Buffer>) => AsyncGenerator<Buffer> }
  >
> = {
  csv: { write: (told, cell) => csvLine(rowOf(told, cell)), wrap: (rows) => framed(CSV_START, rows, '') },
  jsonl: {
    write: ({ answers, names }, { platform, brief }, { knownAt }) => {
      const answer = brief.status === 'unknown' ? answers.answerOn(platform) : brief;
      return `${JSON.stringify(cellDocument(answer, knownAt, names))}\n`;
    },
    wrap: (rows) => rows,
  },
  xlsx: {
    write: (told, cell) => sheetRow(rowOf(told, cell)),
    wrap: (rows) => {
      const { parts, sheet, start, end } = WORKBOOK;
      return zipStream(parts, { name: sheet, bytes: framed(start, rows, end) });
    },
  },
};

function rowOf({ product, names }: ReleaseTold, { brief }: ListedCell): readonly string[] {
  return tableRow(brief, product, names);
}

async function* framed(before: string, rows: AsyncGenerator<Buffer>, after: string): AsyncGenerator<Buffer> {
  yield Buffer.from(before);
  yield* rows;
  if (after !== '') yield Buffer.from(after);
}

/**
 * All cells that match, as a file: the bytes that the service gives a stranger as of the bundle's revision.
 *
 * @param onRelease called for each release of the bundle that has been looked at
 * @throws DomainError `unknown-coordinate`, `invalid-request`, before the first byte
 */
export async function exportOffline(
  matrix: OfflineMatrix,
  query: ExportQuery,
  now: Date,
  onRelease: () => void,
): Promise<AsyncGenerator<Buffer>> {
  const parsed = parsedQuery(exportCells.query, query);
  const { filter, moments: asked, isNamed } = askedBy(parsed);
  const moments = momentsOf(matrix.file.index, asked, now, 'query.');
  const cells = new BundledCells(matrix, filter, moments, onRelease);
  const { write, wrap } = FORMATS[parsed.format];
  if (parsed.format === 'xlsx') await refuseTooMany(matrix, cells, isNamed);
  return wrap(rows(matrix, cells, (told, cell) => write(told, cell, moments)));
}

/** A sheet has room for so many rows only. They are counted one by one only where there may be more. */
async function refuseTooMany(matrix: OfflineMatrix, cells: BundledCells, isNamed: boolean): Promise<void> {
  let releases = 0;
  for await (const release of cells.releases()) if (cells.isAsked(release)) releases += 1;
  if (releases * cells.columnsAsked.length <= MAX_SHEET_ROWS) return;
  if (isNamed) throw sheetMayBeFull();
  let all = 0;
  for await (const { found } of listed(matrix, cells)) all += found.length;
  refuseFullSheet(all);
}

async function* rows(
  matrix: OfflineMatrix,
  cells: BundledCells,
  write: (told: ReleaseTold, cell: ListedCell) => string,
): AsyncGenerator<Buffer> {
  let text = '';
  for await (const { told, found } of listed(matrix, cells)) {
    text += matrix.reading(() => found.map((cell) => write(told, cell)).join(''));
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/** Releases that match, and their cells whose status is listed. */
async function* listed(
  matrix: OfflineMatrix,
  cells: BundledCells,
): AsyncGenerator<{ readonly told: ReleaseTold; readonly found: readonly ListedCell[] }> {
  const statuses = listedStatuses(cells.chosen);
  const columns = cells.columnsAsked;
  for await (const release of cells.releases()) {
    if (!cells.isAsked(release)) continue;
    const told = await cells.told(release);
    const found = matrix.reading(() =>
      columns.flatMap(({ platform }) => {
        const brief = told.answers.briefOn(platform);
        return statuses[CELL_STATUSES.indexOf(brief.status)] === 1 ? [{ platform, brief }] : [];
      }),
    );
    if (found.length > 0) yield { told, found };
  }
}
