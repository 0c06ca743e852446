import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createApi } from '../../apps/api/src/create-api.js';
import { closeParts, openParts } from '../../apps/api/src/open-parts.js';
import type { Parts } from '../../apps/api/src/parts.js';
import { FakeAgent } from '../support/fake-agent.js';
import { startService, type TestService } from '../support/service.js';
import { CuttableProxy } from './support/cuttable-proxy.js';
import { eventually } from './support/eventually.js';
import { problemOf, refused, send, succeed, type Call } from './support/http.js';
import { onlyJob, submit } from './support/jobs.js';
import { unique } from './support/members.js';
import { registerRelease } from './support/releases.js';
import { rowCounts } from './support/stored.js';

jest.setTimeout(60_000);

/** A second API process beside the service's own, which reaches the same database over a network that can be cut. */
describe('an API whose database is away', () => {
  let service: TestService;
  let proxy: CuttableProxy;
  let parts: Parts;
  let api: NestFastifyApplication;
  let url: string;
  let vendor: string;
  beforeAll(async () => {
    service = await startService();
    vendor = await service.tokenOf('vendor');
    const database = new URL(service.databaseUrl);
    proxy = await CuttableProxy.before({ host: database.hostname, port: Number(database.port) });
    database.hostname = '127.0.0.1';
    database.port = String(proxy.port);
    parts = await openParts({ ...service.parts.settings, DATABASE_URL: database.href }, service.parts.log);
    api = await createApi(parts);
    await api.listen(0, '127.0.0.1');
    const server = api.getHttpServer();
    // A listening TCP server has an address with a port.
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    api.getHttpServer().closeAllConnections();
    await api.close();
    await closeParts(parts);
    await proxy.cut();
    await service.stop();
  });
  beforeEach(() => ready());

  const product = (): Call => ({
    method: 'POST',
    path: '/api/v1/products',
    token: vendor,
    json: { slug: unique('away'), name: 'x', category: 'developer-tool' },
  });
  const ready = () =>
    eventually('the API is ready again', async () => {
      const answer = await send(url, { path: '/readyz' });
      return answer.status === 200 ? answer : undefined;
    });

  it('says so with 503 and when to come back, stores nothing, and recovers by itself', async () => {
    const before = await rowCounts(service);
    await proxy.cut();
    const calls: Call[] = [
      { path: '/api/v1/products' },
      { path: '/api/v1/platforms' },
      { path: '/api/v1/me', token: vendor },
      { path: '/api/v1/matrix/check?release=a/b@1&os=c/d@1&cpu=e/f' },
      { path: '/api/v1/organizations/dev-vendor' },
      { method: 'POST', path: '/api/v1/sessions', json: { username: 'dev-vendor', password: 'x' } },
      product(),
      { ...product(), headers: { 'idempotency-key': 'away' } },
      {
        method: 'PUT',
        path: `/api/v1/artifacts/${'ab'.repeat(32)}`,
        token: vendor,
        body: 'x',
        headers: { 'content-type': 'application/octet-stream' },
      },
    ];
    for (const call of calls) {
      const answer = await send(url, call);
      expect({ call, code: problemOf(answer).code }).toEqual({ call, code: 'database-unavailable' });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    const readiness = await send(url, { path: '/readyz' });
    expect(readiness).toMatchObject({ status: 503, json: { status: 'not ready', database: 'away', queues: 'away' } });
    expect(Number(readiness.headers['retry-after'])).toBeGreaterThan(0);
    expect(await send(url, { path: '/healthz' })).toMatchObject({ status: 200, json: { status: 'ok' } });
    // What needs no database is served without one.
    await succeed(url, { path: '/api/openapi.json' });
    await refused(url, { path: '/api/v1/me' }, 'unauthenticated');
    expect(await rowCounts(service)).toEqual(before);

    await proxy.mend();
    await ready();
    for (const call of [product(), { ...product(), headers: { 'idempotency-key': 'away' } }]) await succeed(url, call);
    expect(await rowCounts(service)).toMatchObject({ products: (before['products'] ?? 0) + 2 });
  });

  it('answers whatever is under way when the line breaks with 503 or in full', async () => {
    const before = (await rowCounts(service))['products'] ?? 0;
    const writes = Array.from({ length: 60 }, () => send(url, product()));
    const reads = Array.from({ length: 60 }, () => send(url, { path: '/api/v1/products', token: vendor }));
    await Promise.race([...writes, ...reads]);
    await proxy.cut();
    const answers = await Promise.all([...writes, ...reads]);
    const refusals = answers.filter(({ status }) => status >= 300);
    expect(refusals.length).toBeGreaterThan(0);
    for (const answer of refusals) expect(problemOf(answer).code).toBe('database-unavailable');
    await proxy.mend();
    await ready();
    // A write whose answer got lost may be there; one that was answered is.
    const stored = ((await rowCounts(service))['products'] ?? 0) - before;
    expect(stored).toBeGreaterThanOrEqual((await Promise.all(writes)).filter(({ status }) => status === 201).length);
  });

  it('gives out work again after the break', async () => {
    const agent = await FakeAgent.enrol(url, service.prepared.enrolmentToken);
    await agent.register([{ name: 'host-1', pool: 'local' }]);
    const waiting = agent.claim({ wait: 20 }).catch((error: unknown) => error);
    await eventually('the claim waits', async () => {
      const [row] = await service.parts.db.query<{ seen: boolean }[]>(
        'SELECT last_seen_at IS NOT NULL AS seen FROM hosts',
      );
      return row?.seen === true ? true : undefined;
    });
    await proxy.cut();
    await proxy.mend();
    await ready();
    const release = await registerRelease(service, { token: vendor, vendor: 'dev-vendor' });
    const jobId = onlyJob(await submit(service, vendor, release.coordinate));
    const first = await waiting;
    // The waiting claim was either served after the break or sent away with 503; then the agent asks again.
    const attempt = first instanceof Error || first === null ? await agent.work() : first;
    expect(attempt).toMatchObject({ jobId });
  });
});
