import { csvLine, CSV_START, sheetRow, tableRow, WORKBOOK } from '#libs/domain';
import { zipStream } from '#libs/runtime';
import { answerCell } from '../memory/answer-cell.js';
import { asBytes } from '../memory/answer-template.js';
import type { ExportedCell } from './export-cells.js';

/** How cells are written down: one by one, and what goes around them. */
export interface ExportFormat {
  readonly mediaType: string;
  /** One cell as UTF-8 bytes, one a character. */
  readonly write: (cell: ExportedCell) => string;
  readonly wrap: (cells: AsyncGenerator<Buffer>) => AsyncGenerator<Buffer>;
}

export const EXPORT_FORMATS = {
  csv: {
    mediaType: 'text/csv; charset=utf-8',
    write: (cell) => asBytes(csvLine(rowOf(cell))),
    wrap: (cells) => framed(CSV_START, cells, ''),
  },
  /** The whole answers, as a single question gets them. */
  jsonl: {
    mediaType: 'application/x-ndjson',
    write: ({ snapshot, release, platform, at }) => `${snapshot.writer.write(release, platform, at)}\n`,
    wrap: (cells) => cells,
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (cell) => asBytes(sheetRow(rowOf(cell))),
    wrap: (cells) => {
      const { parts, sheet, start, end } = WORKBOOK;
      return zipStream(parts, { name: sheet, bytes: framed(start, cells, end) });
    },
  },
} as const satisfies Record<string, ExportFormat>;

function rowOf({ snapshot, product, release, platform, at }: ExportedCell): readonly string[] {
  const { matrix, names, edition } = snapshot;
  return tableRow(answerCell(matrix, release, platform, at, edition.revision, true), product, names);
}

async function* framed(before: string, cells: AsyncGenerator<Buffer>, after: string): AsyncGenerator<Buffer> {
  yield Buffer.from(before);
  yield* cells;
  if (after !== '') yield Buffer.from(after);
}
