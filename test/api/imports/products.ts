import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TestService } from '../../support/service.js';
import { eventually } from '../support/eventually.js';
import { refused, succeed } from '../support/http.js';
import { joinAs } from '../support/members.js';
import { applied, checked, confirm, importIn, problemsOf, rowsOf, undone, workbook, type Import } from './sending.js';
import { HEADERS, productsOf, type ImportWorld } from './world.js';

export function importedProducts(open: () => ImportWorld): void {
  let service: TestService;
  beforeAll(() => {
    ({ service } = open());
  });
  describe('of products', () => {
    it('are looked at, applied as seen, applied again without a change, and undone', async () => {
      const { token, organization } = await joinAs(service, 'vendor');
      const file = workbook([
        ['产品清单', null, '2026 年'],
        HEADERS,
        ['alpha', '甲产品', 'developer-tool', 'Alpha', '否'],
        ['beta', '=cmd|x', '开发工具 · developer-tool', null, null],
        [null, null, null],
        ['gamma', '丙产品', 'developer-tool', null, null],
      ]);
      const found = await checked(service, token, file, { kind: 'products' });
      expect(found).toMatchObject({
        state: 'checked',
        counts: { create: 3, refused: 0 },
        rowsRead: 3,
        format: 'xlsx',
        organization,
        problem: null,
      });
      expect(await productsOf(service, organization, token)).toEqual([]);
      await refused(
        service.url,
        { method: 'POST', path: `/api/v1/imports/${found.id}/apply`, token, json: { digest: '0'.repeat(64) } },
        'import-moved',
      );
      expect((await confirm(service, token, found)).status).toBe(202);
      const done = await importIn(service, token, found.id, 'applied');
      expect(done).toMatchObject({ digest: found.digest, undoProblems: [] });
      const products = await productsOf(service, organization, token);
      expect(products.map(({ product, name, published }) => ({ product, name, published }))).toEqual([
        { product: 'alpha', name: '甲产品', published: false },
        { product: 'beta', name: '=cmd|x', published: false },
        { product: 'gamma', name: '丙产品', published: false },
      ]);
      // Every row says which import, file and row.
      const rows = await rowsOf(service, token, found.id);
      expect(rows.map(({ sheet, row, action, key, subjectId }) => [sheet, row, action, key, subjectId])).toEqual(
        products.map(({ product, id }, index) => [
          '数据',
          [3, 4, 6][index],
          'create',
          `${organization}/${String(product)}`,
          id,
        ]),
      );
      const audit = await succeed<{ items: object[] }>(service.url, {
        path: `/api/v1/audit?subjectType=product&subjectId=${String(products[0]?.['id'])}`,
        token,
      });
      expect(audit.items).toMatchObject([
        { action: 'product.create', details: { import: found.id, file: found.fileSha256, number: 1 } },
      ]);
      const again = await checked(service, token, file, { kind: 'products' });
      expect(again.counts).toMatchObject({ create: 0, change: 0, unchanged: 3 });
      expect((await confirm(service, token, again)).status).toBe(409);
      expect(await undone(service, token, found.id)).toMatchObject({
        state: 'undone',
        undoProblems: [],
        undoReason: '导错了',
      });
      expect(await productsOf(service, organization, token)).toEqual([]);
    });

    it('change only what is said, and get it back when undone, unless it was changed again', async () => {
      const { token, organization } = await joinAs(service, 'vendor');
      const rows = (name: string): Buffer => workbook([HEADERS, ['alpha', name, 'developer-tool', 'Alpha']]);
      await applied(service, token, rows('甲'), { kind: 'products' });
      const second = await applied(service, token, workbook([HEADERS, ['alpha', '乙', null]]), { kind: 'products' });
      expect((await rowsOf(service, token, second.id))[0]?.changes).toEqual([{ field: 'name', from: '甲', to: '乙' }]);
      const third = await applied(service, token, rows('丙'), { kind: 'products' });
      expect(await undone(service, token, second.id)).toMatchObject({
        state: 'applied',
        undoProblems: [{ number: 1, code: 'later-import' }],
      });
      await undone(service, token, third.id);
      await undone(service, token, second.id);
      expect(await productsOf(service, organization, token)).toMatchObject([{ name: '甲', nameEn: 'Alpha' }]);
    });

    it('name sheet, row, column and reason of everything that is wrong, and then import nothing', async () => {
      const { token, organization } = await joinAs(service, 'vendor');
      const file = workbook([
        [...HEADERS, '厂商'],
        ['ok', '好', 'developer-tool'],
        ['ＤＭ８', '达梦', 'developer-tool'],
        ['dm8', 'Ｄ梦', 'developer-tol', null, '也许'],
        ['ok', '又', 'developer-tool'],
        ['a_b', '甲', 'developer-tool'],
        ['a-b', '乙', 'developer-tool'],
        ['сyrillic', '西里尔', 'developer-tool'],
        ['mine', '别人的', 'developer-tool', null, null, 'dev-vendor'],
        ['day', new Date(Date.UTC(2024, 0, 2)), 'developer-tool'],
        [8.1, '数', 'developer-tool'],
        ['none'],
      ]);
      const found = await checked(service, token, file, { kind: 'products' });
      expect(found.counts).toMatchObject({ create: 2, refused: 9 });
      const bad = await rowsOf(service, token, found.id, 'refused');
      expect(problemsOf(bad)).toEqual([
        'A3 product look-alike',
        'B4 name look-alike',
        'C4 category unknown',
        'E4 published not-a-choice',
        'A5 product duplicate-row',
        'A7 product slug-collides',
        'A8 product not-a-slug',
        'F9 vendor forbidden',
        'B10 name day-for-text',
        'A11 product number-for-text',
        'B12 name required',
        'C12 category required',
      ]);
      expect(bad[0]?.problems[0]).toMatchObject({ nearest: ['dm8'] });
      expect(bad[1]?.problems[1]).toMatchObject({ nearest: expect.arrayContaining(['developer-tool']) });
      await refused(
        service.url,
        { method: 'POST', path: `/api/v1/imports/${found.id}/apply`, token, json: { digest: found.digest } },
        'illegal-transition',
      );
      expect(await productsOf(service, organization, token)).toEqual([]);
      expect((await confirm(service, token, found, true)).status).toBe(202);
      await importIn(service, token, found.id, 'applied');
      expect((await productsOf(service, organization, token)).map(({ product }) => product)).toEqual(['ok', 'a_b']);
    });

    it('that were registered otherwise meanwhile are looked at again, and nothing is written', async () => {
      const { token, organization } = await joinAs(service, 'vendor');
      const file = workbook([HEADERS, ['one', '甲', 'developer-tool'], ['two', '乙', 'developer-tool']]);
      const found = await checked(service, token, file, { kind: 'products' });
      await succeed(service.url, {
        method: 'POST',
        path: '/api/v1/products',
        token,
        json: { slug: 'two', name: '另', category: 'developer-tool' },
      });
      expect((await confirm(service, token, found)).status).toBe(202);
      const moved = await eventually('the dry run is done again', async () => {
        const now = await succeed<Import>(service.url, { path: `/api/v1/imports/${found.id}`, token });
        return now.state === 'checked' && now.digest !== found.digest ? now : undefined;
      });
      expect(moved).toMatchObject({ counts: { create: 1, change: 1 }, problem: { code: 'import-moved' } });
      expect((await productsOf(service, organization, token)).map(({ product }) => product)).toEqual(['two']);
    });

    it('are kept where later work rests on them, and where they are public', async () => {
      const { token, organization } = await joinAs(service, 'vendor');
      const done = await applied(
        service,
        token,
        workbook([HEADERS, ['used', '甲', 'developer-tool'], ['free', '乙', 'developer-tool']]),
        { kind: 'products' },
      );
      await succeed(service.url, {
        method: 'POST',
        path: `/api/v1/products/${organization}/used/releases`,
        token,
        json: { version: '1', ordinal: 1, releasedOn: '2026-01-01' },
      });
      expect(await undone(service, token, done.id)).toMatchObject({
        state: 'applied',
        undoProblems: [{ number: 1, code: 'in-use', message: expect.stringContaining('releases_product') }],
      });
      expect(await productsOf(service, organization, token)).toHaveLength(2);
      await succeed(service.url, { method: 'POST', path: `/api/v1/products/${organization}/used/publish`, token });
      expect(await undone(service, token, done.id)).toMatchObject({
        state: 'applied',
        undoProblems: [{ number: 1, code: 'published' }],
      });
    });

    it('may come as CSV in GB18030 and as YAML', async () => {
      const { token, organization } = await joinAs(service, 'vendor');
      // 产品标识,产品名称,产品分类 / gb,达梦,developer-tool
      const gb = Buffer.concat([
        Buffer.from('b2fac6b7b1eacab62cb2fac6b7c3fbb3c62cb2fac6b7b7d6c0e00d0a', 'hex'),
        Buffer.from('gb,'),
        Buffer.from('b4efc3ce', 'hex'),
        Buffer.from(',developer-tool\r\n'),
      ]);
      const csv = await applied(service, token, gb, { kind: 'products', fileName: 'a.csv' });
      expect(csv).toMatchObject({ format: 'csv', encoding: 'gb18030' });
      const yaml =
        'products:\n  - product: y\n    name: 名\n    category: developer-tool\n  - product: 1.10\n    nam: x\n';
      const found = await checked(service, token, yaml, { kind: 'products', fileName: 'a.yaml' });
      expect(problemsOf(await rowsOf(service, token, found.id))).toEqual(['5 nam unknown-field']);
      await confirm(service, token, found, true);
      await importIn(service, token, found.id, 'applied');
      expect((await productsOf(service, organization, token)).map(({ product, name }) => [product, name])).toEqual([
        ['gb', '达梦'],
        ['y', '名'],
      ]);
    });
  });
}
