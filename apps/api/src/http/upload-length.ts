import type { IncomingMessage } from 'node:http';

/** Bytes of the whole upload: as announced, else what this request brings on top of its offset. */
export function uploadLength(
  headers: { 'upload-offset': number; 'upload-length'?: number | undefined },
  request: IncomingMessage,
): number | undefined {
  if (headers['upload-length'] !== undefined) return headers['upload-length'];
  const sent = Number(request.headers['content-length']);
  return Number.isSafeInteger(sent) ? headers['upload-offset'] + sent : undefined;
}
