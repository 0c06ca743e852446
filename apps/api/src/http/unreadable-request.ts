import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { DomainError } from '#libs/domain';
import { problemOf } from './problem.filter.js';

const WORDS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '请求行或请求头过长 · The request line or its headers are too long',
  ERR_HTTP_REQUEST_TIMEOUT: '请求未在规定时间内送达 · The request did not arrive in time',
};

/** Answers bytes that Node could not read as a request: no route, and so no filter, ever sees them. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(
    new DomainError('invalid-request', WORDS[error.code ?? ''] ?? '请求不是合法的 HTTP · This is not well-formed HTTP'),
  );
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
    // Whatever else comes is not read, and a peer that never closes its side holds nothing.
    () => socket.destroy(),
  );
}
