import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Sends an answer piece by piece, no faster than the reader takes it. A reader who leaves ends the making of it. */
export function sendChunks(reply: FastifyReply, mediaType: string, chunks: AsyncIterable<Buffer>): void {
  // Of an answer whose head alone is asked for, nothing is made.
  const made = reply.request.method === 'HEAD' ? [] : chunks;
  void reply.type(mediaType).send(Readable.from(made, { objectMode: false }));
}
