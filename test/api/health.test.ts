import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startService, type TestService } from '../support/service.js';
import { eventually } from './support/eventually.js';
import { problemOf, send, succeed } from './support/http.js';

jest.setTimeout(60_000);

describe('what surrounds the API', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ worker: false, signInsPerMinute: 3, listsPerMinute: 2, plansPerMinute: 2 });
  });
  afterAll(() => service.stop());

  it('is alive and ready, and says which queue it runs on', async () => {
    expect(await succeed(service.url, { path: '/healthz' })).toEqual({ status: 'ok' });
    const isLoaded = (): true | undefined => service.parts.matrix.snapshot !== null || undefined;
    await eventually('the matrix is read', async () => Promise.resolve(isLoaded()));
    expect(await succeed(service.url, { path: '/readyz' })).toEqual({
      status: 'ready',
      database: 'ok',
      queues: 'ok',
      matrix: 'loaded',
      queueBackend: 'postgresql',
    });
    expect((await send(service.url, { path: '/healthz?anything=1', token: 'nonsense' })).status).toBe(200);
  });

  it('shows the document that is committed', async () => {
    const committed: unknown = JSON.parse(await readFile(new URL('../../docs/openapi.json', import.meta.url), 'utf8'));
    const served = await send(service.url, { path: '/api/openapi.json' });
    expect(served.headers['content-type']).toMatch(/^application\/json/);
    expect(served.json).toEqual(committed);
  });

  it('serves a page for people from its own origin only', async () => {
    const page = await send(service.url, { path: '/api/docs' });
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
    expect(page.headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    const linked = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => String(address));
    expect(linked.length).toBeGreaterThanOrEqual(3);
    for (const path of linked) {
      const asset = await send(service.url, { path });
      expect({ path, status: asset.status }).toEqual({ path, status: 200 });
      expect(asset.headers['content-type']).toMatch(path.endsWith('.css') ? /^text\/css/ : /javascript/);
      expect(asset.headers['content-security-policy']).toBe(policy);
      expect(asset.text.length).toBeGreaterThan(0);
    }
    expect(page.text).not.toMatch(/<script>(?!<)/);
    expect(await send(service.url, { path: '/' })).toMatchObject({ status: 302, headers: { location: '/api/docs' } });
    for (const path of ['/api/docs/assets/package.json', '/api/docs/assets/', '/api/docs/assets/index.html']) {
      expect(problemOf(await send(service.url, { path })).code).toBe('not-found');
    }
  });

  it('slows down whoever has one list after the other checked', async () => {
    const path = '/api/v1/lists/check';
    const call = { method: 'POST', path, body: 'a', headers: { 'content-type': 'text/csv' } };
    const codes = [];
    for (let time = 0; time < 3; time += 1) codes.push(problemOf(await send(service.url, call)).code);
    expect(codes).toEqual(['invalid-request', 'invalid-request', 'rate-limited']);
  });

  it('slows down whoever guesses passwords or enrolment tokens', async () => {
    const credentialHash = '0'.repeat(64);
    const guesses = [
      { method: 'POST', path: '/api/v1/sessions', json: { username: 'dev-vendor', password: 'a wrong guess' } },
      {
        method: 'POST',
        path: '/api/v1/agents/enrol',
        json: { token: 'she_guess', name: 'x', version: '1', credentialHash },
      },
    ];
    // Both count together: what is limited is an address that guesses.
    const answers = [];
    for (let index = 0; index < 4; index += 1)
      for (const guess of guesses) answers.push(await send(service.url, guess));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 429, 429, 429, 429, 429]);
    for (const answer of answers.slice(3)) {
      expect(problemOf(answer).code).toBe('rate-limited');
      const wait = Number(answer.headers['retry-after']);
      // The window is a minute: coming back in two seconds would only be refused again.
      expect(wait).toBeGreaterThan(30);
      expect(wait).toBeLessThanOrEqual(60);
    }
    // Only guessing is slowed down, not work.
    await succeed(service.url, { path: '/api/v1/products' });
  });

  it('slows down whoever has plan after plan computed, and counts that for itself', async () => {
    const json = { release: 'no/such@1', platforms: [service.prepared.platform] };
    const statuses: number[] = [];
    for (let index = 0; index < 3; index += 1) {
      statuses.push((await send(service.url, { method: 'POST', path: '/api/v1/matrix/gaps', json })).status);
    }
    expect(statuses).toEqual([404, 404, 429]);
    await succeed(service.url, { path: '/api/v1/products' });
  });
});

describe('the API behind a balancer', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ worker: false, signInsPerMinute: 2, trustedProxies: ['127.0.0.0/8'] });
  });
  afterAll(() => service.stop());

  const guess = async (forwarded: string): Promise<number> => {
    const json = { username: 'dev-vendor', password: 'a wrong guess' };
    const headers = { 'x-forwarded-for': forwarded };
    return (await send(service.url, { method: 'POST', path: '/api/v1/sessions', json, headers })).status;
  };

  it('slows down each client for itself', async () => {
    for (const client of ['192.0.2.1', '192.0.2.2']) {
      expect([await guess(client), await guess(client), await guess(client)]).toEqual([401, 401, 429]);
      // What a client says it was forwarded for is not what the balancer says.
      expect(await guess(`203.0.113.9, ${client}`)).toBe(429);
    }
  });

  it('believes nobody but the proxies that it was told of', async () => {
    const alone = await startService({ worker: false, signInsPerMinute: 2 });
    try {
      const json = { username: 'dev-vendor', password: 'a wrong guess' };
      const statuses = [];
      for (const forwarded of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
        const headers = { 'x-forwarded-for': forwarded };
        statuses.push((await send(alone.url, { method: 'POST', path: '/api/v1/sessions', json, headers })).status);
      }
      expect(statuses).toEqual([401, 401, 429]);
    } finally {
      await alone.stop();
    }
  });

  it('keeps no connection once it stops', async () => {
    expect((await send(service.url, { path: '/healthz' })).headers.connection).toBe('keep-alive');
    service.parts.beginStop();
    expect((await send(service.url, { path: '/healthz' })).headers.connection).toBe('close');
    expect((await send(service.url, { path: '/api/v1/me' })).headers.connection).toBe('close');
  });
});
