import { LINES_MEDIA_TYPE, type checkCells, type InputOf } from '#libs/contracts';
import { answerLines, batchDocument, batchLines, checkRows, RowAnswerer } from '#libs/matrix';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendChunks } from '../http/send-chunks.js';
import type { Parts } from '../parts.js';
import { presentMatrix } from './present-matrix.js';

type Batch = InputOf<typeof checkCells>['body'];

/** Answers a batch as one JSON document, or as lines where the caller accepts only these. */
export async function answerBatch(
  parts: Parts,
  batch: Batch,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const wantsLines = request.headers.accept?.includes(LINES_MEDIA_TYPE) === true;
  const validAt = batch.validAt === undefined ? null : new Date(batch.validAt);
  if (batch.knownAt !== undefined) {
    const items = await checkRows(parts.db, batch.cells, { validAt, knownAt: new Date(batch.knownAt) });
    if (wantsLines) void reply.type(LINES_MEDIA_TYPE).send(items.map((item) => `${JSON.stringify(item)}\n`).join(''));
    else void reply.send({ items });
    return;
  }
  const answerer = answererFor(parts, validAt?.getTime() ?? null);
  if (wantsLines) sendChunks(reply, LINES_MEDIA_TYPE, batchLines(batch.cells, answerer, parts.stopping));
  else {
    sendChunks(reply, 'application/json; charset=utf-8', batchDocument(batch.cells, answerer, parts.stopping));
  }
}

/** Answers a body of lines while it comes. */
export function answerBatchOfLines(parts: Parts, request: FastifyRequest, reply: FastifyReply): void {
  const answerer = answererFor(parts, null);
  sendChunks(reply, LINES_MEDIA_TYPE, answerLines(request.raw, answerer, parts.stopping));
}

function answererFor(parts: Parts, validAt: number | null): RowAnswerer {
  presentMatrix(parts.matrix);
  return new RowAnswerer(() => presentMatrix(parts.matrix), validAt);
}
