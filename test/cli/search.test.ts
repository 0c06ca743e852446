import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkCells, diffCells, exportCells, search, searchCells } from '#libs/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StandIn } from './support/stand-in.js';
import { Person } from './support/test-terminal.js';

const CELL = { release: 'dameng/dm8@8.1.3', os: 'kylinsoft/kylin-server@v10-sp3', cpu: 'hisilicon/kunpeng-920' };

describe('questions about many cells', () => {
  let service: StandIn;
  let person: Person;
  const heard: unknown[] = [];

  beforeEach(async () => {
    heard.length = 0;
    service = new StandIn()
      .on(searchCells, ({ query }) => {
        heard.push(query);
        return {
          items: [{ ...CELL, status: 'expected' as const }],
          counts: {
            status: { certified: 3, expected: 1, unknown: 8 },
            category: { database: 12 },
            vendor: { dameng: 12 },
            os: { [CELL.os]: 12 },
            cpu: Object.fromEntries(Array.from({ length: 11 }, (_, place) => [`v/cpu-${place}`, place + 1])),
          },
          total: 12,
          revision: 7,
          nextCursor: query.cursor === undefined ? 'next' : null,
        };
      })
      .on(search, ({ query }) => {
        heard.push(query);
        const item = {
          nameEn: null,
          vendor: 'hygon',
          category: 'cpu',
          published: true,
          platform: null,
          certificate: null,
        };
        const provenance = { source: 'a list', date: '2026-11-23', confidence: 'published' as const };
        const found = query.q !== 'nothing';
        return {
          items: found
            ? [
                {
                  ...item,
                  type: 'cpu' as const,
                  coordinate: 'hygon/c86-7365',
                  name: '海光 C86 7365',
                  alias: { slug: 'hygon-3', name: '海光三号', provenance },
                },
              ]
            : [],
          counts: { type: { cpu: 4, product: 0 }, category: { cpu: 4 }, vendor: { hygon: 4 } },
          total: found ? 4 : 0,
          nearest: found ? [] : ['hygon/c86-7365'],
          nextCursor: found && query.cursor === undefined ? 'next' : null,
        };
      })
      .on(diffCells, ({ query }) => {
        heard.push(query);
        return { items: [{ ...CELL, from: { status: 'unknown' as const }, to: { status: 'certified' as const } }] };
      })
      .raw(exportCells, (request, reply) => {
        heard.push(request.query);
        const { format } = request.query as { readonly format: string };
        return reply.type('text/csv').send(format === 'jsonl' ? '' : '\ufeffa,b\r\n1,2\r\n');
      })
      .raw(checkCells, (request) => {
        // Rows are the service's to check: what it is sent here is what somebody wrote.
        const { cells } = request.body as { cells: { release?: string }[] };
        heard.push(cells.length);
        return {
          items: cells.map((_, place) => ({
            error: { code: 'unknown-coordinate', path: `cells.${place}.release`, message: 'm', nearest: ['v/p@1'] },
          })),
        };
      });
    person = await Person.at(await service.start());
  });
  afterEach(async () => {
    await service.stop();
    await person.leave();
  });

  it('are searched by facets, and shown with their counts', async () => {
    const facets = ['--vendor', 'dameng', '--status', 'certified', '--status', 'expected', '--limit', '10'];
    const { code, stdout } = await person.run(['search', '达梦', ...facets]);
    expect(code).toBe(0);
    expect(heard).toEqual([{ q: '达梦', vendor: 'dameng', status: ['certified', 'expected'], limit: 10 }]);
    expect(stdout).toContain('≈ 预期可用 expected');
    expect(stdout).toMatch(/单元 cells +12/);
    expect(stdout).toContain('已认证 certified 3');
    expect(stdout).toContain('v/cpu-10 11');
    expect(stdout).toContain('另 3 项 · 3 more');
    expect(stdout).toContain('--cursor next');
    expect((await person.run(['search', '--status', 'fine'])).code).toBe(2);
  });

  it('are apart from what is found by name: with type, alias and counts, or what is called something like it', async () => {
    const { code, stdout } = await person.run(['find', 'Hygon3', '--type', 'cpu', '--limit', '1']);
    expect(code).toBe(0);
    expect(heard).toEqual([{ q: 'Hygon3', type: 'cpu', limit: 1 }]);
    expect(stdout).toMatch(/CPU型号.*hygon\/c86-7365.*海光 C86 7365.*别名 海光三号/);
    expect(stdout).toMatch(/共 found +4/);
    expect(stdout).not.toContain('product 0');
    expect(stdout).toContain('--cursor next');
    expect((await person.run(['find', 'nothing'])).stdout).toMatch(/没有找到.*\n.*您是否要找 hygon\/c86-7365/);
    const all = await person.run(['--json', 'find', 'Hygon3', '--all']);
    expect(JSON.parse(all.stdout)).toMatchObject({ items: [{}, {}], total: 4, nextCursor: null });
    expect((await person.run(['find', 'x', '--type', 'dog'])).code).toBe(2);
  });

  it('are searched to the end, as one page with the counts', async () => {
    const { stdout } = await person.run(['--json', 'search', '--all']);
    expect(JSON.parse(stdout)).toMatchObject({ items: [{}, {}], total: 12, revision: 7, nextCursor: null });
  });

  it('are exported to standard output, or to a file that appears when it is whole', async () => {
    expect(await person.run(['export', '--format', 'csv', '--os', CELL.os])).toMatchObject({
      code: 0,
      stdout: '\ufeffa,b\r\n1,2\r\n',
    });
    const file = path.join(person.home, 'cells.csv');
    const saved = await person.run(['--json', 'export', '-o', file]);
    expect(JSON.parse(saved.stdout)).toEqual({ file, bytes: 13 });
    expect(await readFile(file, 'utf8')).toBe('\ufeffa,b\r\n1,2\r\n');
    expect(heard).toEqual([{ format: 'csv', os: CELL.os }, { format: 'csv' }]);
    expect(await person.run(['export', '--format', 'jsonl'])).toMatchObject({ code: 0, stdout: '' });
    expect((await person.run(['--json', 'export'])).code).toBe(2);
    expect((await person.run(['export', '--format', 'pdf'])).code).toBe(2);
    expect((await person.run(['export', '-o', path.join(person.home, 'nowhere', 'a.csv')])).code).toBe(2);
  });

  it('are compared between two moments', async () => {
    const { code, stdout } = await person.run(['diff', 'dameng/dm8', '--from', '2026-01-01', '--to', '2026-06-01']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\? 未知 unknown +✔ 已认证 certified/);
    await person.run(['diff', CELL.release, '--from', '2026-01-01']);
    expect(heard).toEqual([
      { from: '2026-01-01T00:00:00.000Z', to: '2026-06-01T00:00:00.000Z', product: 'dameng/dm8' },
      { from: '2026-01-01T00:00:00.000Z', to: '2026-11-23T13:04:05.000Z', release: CELL.release },
    ]);
    expect((await person.run(['diff', 'dameng', '--from', '2026-01-01'])).code).toBe(2);
  });

  it('are asked line by line in calls of a thousand, and told by the lines of the file', async () => {
    const input = Array.from({ length: 1_001 }, () => JSON.stringify(CELL)).join('\n');
    const ran = await person.run(['--json', 'check', '--batch', '-'], { input });
    expect(ran.code).toBe(1);
    expect(heard).toEqual([1_000, 1]);
    const lines = ran.stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(1_001);
    expect(JSON.parse(lines[1_000] ?? '')).toMatchObject({ error: { path: 'lines.1000.release' } });
    expect(ran.stderr).toContain('1001 行，其中 1001 行有误');
    expect((await person.run(['check', CELL.release, '--batch', '-'], { input })).code).toBe(2);
    expect((await person.run(['check', '--batch', path.join(person.home, 'nowhere')])).code).toBe(2);
    expect((await person.run(['check', CELL.release])).code).toBe(2);
  });
});
