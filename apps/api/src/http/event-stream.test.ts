import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { openEventStream } from './event-stream.js';

const TEXT = 'x'.repeat(256 * 1024);
const EVENTS = 100;

describe('an event stream', () => {
  let server: FastifyInstance;
  let serve: (reply: FastifyReply) => Promise<void>;
  beforeEach(async () => {
    server = fastify();
    server.get('/', (_request, reply) => serve(reply));
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(() => server.close());

  async function connect(): Promise<IncomingMessage> {
    // A listening TCP server has an address with a port.
    const { port } = server.server.address() as AddressInfo;
    const request = get({ port, host: '127.0.0.1' });
    request.on('error', () => undefined);
    // `once` of a request answers with its response.
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return response;
  }

  it('keeps nothing back for a reader who is slower than the sender', async () => {
    let most = 0;
    serve = async (reply) => {
      const events = openEventStream(reply);
      for (let count = 0; count < EVENTS; count += 1) {
        events.send('log', TEXT);
        await events.drained();
        most = Math.max(most, reply.raw.writableLength);
      }
      events.end();
    };
    const response = await connect();
    let read = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) read += chunk.length;
    expect(read).toBeGreaterThan(EVENTS * TEXT.length);
    expect(most).toBeLessThan(TEXT.length);
    expect(response.headers.connection).toBe('close');
  });

  it('waits no longer for a reader who has gone', async () => {
    let sent = (): void => undefined;
    const ended = new Promise<void>((resolve) => (sent = resolve));
    serve = async (reply) => {
      const events = openEventStream(reply);
      while (!events.gone.aborted) {
        events.send('log', TEXT);
        await events.drained();
      }
      sent();
    };
    (await connect()).destroy();
    await ended;
  });
});
