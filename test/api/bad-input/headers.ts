import { beforeAll, describe, expect, it } from '@jest/globals';
import { API_BASE } from '#libs/contracts';
import type { TestService } from '../../support/service.js';
import { refused, send } from '../support/http.js';
import { requestHead, sendRaw } from '../support/raw-http.js';

export function headers(open: () => TestService): void {
  describe('headers, and what is no HTTP at all', () => {
    let service: TestService;
    let vendor: string;
    beforeAll(async () => {
      service = open();
      vendor = await service.tokenOf('vendor');
    });

    it('answers bytes that are no HTTP with a problem, too', async () => {
      const host = 'host: localhost\r\n';
      const requests = [
        'hello\r\n\r\n',
        'GET / HTTP/9.9\r\n\r\n',
        `GET ${API_BASE}/products?q=${'a'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`,
        `GET ${API_BASE}/products HTTP/1.1\r\n${host}x: ${'a'.repeat(20_000)}\r\n\r\n`,
        `GET ${API_BASE}/products HTTP/1.1\r\n${host}bad header\r\n\r\n`,
        `GET ${API_BASE}/pro\0ducts HTTP/1.1\r\n${host}\r\n`,
        `GET /产品 HTTP/1.1\r\n${host}\r\n`,
        `POST ${API_BASE}/sessions HTTP/1.1\r\n${host}content-length: -1\r\n\r\n`,
        `POST ${API_BASE}/sessions HTTP/1.1\r\n${host}content-length: 1\r\ncontent-length: 2\r\n\r\n{}`,
        `POST ${API_BASE}/sessions HTTP/1.1\r\n${host}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`,
        `POST ${API_BASE}/sessions HTTP/1.1\r\n${host}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n`,
      ];
      for (const request of requests) {
        const closing = request.replace(host, `${host}connection: close\r\n`);
        const answer = await sendRaw(service.url, closing);
        expect({ request: request.slice(0, 80), answer }).toEqual({
          request: request.slice(0, 80),
          answer: expect.stringMatching(/^HTTP\/1\.1 4\d\d [^]*application\/problem\+json[^]*"code":"/),
        });
      }
    });

    it('leaves requests without a host to Node, which refuses them', async () => {
      expect(await sendRaw(service.url, `GET ${API_BASE}/me HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
    });

    it('takes no harm from doubled and odd headers', async () => {
      const mine = `Bearer ${vendor}`;
      const me = `${API_BASE}/me`;
      const raw = async (headers: string): Promise<string> =>
        (await sendRaw(service.url, `GET ${me} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${headers}\r\n\r\n`)).slice(
          9,
          12,
        );
      // Of two credentials Node takes the first; never the second, and never both as one.
      expect(await raw(`authorization: ${mine}\r\nauthorization: Bearer x`)).toBe('200');
      expect(await raw(`authorization: Bearer x\r\nauthorization: ${mine}`)).toBe('401');
      for (const value of [
        '',
        'Bearer',
        'Bearer ',
        `Basic ${vendor}`,
        `Bearer  ${'x'.repeat(513)}`,
        `Bearer ${vendor} x`,
        'Bearer \u00e9',
      ]) {
        await refused(service.url, { path: me, headers: { authorization: value } }, 'unauthenticated');
      }
      expect(await raw(`authorization: ${mine}\r\naccept: text/html\r\naccept-encoding: x\r\nrange: bytes=0-1`)).toBe(
        '200',
      );
      expect(await raw(`authorization: ${mine}\r\nx-http-method-override: DELETE\r\nx-forwarded-for: 1.1.1.1`)).toBe(
        '200',
      );
      for (const key of ['', 'a b', '\u00e9', 'x'.repeat(129)]) {
        const call = {
          method: 'POST',
          path: `${API_BASE}/products`,
          token: vendor,
          headers: { 'idempotency-key': key },
        };
        await refused(service.url, { ...call, json: { slug: 'x', name: 'x', category: 'nothing' } }, 'invalid-request');
      }
    });

    it('keeps a request id that is well-formed and makes its own otherwise', async () => {
      const idOf = async (id: string): Promise<unknown> =>
        (await send(service.url, { path: '/healthz', headers: { 'x-request-id': id } })).headers['x-request-id'];
      expect(await idOf('my-request_0123')).toBe('my-request_0123');
      for (const id of [
        'short',
        'x'.repeat(65),
        'has space in it',
        '"quoted-id"',
        '\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9',
      ]) {
        expect(await idOf(id)).toMatch(/^[0-9a-f-]{36}$/);
      }
      const head = requestHead('GET', `${API_BASE}/me`, { connection: 'close', 'x-request-id': 'my-request_0123' });
      expect(await sendRaw(service.url, head)).toContain('"requestId":"my-request_0123"');
    });
  });
}
