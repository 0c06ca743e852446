import { request as httpRequest } from 'node:http';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { refused, send, succeed } from '../support/http.js';
import { unique } from '../support/members.js';
import { unzipped } from '../support/unzipped.js';
import { caughtUp, get, KUNPENG, KYLIN, record, type MatrixTestWorld } from './world.js';

export function exports(open: () => MatrixTestWorld): void {
  describe('exports', () => {
    let world: MatrixTestWorld;
    beforeAll(() => {
      world = open();
    });
    const take = async (query: string): Promise<Buffer> => {
      const { hostname, port } = new URL(world.service.url);
      return new Promise((resolve, reject) => {
        const path = `/api/v1/matrix/export?${query}`;
        const request = httpRequest({ hostname, port, path }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            if (response.statusCode === 200) resolve(Buffer.concat(chunks));
            else reject(new Error(`${path}: ${response.statusCode} ${Buffer.concat(chunks).toString()}`));
          });
        });
        request.on('error', reject);
        request.end();
      });
    };

    it('give the answers of single questions as JSON lines', async () => {
      const lines = (await take('format=jsonl&vendor=acme&status=certified')).toString().trimEnd().split('\n');
      expect(lines).toHaveLength(1);
      const asked = new URLSearchParams({ release: world.passed.coordinate, os: KYLIN, cpu: KUNPENG });
      const single = await get(world, `/matrix/check?${asked.toString()}`);
      const exported = JSON.parse(lines[0] ?? '') as object;
      expect({ ...exported, validAt: '', knownAt: '' }).toEqual({ ...single, validAt: '', knownAt: '' });
    });

    it('list as many cells as a search counts', async () => {
      const { counts } = await get<{ counts: { status: Record<string, number> } }>(world, '/matrix?vendor=acme');
      const unknown = (await take('format=jsonl&vendor=acme&status=unknown')).toString().trimEnd().split('\n');
      expect(unknown).toHaveLength(counts.status['unknown'] ?? -1);
      const table = (await take('format=csv&vendor=acme&status=unknown')).toString().trimEnd().split('\r\n');
      expect(table).toHaveLength(1 + (counts.status['unknown'] ?? -1));
    });

    it('are CSV that spreadsheets read as UTF-8', async () => {
      const text = (await take('format=csv&vendor=acme&status=certified')).toString();
      const [header = '', row = '', ...more] = text.split('\r\n');
      expect(header).toMatch(/^\ufeff版本 · Release,产品 · Product,/);
      expect(row).toMatch(new RegExp(`^${world.passed.coordinate},产品 editor,,acme,developer-tool,${KYLIN},`));
      expect(row).toContain(',certified,');
      expect(more).toEqual(['']);
    });

    it('are workbooks', async () => {
      const book = await take('format=xlsx&vendor=acme&status=certified');
      const files = unzipped(book);
      expect([...files.keys()]).toEqual([
        '[Content_Types].xml',
        '_rels/.rels',
        'xl/workbook.xml',
        'xl/_rels/workbook.xml.rels',
        'xl/worksheets/sheet1.xml',
      ]);
      const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
      expect(sheet.match(/<row>/g)).toHaveLength(2);
      expect(sheet).toContain(`>${world.passed.coordinate}</t>`);
      expect(sheet).toMatch(/<\/sheetData><\/worksheet>$/);
    });

    it('hold no formula, whatever a product is called', async () => {
      const slug = unique('formula');
      const name = '=HYPERLINK("http://x")';
      const { token } = world.vendor;
      const post = (path: string, json: object) =>
        succeed(world.service.url, { method: 'POST', path: `/api/v1${path}`, token, json });
      await post('/products', { slug, name, category: 'developer-tool', published: true });
      const version = '-1+1';
      const release = { version, ordinal: 1, releasedOn: '2026-11-01', published: true, artifacts: [] };
      await post(`/products/acme/${slug}/releases`, release);
      const coordinate = `acme/${slug}@${version}`;
      await record(
        world,
        { coordinate, vendor: 'acme', product: slug, version, sha256: '' },
        {
          verdict: 'pass',
          visibility: 'public',
        },
      );
      await caughtUp(world.service);
      const csv = (await take(`format=csv&status=certified&q=${slug}`)).toString();
      expect(csv).toContain(`,"'=HYPERLINK(""http://x"")",`);
      const sheet = unzipped(await take(`format=xlsx&status=certified&q=${slug}`)).get('xl/worksheets/sheet1.xml');
      expect(sheet).toContain(`>'=HYPERLINK("http://x")</t>`);
    });

    it('are refused for another format, or names that nothing has', async () => {
      const from = '/api/v1/matrix/export';
      await refused(world.service.url, { path: from }, 'invalid-request');
      await refused(world.service.url, { path: `${from}?format=pdf` }, 'invalid-request');
      await refused(world.service.url, { path: `${from}?format=xlsx&vendor=acmee` }, 'unknown-coordinate');
    });

    it('make nothing for who asks for the head alone', async () => {
      const path = '/api/v1/matrix/export?format=csv&status=unknown';
      const answer = await send(world.service.url, { method: 'HEAD', path });
      expect(answer).toMatchObject({ status: 200, text: '', headers: { 'content-type': 'text/csv; charset=utf-8' } });
    });

    it('take no harm from a reader who leaves', async () => {
      const { hostname, port } = new URL(world.service.url);
      for (const format of ['csv', 'jsonl', 'xlsx']) {
        const path = `/api/v1/matrix/export?format=${format}&status=unknown`;
        await new Promise<void>((resolve) => {
          const request = httpRequest({ hostname, port, path }, (response) => {
            response.once('data', () => request.destroy());
            response.on('error', () => undefined);
            response.on('close', () => resolve());
          });
          request.on('error', () => undefined);
          request.end();
        });
      }
      expect((await send(world.service.url, { path: '/api/v1/matrix?limit=1' })).status).toBe(200);
    });
  });
}
