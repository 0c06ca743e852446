import type { FastifyReply } from 'fastify';

/** Server-sent events on one connection. */
export interface EventStream {
  /** Aborted when the reader has gone. */
  readonly gone: AbortSignal;
  send(event: string, data: unknown, id?: string): void;
  /** Resolves when the reader has taken what was sent, or has gone: whoever sends much waits for it now and then. */
  drained(): Promise<void>;
  /** A comment: keeps proxies from closing a silent connection, and finds out whether the reader is still there. */
  keepAlive(): void;
  end(): void;
}

/** Takes the answer over from Nest and begins the stream. */
export function openEventStream(reply: FastifyReply): EventStream {
  reply.hijack();
  const { raw } = reply;
  const gone = new AbortController();
  raw.on('close', () => gone.abort());
  if (raw.closed) gone.abort();
  // What hooks have set (request id, security headers) is Fastify's to send, and the answer is no longer Fastify's.
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    // Nobody goes on with a connection whose stream has ended, and a server that stops need not wait for it.
    connection: 'close',
  });
  raw.flushHeaders();
  return {
    gone: gone.signal,
    send: (event, data, id) => {
      const idLine = id === undefined ? '' : `id: ${id}\n`;
      raw.write(`event: ${event}\n${idLine}data: ${JSON.stringify(data)}\n\n`);
    },
    drained: () =>
      new Promise((resolve) => {
        if (!raw.writableNeedDrain || gone.signal.aborted) {
          resolve();
          return;
        }
        const done = (): void => {
          raw.off('drain', done);
          raw.off('close', done);
          resolve();
        };
        raw.on('drain', done);
        raw.on('close', done);
      }),
    keepAlive: () => raw.write(': still here\n\n'),
    end: () => raw.end(),
  };
}
