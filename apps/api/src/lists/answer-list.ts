import { listSummary, MAX_LIST_BYTES, type checkList as checkListOperation, type InputOf } from '#libs/contracts';
import { DomainError } from '#libs/domain';
import { askPast, askPresent, checkList, LIST_LIMITS, type AskCell } from '#libs/matrix';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendChunks } from '../http/send-chunks.js';
import { presentMatrix } from '../matrix/present-matrix.js';
import type { Parts } from '../parts.js';
import type { ListPlaces } from './list-places.js';
import type { PublicNames } from './public-names.js';
import { receiveFile } from './receive-file.js';

interface ListDesk {
  readonly parts: Parts;
  readonly names: PublicNames;
  readonly places: ListPlaces;
}

type Query = InputOf<typeof checkListOperation>['query'];

/** Checks the list that comes and sends it back. What came is gone with the connection's last byte. */
export async function answerList(
  { parts, names, places }: ListDesk,
  query: Query,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  presentMatrix(parts.matrix);
  const received = await receiveFile(request.raw, {
    maxBytes: MAX_LIST_BYTES,
    maxMs: parts.settings.SHIPEI_MAX_BODY_SECONDS * 1000,
    stopping: parts.stopping,
  });
  const undo = [(): void => received.remove()];
  const end = (): void => {
    for (const one of undo.splice(0)) one();
  };
  try {
    undo.push(places.take());
    const checked = await checkList(received.path, [query.platform ?? []].flat(), {
      names: await names.get(),
      ask: askerFor(parts, query),
      mostCells: query.knownAt === undefined ? LIST_LIMITS.cells : LIST_LIMITS.cellsKnownAt,
      stopping: parts.stopping,
    });
    void reply
      .header('shipei-list-summary', JSON.stringify(listSummary.parse(checked.summary)))
      .header('content-disposition', `attachment; filename="list.${checked.format}"`)
      .header('cache-control', 'no-store');
    // Of an answer that is broken off before its first byte, nothing else hears.
    reply.raw.once('close', end);
    if (reply.raw.destroyed) end();
    sendChunks(reply, checked.mediaType, checked.bytes());
  } catch (error) {
    end();
    throw parts.stopping.aborted ? stopping(error) : error;
  }
}

function stopping(cause: unknown): DomainError {
  return new DomainError('matrix-loading', '服务正在停止，请稍后重试 · The service is stopping; try again shortly', {
    cause,
  });
}

function askerFor({ db, matrix }: Parts, { validAt, knownAt }: Query): AskCell {
  const at = validAt === undefined ? null : new Date(validAt);
  if (knownAt !== undefined) return askPast(db, { validAt: at, knownAt: new Date(knownAt) });
  return askPresent(() => presentMatrix(matrix), at?.getTime() ?? null);
}
