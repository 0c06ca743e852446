import { beforeAll, describe, expect, it } from '@jest/globals';
import writeExcelFile from 'write-excel-file/node';
import type { TestService } from '../../support/service.js';
import { eventually } from '../support/eventually.js';
import { refused, succeed } from '../support/http.js';
import { createOrganization, joinAs, unique, type Member } from '../support/members.js';
import { registerRelease } from '../support/releases.js';
import { applied, checked, confirm, importIn, problemsOf, rowsOf, sending, undone, workbook } from './sending.js';
import { HEADERS, type ImportWorld } from './world.js';

export function importedFacts(open: () => ImportWorld): void {
  let service: TestService;
  let vendor: Member;
  let operator: string;
  beforeAll(() => {
    ({ service, vendor, operator } = open());
  });
  describe('of releases', () => {
    const columns = ['产品', '版本号', '序号', '发布日期', '停止支持日期', 'ABI 级别', '公开'];

    it('written by another program: days, ends of life and levels; what a release is never changes', async () => {
      const { token, organization } = await joinAs(service, 'vendor');
      await applied(service, token, workbook([HEADERS, ['os', '产品', 'developer-tool', null, '是']]), {
        kind: 'products',
      });
      const day = (text: string): object => ({
        value: new Date(`${text}T00:00:00Z`),
        type: Date,
        format: 'yyyy/mm/dd',
      });
      const book = async (rows: unknown[][]): Promise<Buffer> =>
        writeExcelFile([{ sheet: '版本', data: [columns, ...rows] as never }]).toBuffer();
      const first = await applied(
        service,
        token,
        await book([
          ['os', '8.10', 1, day('2024-02-29'), null, 'level2', '是'],
          ['os', 'V8.2 Build 2023', 2, day('2025-01-01'), day('2030-01-01'), null, null],
        ]),
        { kind: 'releases' },
      );
      expect(first.counts).toMatchObject({ create: 2 });
      const release = async (version: string): Promise<object> => {
        const product = await succeed<{ releases: { version: string }[] }>(service.url, {
          path: `/api/v1/products/${organization}/os`,
          token,
        });
        return product.releases.find((one) => one.version === version) ?? {};
      };
      expect(await release('8.10')).toMatchObject({
        line: 'main',
        ordinal: 1,
        releasedOn: '2024-02-29',
        abiLevel: 'level2',
        published: true,
      });
      const found = await checked(
        service,
        token,
        await book([
          ['os', '8.10', 1, day('2024-03-01'), null, null, null],
          ['os', 'V8.2 Build 2023', 2, null, day('2031-01-01'), 'level1', null],
          ['os', '9', 2, day('2026-01-01'), null, null, null],
          ['os2', '9', 3, day('2026-01-01'), null, null, null],
          ['os', '１０', 4, day('2026-01-01'), null, null, null],
        ]),
        { kind: 'releases' },
      );
      const rows = await rowsOf(service, token, found.id);
      expect(problemsOf(rows)).toEqual([
        'D2 releasedOn immutable',
        'C4 ordinal already-exists',
        'A5 product unknown',
        'B6 version look-alike',
      ]);
      expect(rows[3]?.problems[0]?.nearest).toEqual(['os']);
      expect(rows[1]?.changes).toEqual([
        { field: 'endOfLife', from: '2030-01-01', to: '2031-01-01' },
        { field: 'abiLevel', from: null, to: 'level1' },
      ]);
      await confirm(service, token, found, true);
      await importIn(service, token, found.id, 'applied');
      const statements = async (): Promise<unknown[]> =>
        (
          await succeed<{ items: unknown[] }>(service.url, {
            path: `/api/v1/products/${organization}/os/releases/${encodeURIComponent('V8.2 Build 2023')}/statements`,
            token,
          })
        ).items;
      expect(await statements()).toMatchObject([
        { kind: 'abi-level', withdrawnBy: null },
        { kind: 'end-of-life', withdrawnBy: null },
      ]);
      expect(await undone(service, token, found.id)).toMatchObject({ state: 'undone' });
      expect((await statements()).length).toBe(4);
      expect(await undone(service, token, first.id)).toMatchObject({
        state: 'applied',
        undoProblems: [{ number: 1, code: 'published' }],
      });
    });
  });

  describe('of declarations', () => {
    const columns = ['版本坐标', '操作系统', 'CPU 型号', '结论', '有效期至'];
    const os = 'kylinsoft/kylin-server@v10-sp3';
    const cpu = 'hisilicon/kunpeng-920';

    it("are the word of the vendor whose published list it is, apart from the product's own, and revoked when undone", async () => {
      const release = await registerRelease(service, { token: vendor.token, vendor: vendor.organization });
      const check = async (): Promise<{ status: string; declaredBy: { organization: string; as: string }[] }> =>
        succeed(service.url, {
          path: `/api/v1/matrix/check?${new URLSearchParams({ release: release.coordinate, os, cpu }).toString()}`,
        });
      expect(await check()).toMatchObject({ status: 'unknown' });
      const own = await applied(
        service,
        vendor.token,
        workbook([columns, [release.coordinate, os, cpu, '不兼容', '2035-06-30']]),
        {
          kind: 'declarations',
          source: '自测',
        },
      );
      const list = workbook([
        columns,
        [release.coordinate, `银河麒麟高级服务器操作系统 · ${os}`, cpu, '兼容', null],
        [`${release.coordinate}x`, os, 'hisilicon/kunpeng-92', null, null],
        [release.coordinate, 'openeuler/openeuler@22.03-lts-sp4', cpu, null, null],
        [release.coordinate, os, cpu, null, '2020-01-01'],
      ]);
      const found = await checked(service, operator, list, {
        kind: 'declarations',
        organization: 'kylinsoft',
        source: 'https://example.com/list',
      });
      const rows = await rowsOf(service, operator, found.id);
      expect(problemsOf(rows)).toEqual([
        'C3 cpu unknown',
        'A3 release unknown',
        'A4 release forbidden',
        'E5 validUntil over',
      ]);
      expect(rows[1]?.problems[0]?.nearest).toContain(cpu);
      expect(rows[1]?.problems[1]?.nearest?.[0]).toBe(release.coordinate);
      await confirm(service, operator, found, true);
      const done = await importIn(service, operator, found.id, 'applied');
      expect(
        await eventually('both are told', async () => {
          const answer = await check();
          return answer.declaredBy.length === 2 ? answer : undefined;
        }),
      ).toMatchObject({
        status: 'conflicting',
        declaredBy: expect.arrayContaining([
          expect.objectContaining({ as: 'vendor' }),
          expect.objectContaining({ organization: 'kylinsoft', as: 'os-vendor' }),
        ]),
      });
      const again = await checked(service, operator, workbook([columns, [release.coordinate, os, cpu, null, null]]), {
        kind: 'declarations',
        organization: 'kylinsoft',
        source: 'https://example.com/list',
      });
      expect(again.counts).toMatchObject({ unchanged: 1 });
      // In words, as published lists have them: what means one thing is that, what may mean several is nothing.
      const words = [
        [`产品 ${release.product} 1.0`, '银河麒麟高级服务器操作系统 V10 SP3', '鲲鹏920', null, null],
        [release.coordinate, '麒麟V10', '鲲鹏920', null, null],
      ];
      const named = await checked(service, operator, workbook([columns, ...words]), {
        kind: 'declarations',
        organization: 'kylinsoft',
        source: 'https://example.com/list',
      });
      const [first, second] = await rowsOf(service, operator, named.id);
      expect(first).toMatchObject({ action: 'unchanged', key: `${release.coordinate} ${os} ${cpu}` });
      expect(second?.problems).toMatchObject([
        {
          field: 'os',
          column: 'B',
          code: 'ambiguous',
          nearest: expect.arrayContaining([expect.stringContaining('kylinsoft/')]),
        },
      ]);
      await undone(service, operator, done.id);
      await eventually('the list is revoked', async () => ((await check()).declaredBy.length === 1 ? true : undefined));
      await undone(service, vendor.token, own.id);
      await eventually('nothing is said', async () => ((await check()).status === 'unknown' ? true : undefined));
    });
  });

  describe('of organizations', () => {
    const columns = ['机构标识', '机构名称', '统一社会信用代码', '机构类型'];

    it("are the operator's, and check the USCC", async () => {
      const [one, two] = [unique('imported'), unique('imported')];
      const file = workbook([
        columns,
        [one, '甲机构', '91350100M000100Y43', 'vendor,center'],
        [two, '乙机构', '91350100M000100Y44', null],
      ]);
      await refused(service.url, sending(vendor.token, file, { kind: 'organizations' }), 'forbidden');
      const found = await checked(service, operator, file, { kind: 'organizations' });
      expect(problemsOf(await rowsOf(service, operator, found.id))).toEqual(['C3 uscc uscc-check-digit']);
      await confirm(service, operator, found, true);
      await importIn(service, operator, found.id, 'applied');
      expect(await succeed(service.url, { path: `/api/v1/organizations/${one}` })).toMatchObject({
        name: '甲机构',
        uscc: '91350100M000100Y43',
      });
      await undone(service, operator, found.id);
      await refused(service.url, { path: `/api/v1/organizations/${one}` }, 'not-found');
    });
  });

  describe('of typed rows', () => {
    it('are decided about kind by kind, and what their readers refused or skipped is told', async () => {
      const slug = await createOrganization(service, ['vendor']);
      const place = (row: number): object => ({ sheet: 'boards/a.md', row });
      const lines = [
        {
          place: place(1),
          kind: 'declarations',
          values: {
            release: `${slug}/board@1.0`,
            os: 'debian/debian@12',
            cpu: 'hisilicon/kunpeng-920',
            source: 'a.md',
          },
        },
        {
          place: place(2),
          kind: 'releases',
          values: { vendor: slug, product: 'board', version: '1.0', ordinal: '1', releasedOn: '2026-01-01' },
        },
        {
          place: place(3),
          kind: 'products',
          values: { vendor: slug, product: 'board', name: '开发板', category: 'developer-tool' },
        },
        {
          place: place(4),
          kind: null,
          outcome: 'skipped',
          problems: [{ code: 'duplicate-language', message: '中文页' }],
        },
        { place: place(5), kind: null, outcome: 'refused', problems: [{ code: 'no-status', message: 'x' }] },
      ];
      const file = lines.map((line) => JSON.stringify(line)).join('\n');
      const done = await applied(service, operator, file, { fileName: 'ruyi.rows', organization: slug }, true);
      expect(done.counts).toEqual({ create: 3, change: 0, unchanged: 0, refused: 1, skipped: 1 });
      // What its declarations were about stays, as drafts; they themselves are revoked.
      expect(await undone(service, operator, done.id)).toMatchObject({ state: 'undone' });
      const bad = await checked(service, operator, '{"place":{}}', { fileName: 'x.rows' });
      expect(bad).toMatchObject({ state: 'failed', problem: { errors: [{ path: 'rows!1', code: 'malformed-rows' }] } });
    });
  });
}
