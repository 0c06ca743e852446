import { beforeAll, describe, expect, it } from '@jest/globals';
import { read, utils, write } from '@e965/xlsx';
import type { TestService } from '../../support/service.js';
import { refused, succeed } from '../support/http.js';
import { joinAs, type Member } from '../support/members.js';
import { applied, checked, rowsOf, sending, workbook, type Import } from './sending.js';
import { HEADERS, productsOf, type ImportWorld } from './world.js';

export function importedFiles(open: () => ImportWorld): void {
  let service: TestService;
  let vendor: Member;
  let operator: string;
  beforeAll(() => {
    ({ service, vendor, operator } = open());
  });
  describe('that can not be read', () => {
    it.each([
      ['an old workbook', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]), 'old-workbook'],
      ['nothing', Buffer.alloc(0), 'wrong-format'],
      ['no headers', workbook([['甲', '乙']]), 'missing-header'],
      ['doubled headers', workbook([['产品', '产品名称', 'Product name']]), 'duplicate-header'],
      ['a missing column', workbook([['产品', '产品分类']]), 'missing-header'],
    ])('fail by name: %s', async (_, file, code) => {
      const found = await checked(service, vendor.token, file, { kind: 'products' });
      expect(found).toMatchObject({ state: 'failed', problem: { code: 'unreadable-sheet', errors: [{ code }] } });
      expect(await rowsOf(service, vendor.token, found.id)).toEqual([]);
    });

    it('are refused before: too much, another digest, no kind', async () => {
      const call = sending(vendor.token, 'a', { kind: 'products', sha256: '0'.repeat(64) });
      await refused(service.url, call, 'digest-mismatch');
      await refused(service.url, sending(vendor.token, 'a', {}), 'invalid-request');
      await refused(
        service.url,
        sending(vendor.token, 'a', { kind: 'products', organization: 'kylinsoft' }),
        'forbidden',
      );
      const { body: _, ...announced } = call;
      await refused(
        service.url,
        { ...announced, headers: { ...announced.headers, 'content-length': 200_000_000 } },
        'payload-too-large',
      );
    });
  });

  it('are seen by their organization and by operators, who leave them alone', async () => {
    const mine = await checked(service, vendor.token, workbook([HEADERS, ['x', '名', 'developer-tool']]), {
      kind: 'products',
    });
    const rival = await joinAs(service, 'vendor');
    for (const path of ['', '/rows'])
      await refused(service.url, { path: `/api/v1/imports/${mine.id}${path}`, token: rival.token }, 'not-found');
    const json = { digest: mine.digest };
    await refused(
      service.url,
      { method: 'POST', path: `/api/v1/imports/${mine.id}/apply`, token: rival.token, json },
      'not-found',
    );
    await refused(
      service.url,
      { method: 'POST', path: `/api/v1/imports/${mine.id}/apply`, token: operator, json },
      'forbidden',
    );
    const undo = { method: 'POST', path: `/api/v1/imports/${mine.id}/undo`, json: { reason: 'x' } };
    await refused(service.url, { ...undo, token: rival.token }, 'not-found');
    await refused(service.url, { ...undo, token: operator }, 'forbidden');
    const listed = async (token: string): Promise<string[]> =>
      (await succeed<{ items: Import[] }>(service.url, { path: '/api/v1/imports?limit=200', token })).items.map(
        ({ id }) => id,
      );
    expect(await listed(operator)).toContain(mine.id);
    expect(await listed(rival.token)).toEqual([]);
  });

  it('have templates with lists of what the catalogue has, which can be filled in and sent', async () => {
    const { token, organization } = await joinAs(service, 'vendor');
    const template = async (kind: string): Promise<Buffer> => {
      const answer = await fetch(`${service.url}/api/v1/imports/templates/${kind}.xlsx`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="shipei-${kind}.xlsx"`);
      return Buffer.from(await answer.arrayBuffer());
    };
    const fill = async (kind: string, rows: readonly (readonly string[])[]): Promise<Buffer> => {
      const book = read(await template(kind), { type: 'buffer' });
      expect(book.SheetNames.slice(1)).toEqual(['填写说明', '列表']);
      const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
      utils.sheet_add_aoa(
        sheet,
        rows.map((row) => [...row]),
        { origin: 'A2' },
      );
      return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    };
    for (const kind of ['organizations', 'releases', 'declarations']) {
      const empty = await checked(service, operator, await template(kind), {
        kind,
        organization: 'kylinsoft',
        source: 'x',
      });
      expect(empty).toMatchObject({ state: 'checked', rowsRead: 0, problem: null });
    }
    const lists = read(await template('declarations'), { type: 'buffer', bookFiles: true }) as {
      files?: Record<string, { content: Uint8Array }>;
    };
    const sheetXml = Buffer.from(lists.files?.['xl/worksheets/sheet1.xml']?.content ?? []).toString();
    expect(
      sheetXml.match(
        /<dataValidation type="list"[^>]*sqref="[A-Z]2:[A-Z]200001"><formula1>'列表'!\$[A-Z]\$1:\$[A-Z]\$\d+<\/formula1>/g,
      ),
    ).toHaveLength(5);
    const offered = utils.sheet_to_json<string[]>(
      read(await template('products'), { type: 'buffer' }).Sheets['列表'] ?? {},
      { header: 1 },
    );
    const category = offered.map((row) => row[4] ?? '').find((text) => text.endsWith(' · developer-tool')) ?? '';
    const done = await applied(
      service,
      token,
      await fill('products', [['', 'filled', '产品', '', category, '', '是']]),
      { kind: 'products' },
    );
    expect(done).toMatchObject({ counts: { create: 1 }, ignored: expect.arrayContaining(['列表', '填写说明']) });
    expect(await productsOf(service, organization)).toMatchObject([{ product: 'filled', category: 'developer-tool' }]);
  });
}
