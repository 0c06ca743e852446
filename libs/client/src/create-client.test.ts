import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createClient } from './create-client.js';
import { ProblemError, UnreachableError } from './problem-error.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** What `GET /api/v1/me` comes to where the server answers so. */
async function ask(answer: (response: ServerResponse, request: IncomingMessage) => void): Promise<unknown> {
  const listening = (server = createServer((request, response) => answer(response, request)));
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a path.
  const { port } = listening.address() as AddressInfo;
  return createClient({ url: `http://127.0.0.1:${port}` })
    .GET('/api/v1/me')
    .catch((error: unknown) => error);
}

describe('the client takes for no answer', () => {
  const headers = { 'content-type': 'application/json', 'content-length': '1000' };

  it.each([200, 500])('one of status %s that breaks off in its body', async (status) => {
    const error = await ask((response) => {
      response.writeHead(status, headers).write('{"a', () => response.destroy());
    });
    expect(error).toBeInstanceOf(UnreachableError);
  });

  it('one that is not JSON, as a sign-in page of the network', async () => {
    const error = await ask((response) => response.writeHead(200).end('<html>welcome</html>'));
    expect(error).toBeInstanceOf(UnreachableError);
  });
});

describe('the client', () => {
  it('says of a proxy’s refusal that it is not the service’s', async () => {
    const error = await ask((response) => response.writeHead(404).end('<html>no such page</html>'));
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 404, code: 'internal' });
  });

  it('reads an answer that comes in pieces', async () => {
    const answer = await ask((response) => {
      response.write('{"a":', () => response.end('1}'));
    });
    expect(answer).toMatchObject({ data: { a: 1 } });
  });
});
