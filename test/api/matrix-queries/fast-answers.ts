import { beforeAll, describe, expect, it } from '@jest/globals';
import { rows } from '#libs/database';
import { send, succeed, type Answer } from '../support/http.js';
import { joinAs } from '../support/members.js';
import { requestHead, sendRaw } from '../support/raw-http.js';
import { registerRelease } from '../support/releases.js';
import { caughtUp, KUNPENG, KYLIN, type MatrixTestWorld } from './world.js';

/** Revision, digest of the shape, finding and end: only answers from memory carry such a tag. */
const FAST_TAG = /^W\/"\d+-[\w-]{12}-\d*-\d+[\d-]*"$/;
/** Nothing reads cookies, and what comes with one is not plain. */
const ORDINARILY = { cookie: 'a=b' };
const OF_THE_MOMENT = ['date', 'etag', 'x-request-id'];

/** What answers before Fastify against what answers behind it. */
export function fastAnswers(open: () => MatrixTestWorld): void {
  describe('a plain question', () => {
    let world: MatrixTestWorld;
    let path: string;
    beforeAll(async () => {
      world = open();
      path = pathOf({ release: world.passed.coordinate, os: KYLIN, cpu: KUNPENG });
      await caughtUp(world.service);
    });
    const ask = (headers: Record<string, string> = {}, more: { path?: string; method?: string } = {}) =>
      send(world.service.url, { path, ...more, headers });

    it('is answered like every other way of asking it, headers and words', async () => {
      const platforms = await rows<{ os: string; cpu: string }>(
        world.service.parts.db,
        'SELECT os, cpu FROM platform_coordinates ORDER BY md5(os || cpu) LIMIT 15',
      );
      platforms.push({ os: KYLIN, cpu: KUNPENG });
      const statuses = new Set<unknown>();
      for (const { coordinate } of [world.passed, world.failed, world.silent]) {
        for (const platform of platforms) {
          const question = { path: pathOf({ release: coordinate, ...platform }) };
          const [fast, ordinary] = [await ask({}, question), await ask(ORDINARILY, question)];
          expect(fast.headers.etag).toMatch(FAST_TAG);
          expect(ordinary.headers.etag).not.toMatch(FAST_TAG);
          expect(comparable(fast)).toEqual(comparable(ordinary));
          statuses.add(comparable(fast).answer['status']);
        }
      }
      expect([...statuses]).toEqual(expect.arrayContaining(['certified', 'unknown']));
    });

    it('is told that nothing changed, by the same headers', async () => {
      for (const way of [{}, ORDINARILY]) {
        const { headers } = await ask(way);
        const again = await ask({ ...way, 'if-none-match': `"x", ${headers.etag ?? ''}` });
        expect(again).toMatchObject({ status: 304, text: '' });
        expect(again.headers.etag).toBe(headers.etag);
      }
      const [fast, ordinary] = [
        await ask({ 'if-none-match': '*' }),
        await ask({ 'if-none-match': '*', ...ORDINARILY }),
      ];
      expect(fast.headers.etag).toMatch(FAST_TAG);
      expect(withoutMoment(fast)).toEqual(withoutMoment(ordinary));
      expect((await ask({ 'if-none-match': 'W/"1-x"' })).status).toBe(200);
    });

    it('names a declarer who came after the matrix was read', async () => {
      const vendor = await joinAs(world.service, 'vendor');
      const { coordinate } = await registerRelease(world.service, { token: vendor.token, vendor: vendor.organization });
      const cell = { release: coordinate, os: KYLIN, cpu: KUNPENG };
      await succeed(world.service.url, {
        method: 'POST',
        path: '/api/v1/declarations',
        token: vendor.token,
        json: { ...cell, verdict: 'pass', source: 'https://vendor.example/list' },
      });
      await caughtUp(world.service);
      const [fast, ordinary] = [await ask({}, { path: pathOf(cell) }), await ask(ORDINARILY, { path: pathOf(cell) })];
      expect(fast.headers.etag).toMatch(FAST_TAG);
      expect(fast.json).toMatchObject({ status: 'declared', declaredBy: [{ organization: vendor.organization }] });
      expect(comparable(fast)).toEqual(comparable(ordinary));
    });

    it('about the head alone gets the head alone', async () => {
      const [head, whole] = [await ask({}, { method: 'HEAD' }), await ask()];
      expect(head).toMatchObject({ status: 200, text: '' });
      expect(withoutMoment(head)).toEqual(withoutMoment(whole));
      expect(head.headers.etag).toBe(whole.headers.etag);
    });

    it('carries the id of the request, one of its own where the given one is not well-formed', async () => {
      expect((await ask({ 'x-request-id': 'trace-4711-abc' })).headers['x-request-id']).toBe('trace-4711-abc');
      for (const given of ['short', 'a b c d e f g h', 'x'.repeat(65)]) {
        const { headers } = await ask({ 'x-request-id': given });
        expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
        expect(headers.etag).toMatch(FAST_TAG);
      }
    });

    it('is any whose coordinates come in another order or escaped in another way', async () => {
      const [release, os, cpu] = [world.passed.coordinate, KYLIN, KUNPENG].map((name) => encodeURIComponent(name));
      const check = '/api/v1/matrix/check?';
      for (const query of [
        `cpu=${cpu}&os=${os}&release=${release}`,
        `release=${world.passed.coordinate}&os=${KYLIN}&cpu=${KUNPENG}`,
      ]) {
        const answer = await ask({}, { path: check + query });
        expect(answer.headers.etag).toMatch(FAST_TAG);
        expect(answer.json).toMatchObject({ status: 'certified' });
      }
    });

    it('is not one with anything more to it, and nobody can tell but by the tag', async () => {
      const check = '/api/v1/matrix/check';
      const queries = [
        `${path}&validAt=2026-06-01T00:00:00Z`,
        `${path}&cpu=x`,
        `${path}&`,
        `${path}&extra`,
        `${path}#part`,
        `${path}%ff`,
        `${path}%`,
        path.replace('release', '%72elease'),
        path.replace('?', '/?'),
        check,
        `${check}?`,
        `${check}er?release=a`,
        `${check}?release=%00&os=&cpu=`,
      ];
      for (const odd of queries) {
        const [fast, ordinary] = [await ask({}, { path: odd }), await ask(ORDINARILY, { path: odd })];
        expect({ odd, ...comparable(fast) }).toEqual({ odd, ...comparable(ordinary) });
        expect(fast.status).toBeLessThan(500);
      }
    });

    it('with a body, sent twice over or by an older client, is answered', async () => {
      const odd = [
        requestHead('GET', path, { 'content-length': 2, connection: 'close' }) + '{}',
        requestHead('GET', path, { 'transfer-encoding': 'chunked', connection: 'close' }) + '0\r\n\r\n',
        requestHead('GET', path, { expect: '100-continue', connection: 'close' }),
        requestHead('GET', path, { upgrade: 'h2c', connection: 'close' }),
        `GET ${path} HTTP/1.0\r\n\r\n`,
        `GET ${path} HTTP/1.1\r\nhost: a\r\nx-request-id: trace-4711-a\r\nx-request-id: trace-4711-b\r\nconnection: close\r\n\r\n`,
      ];
      for (const bytes of odd) expect(await sendRaw(world.service.url, bytes)).toMatch(/HTTP\/1\.1 [24]\d\d /);
      const both = await sendRaw(
        world.service.url,
        requestHead('GET', path, {}) + requestHead('GET', path, { connection: 'close' }),
      );
      expect(both.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
      expect(both.match(/"status":"certified"/g)).toHaveLength(2);
    });

    it('by another method is refused as elsewhere', async () => {
      for (const method of ['DELETE', 'PUT', 'OPTIONS']) expect((await ask({}, { method })).status).toBe(405);
    });
  });
}

/** To be run last: nothing is started again. */
export function fastAnswersWhileStopping(open: () => MatrixTestWorld): void {
  it('a plain question to a process that stops is answered on a connection that then closes', async () => {
    const { service, passed } = open();
    const path = pathOf({ release: passed.coordinate, os: KYLIN, cpu: KUNPENG });
    expect((await send(service.url, { path })).headers.connection).toBe('keep-alive');
    service.parts.beginStop();
    const answer = await send(service.url, { path });
    expect(answer).toMatchObject({ status: 200, headers: { connection: 'close' }, json: { status: 'certified' } });
  });
}

function pathOf(cell: { release: string; os: string; cpu: string }): string {
  return `/api/v1/matrix/check?${new URLSearchParams(cell).toString()}`;
}

/** All that may not differ between two answers to one question. */
function comparable(answer: Answer): { status: number; headers: object; answer: Record<string, unknown> } {
  // Every answer compared here is a JSON object.
  const said = answer.json as Record<string, unknown>;
  return {
    status: answer.status,
    headers: withoutMoment(answer),
    answer: { ...said, ...('validAt' in said ? { validAt: '' } : {}), requestId: '' },
  };
}

function withoutMoment({ headers }: Answer): object {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_MOMENT.includes(name)));
}
