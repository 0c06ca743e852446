import type { exportCells as exportCellsOperation, InputOf } from '#libs/contracts';
import { filterOf, listedCells, listedStatuses, refuseFullSheet } from '#libs/domain';
import { countCells, EXPORT_FORMATS, exportCells, exportPastCells, momentAsked, placeFilter } from '#libs/matrix';
import type { FastifyReply } from 'fastify';
import { sendChunks } from '../http/send-chunks.js';
import type { Parts } from '../parts.js';
import { momentOfQuery } from './moment-of-query.js';
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
  const filter = filterOf(query);
  const { mediaType, write, wrap } = EXPORT_FORMATS[query.format];
  const send = (cells: AsyncGenerator<Buffer>): void => {
    void reply.header('content-disposition', `attachment; filename="matrix.${query.format}"`);
    void reply.header('cache-control', 'no-store');
    sendChunks(reply, mediaType, wrap(cells));
  };
  if (moment !== null) {
    const about = { moment, isSheet: query.format === 'xlsx' };
    send(await exportPastCells(parts.db, start, filter, about, write, parts.stopping));
    return;
  }
  if (query.format === 'xlsx') {
    const { snapshot, directory } = start;
    const placed = placeFilter(filter, directory, snapshot.matrix.world);
    refuseFullSheet(listedCells(countCells(snapshot.matrix, directory, placed), listedStatuses(placed)));
  }
  send(exportCells(parts.directory, start, filter, write, parts.stopping));
}
