import type { exportCells as exportCellsOperation, InputOf } from '#libs/contracts';
import { DomainError } from '#libs/domain';
import {
  countCells,
  EXPORT_FORMATS,
  exportCells,
  exportPastCells,
  listedCells,
  MAX_SHEET_ROWS,
  momentAsked,
  placeFilter,
} from '#libs/matrix';
import type { FastifyReply } from 'fastify';
import { sendChunks } from '../http/send-chunks.js';
import type { Parts } from '../parts.js';
import { filterOfQuery, momentOfQuery } from './filter-of-query.js';
import { presentDirectory } from './present-matrix.js';

/** Streams all cells that a query finds as a file. */
export async function sendExport(
  parts: Parts,
  query: InputOf<typeof exportCellsOperation>['query'],
  reply: FastifyReply,
): Promise<void> {
  const asked = momentOfQuery(query);
  const moment = asked === null ? null : await momentAsked(parts.db, asked);
  const start = await presentDirectory(parts.directory);
  const filter = filterOfQuery(query);
  const { mediaType, write, wrap } = EXPORT_FORMATS[query.format];
  const send = (cells: AsyncGenerator<Buffer>): void => {
    void reply.header('content-disposition', `attachment; filename="matrix.${query.format}"`);
    void reply.header('cache-control', 'no-store');
    sendChunks(reply, mediaType, wrap(cells));
  };
  if (moment !== null) {
    const room = { moment, mostCells: query.format === 'xlsx' ? MAX_SHEET_ROWS : Infinity };
    send(await exportPastCells(parts.db, start, filter, room, write, parts.stopping));
    return;
  }
  if (query.format === 'xlsx') {
    const { snapshot, directory } = start;
    const placed = placeFilter(filter, directory, snapshot.matrix.world);
    refuseTooMany(listedCells(countCells(snapshot.matrix, directory, placed).status, filter));
  }
  send(exportCells(parts.directory, start, filter, write, parts.stopping));
}

function refuseTooMany(cells: number): void {
  if (cells <= MAX_SHEET_ROWS) return;
  throw new DomainError(
    'invalid-request',
    `工作表最多 ${MAX_SHEET_ROWS} 行，筛选结果有 ${cells} 行 · A sheet holds ${MAX_SHEET_ROWS} rows and ${cells} cells match: narrow the filter, or take csv or jsonl`,
    { fields: [{ path: 'query.format', code: 'too_big', message: `more than ${MAX_SHEET_ROWS} cells match` }] },
  );
}
