import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { both } from '../rendering/words.js';

/** What the identity provider sent along when it sent the browser back. */
export interface BrowserAnswer {
  readonly state: string;
  readonly code?: string;
  readonly iss?: string;
  readonly error?: string;
}

/** The same for everybody: nothing of the request is shown. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>适配 Shipei</title><p>${both(
  '请回到命令行，可关闭此页',
  'go back to the command line; this page may be closed',
)}</p>`;

/** Waits on loopback, on a port of the moment, for the browser to come back (RFC 8252 §7.3). */
export class BrowserListener {
  private constructor(
    private readonly server: Server,
    readonly redirectUri: string,
  ) {}

  static async open(): Promise<BrowserListener> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // Listening on TCP: the address is not a pipe's name.
    const { port } = server.address() as AddressInfo;
    return new BrowserListener(server, `http://127.0.0.1:${port}/callback`);
  }

  /** What the browser comes back with under this state; who comes with another is not heard. */
  answer(state: string): Promise<BrowserAnswer> {
    return new Promise((resolve) => {
      this.server.on('request', (request, response) => {
        const url = new URL(request.url ?? '/', this.redirectUri);
        const ours =
          request.method === 'GET' && url.pathname === '/callback' && url.searchParams.get('state') === state;
        response.writeHead(ours ? 200 : 404, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "default-src 'none'",
          'cache-control': 'no-store',
          connection: 'close',
        });
        response.end(ours ? PAGE : '', () => {
          if (ours)
            resolve({
              state,
              ...given(url.searchParams, 'code'),
              ...given(url.searchParams, 'iss'),
              ...given(url.searchParams, 'error'),
            });
        });
      });
    });
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

function given<N extends string>(params: URLSearchParams, name: N): Partial<Record<N, string>> {
  const value = params.get(name);
  // The key is the literal name.
  return value === null || value === '' ? {} : ({ [name]: value } as Record<N, string>);
}
