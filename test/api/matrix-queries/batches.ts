import { request as httpRequest } from 'node:http';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { refused, send, succeed, type Answer } from '../support/http.js';
import { EULER, get, HYGON, KUNPENG, KYLIN, type MatrixTestWorld } from './world.js';

const PATH = '/api/v1/matrix/check';
const LINES = 'application/x-ndjson';

interface Item {
  readonly status?: string;
  readonly release?: string;
  readonly validAt?: string;
  readonly error?: { code: string; path: string; nearest: string[] };
}

export function batches(open: () => MatrixTestWorld): void {
  describe('batches', () => {
    let world: MatrixTestWorld;
    let cell: { release: string; os: string; cpu: string };
    beforeAll(() => {
      world = open();
      cell = { release: world.passed.coordinate, os: KYLIN, cpu: KUNPENG };
    });
    const ask = (json: object) => succeed<{ items: Item[] }>(world.service.url, { method: 'POST', path: PATH, json });
    const asLines = (body: string, headers: Record<string, string> = { 'content-type': LINES }): Promise<Answer> =>
      send(world.service.url, { method: 'POST', path: PATH, body, headers });
    const linesOf = ({ text }: Answer): Item[] =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Item);

    it('answer each row as a single question is answered', async () => {
      const cells = [world.passed, world.failed, world.silent].flatMap(({ coordinate }) =>
        [
          { os: KYLIN, cpu: KUNPENG },
          { os: EULER, cpu: HYGON },
        ].map((platform) => ({ release: coordinate, ...platform })),
      );
      const { items } = await ask({ cells });
      expect(items).toHaveLength(cells.length);
      for (const [place, asked] of cells.entries()) {
        const single = await get(world, `/matrix/check?${new URLSearchParams(asked).toString()}`);
        expect({ ...items[place], validAt: '', knownAt: '' }).toEqual({ ...single, validAt: '', knownAt: '' });
      }
      expect(items[0]?.status).toBe('certified');
    });

    it('refuse a bad row at its place and answer the others', async () => {
      const { items } = await ask({
        cells: [
          cell,
          { ...cell, release: 'acme/editr@1.0' },
          { ...cell, os: 'kylinsoft/kylin-server@v10-sp33' },
          { ...cell, cpu: 'hisilicon/kunpeng-92' },
          { ...cell, extra: 1 },
          { release: cell.release, os: KYLIN },
          { ...cell, os: 'a\0b' },
          { ...cell, os: '\ud800' },
          { ...cell, os: 'a'.repeat(281) },
          { ...cell, release: 7 },
          null,
          [cell],
          'x',
          cell,
        ],
      });
      expect(items.map(({ error, status }) => (error === undefined ? status : `${error.code} ${error.path}`))).toEqual([
        'certified',
        'unknown-coordinate cells.1.release',
        'unknown-coordinate cells.2.os',
        'unknown-coordinate cells.3.cpu',
        'invalid-request cells.4.extra',
        'invalid-request cells.5.cpu',
        'invalid-request cells.6.os',
        'invalid-request cells.7.os',
        'invalid-request cells.8.os',
        'invalid-request cells.9.release',
        'invalid-request cells.10',
        'invalid-request cells.11',
        'invalid-request cells.12',
        'certified',
      ]);
      expect(items[1]?.error?.nearest[0]).toBe(world.passed.coordinate);
      expect(items[2]?.error?.nearest[0]).toBe(KYLIN);
      expect(items[3]?.error?.nearest[0]).toBe(KUNPENG);
    });

    it('take 10,000 rows and not one more, nor none', async () => {
      const cells = Array.from({ length: 10_000 }, () => cell);
      expect((await ask({ cells })).items).toHaveLength(10_000);
      const refusal = (json: object) =>
        refused(world.service.url, { method: 'POST', path: PATH, json }, 'invalid-request');
      expect((await refusal({ cells: [...cells, cell] })).errors).toMatchObject([{ path: 'cells', code: 'too_big' }]);
      expect((await refusal({ cells: [] })).errors).toMatchObject([{ path: 'cells', code: 'too_small' }]);
    });

    it('survive 10,000 rows of which each is another mistake', async () => {
      const cells = Array.from({ length: 10_000 }, (_, place) => ({ ...cell, release: `acme/editor@${place + 2}` }));
      const { items } = await ask({ cells });
      expect(items.every(({ error }) => error?.code === 'unknown-coordinate')).toBe(true);
      expect(items[0]?.error?.nearest).toContain(world.passed.coordinate);
    });

    it('answer about another moment', async () => {
      const validAt = '2025-06-01T00:00:00.000Z';
      const { items } = await ask({ cells: [cell], validAt });
      expect(items).toMatchObject([{ status: 'unknown', validAt }]);
    });

    it('answer as known at an earlier moment, for at most 200 rows', async () => {
      const knownAt = new Date().toISOString();
      const { items } = await ask({ cells: [cell, { ...cell, cpu: 'x/y' }], knownAt });
      expect(items).toMatchObject([{ status: 'certified', knownAt }, { error: { path: 'cells.1.cpu' } }]);
      const long = await ask({ cells: [cell], knownAt: '2020-01-01T00:00:00Z' });
      expect(long.items).toMatchObject([{ error: { code: 'unknown-coordinate' } }]);
      const json = { cells: Array.from({ length: 201 }, () => cell), knownAt };
      const problem = await refused(world.service.url, { method: 'POST', path: PATH, json }, 'invalid-request');
      expect(problem.errors).toMatchObject([{ path: 'cells', code: 'too_big' }]);
    });

    it('come as lines where lines are accepted', async () => {
      const body = JSON.stringify({ cells: [cell, {}] });
      const answer = await asLines(body, { 'content-type': 'application/json', accept: LINES });
      expect(answer.headers['content-type']).toBe(LINES);
      expect(linesOf(answer)).toMatchObject([{ status: 'certified' }, { error: { path: 'cells.1.release' } }]);
    });

    it('take lines, and refuse broken ones at their place', async () => {
      const good = JSON.stringify(cell);
      const broken = ['{"release":', `{"release":"${'x'.repeat(9000)}"}`, '[]', '{"__proto__":{}}'];
      const answer = await asLines([good, '', ...broken, good].join('\r\n'));
      expect(answer.status).toBe(200);
      expect(linesOf(answer).map(({ error, status }) => (error ? `${error.code} ${error.path}` : status))).toEqual([
        'certified',
        'malformed-json lines.2',
        'invalid-request lines.3',
        'invalid-request lines.4',
        'invalid-request lines.5.__proto__',
        'certified',
      ]);
      const notText = await asLines(Buffer.from([0x22, 0xff, 0x22, 0x0a]).toString('latin1'));
      expect(linesOf(notText)).toMatchObject([{ error: { code: 'invalid-request', path: 'lines.0' } }]);
      expect(await asLines('')).toMatchObject({ status: 200, text: '' });
    });

    it('answer lines while more come, and let go of a reader who leaves', async () => {
      const { hostname, port } = new URL(world.service.url);
      const headers = { 'content-type': LINES };
      const request = httpRequest({ hostname, port, method: 'POST', path: PATH, headers });
      const answered: string[] = [];
      request.on('response', (response) => response.on('data', (chunk: Buffer) => answered.push(chunk.toString())));
      request.on('error', () => undefined);
      request.write(`${JSON.stringify(cell)}\n`);
      await eventually('the first answer', () => Promise.resolve(answered.join('').includes('\n') || undefined));
      request.write(`${JSON.stringify(cell)}\n`.repeat(1000));
      request.destroy();
      expect((await ask({ cells: [cell] })).items).toMatchObject([{ status: 'certified' }]);
    });
  });
}
