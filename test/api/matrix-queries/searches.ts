import { beforeAll, describe, expect, it } from '@jest/globals';
import { refused, send } from '../support/http.js';
import { get, KUNPENG, KYLIN, type MatrixTestWorld } from './world.js';

interface Found {
  readonly items: { release: string; os: string; cpu: string; status: string }[];
  readonly counts: Record<'status' | 'category' | 'vendor' | 'os' | 'cpu', Record<string, number>>;
  readonly total: number;
  readonly revision: number;
  readonly nextCursor: string | null;
}

export function searches(open: () => MatrixTestWorld): void {
  describe('searches', () => {
    let world: MatrixTestWorld;
    beforeAll(() => {
      world = open();
    });
    const search = (query = '') => get<Found>(world, `/matrix?${query}`);

    it('find what is known, and count all', async () => {
      const found = await search('vendor=acme');
      expect(found.items).toContainEqual({
        release: world.passed.coordinate,
        os: KYLIN,
        cpu: KUNPENG,
        status: 'certified',
      });
      expect(found.items.every(({ release }) => release.startsWith('acme/'))).toBe(true);
      expect(found.items.map(({ status }) => status)).not.toContain('unknown');
      expect(found.counts.status).toMatchObject({ certified: 1 });
      expect(Object.values(found.counts.status).reduce((sum, count) => sum + count, 0)).toBe(found.total);
      expect(found.counts.category).toEqual({ 'developer-tool': found.total });
      expect(found.counts.os[KYLIN]).toBeGreaterThan(0);
    });

    it('leave a facet out of its own counts', async () => {
      const all = await search('vendor=acme');
      const certified = await search('vendor=acme&status=certified');
      expect(certified).toMatchObject({ total: 1, counts: { vendor: { acme: 1 }, os: { [KYLIN]: 1 } } });
      expect(certified.counts.status).toEqual(all.counts.status);
      const here = await search(`vendor=acme&os=${KYLIN}&cpu=${KUNPENG}`);
      expect(here.total).toBe(3);
      expect(Object.keys(here.counts.os).length).toBeGreaterThan(1);
    });

    it('take several values of one field, and find names in part, in any case', async () => {
      const several = await search('status=certified&status=unknown&q=ACME/');
      expect(several.items.map(({ status }) => status)).toContain('unknown');
      expect(several.total).toBe((several.counts.status['certified'] ?? 0) + (several.counts.status['unknown'] ?? 0));
      expect(several.counts.status['certified']).toBe(1);
      expect((await search(`q=${encodeURIComponent('产品 edit')}&status=certified`)).items).toHaveLength(1);
      expect(await search('q=nothing-is-called-this')).toMatchObject({ items: [], total: 0, nextCursor: null });
    });

    it('go on where a page ended', async () => {
      const whole = await search('vendor=acme&status=unknown&limit=200');
      const paged: unknown[] = [];
      let cursor: string | null = '';
      while (cursor !== null && paged.length < 200) {
        const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const page: Found = await search(`vendor=acme&status=unknown&limit=70${after}`);
        paged.push(...page.items);
        cursor = page.nextCursor;
      }
      expect(paged.slice(0, 200)).toEqual(whole.items);
      expect(whole.items).toHaveLength(200);
    });

    it('refuse what nothing is called, with what may have been meant', async () => {
      for (const [query, path, nearest] of [
        ['vendor=acmee', 'query.vendor', 'acme'],
        ['category=developer-tol', 'query.category', 'developer-tool'],
        ['os=kylinsoft/kylin-server@v10-sp33', 'query.os', KYLIN],
        ['cpu=hisilicon/kunpeng-92', 'query.cpu', KUNPENG],
      ] as const) {
        const problem = await refused(world.service.url, { path: `/api/v1/matrix?${query}` }, 'unknown-coordinate');
        expect(problem).toMatchObject({ errors: [{ path }], facts: { nearest: expect.arrayContaining([nearest]) } });
      }
      for (const query of ['status=nice', 'cursor=x', 'q=', 'limit=0', 'os[a]=b']) {
        await refused(world.service.url, { path: `/api/v1/matrix?${query}` }, 'invalid-request');
      }
    });

    it('are not sent again to who has them', async () => {
      const check = `/api/v1/matrix/check?release=${world.passed.coordinate}&os=${KYLIN}&cpu=${KUNPENG}`;
      const badge = `/api/v1/badges/acme/editor@1.0.svg?os=${KYLIN}&cpu=${KUNPENG}`;
      for (const path of ['/api/v1/matrix?vendor=acme', check, badge]) {
        const first = await send(world.service.url, { path });
        const { etag = '' } = first.headers;
        expect(etag).toMatch(/^W\/"\d+-/);
        expect(first.headers['cache-control']).toBe('no-cache');
        const again = await send(world.service.url, { path, headers: { 'if-none-match': etag } });
        expect(again).toMatchObject({ status: 304, text: '', headers: { etag } });
        const other = await send(world.service.url, { path, headers: { 'if-none-match': 'W/"0-x"' } });
        expect(other.status).toBe(200);
        const mine = await send(world.service.url, {
          path,
          token: world.vendor.token,
          headers: { 'if-none-match': etag },
        });
        expect(mine).toMatchObject({ status: 200, headers: { 'cache-control': 'private, no-store' } });
        expect(mine.headers.etag).toBeUndefined();
      }
    });
  });

  describe('badges', () => {
    let world: MatrixTestWorld;
    beforeAll(() => {
      world = open();
    });
    const badge = (name: string, query: string) =>
      send(world.service.url, { path: `/api/v1/badges/acme/${name}.svg?${query}` });

    it('say what holds, in the language asked for', async () => {
      const where = `os=${KYLIN}&cpu=${KUNPENG}`;
      const zh = await badge('editor@1.0', where);
      expect(zh).toMatchObject({ status: 200, headers: { 'content-type': 'image/svg+xml; charset=utf-8' } });
      expect(zh.text).toMatch(/^<svg [^]*已认证[^]*<\/svg>\n$/);
      expect((await badge('editor@1.0', `${where}&lang=en`)).text).toContain('certified');
    });

    it('may be shown in other people’s pages, which nothing else may', async () => {
      const query = new URLSearchParams({ release: world.passed.coordinate, os: KYLIN, cpu: KUNPENG }).toString();
      const policy = 'cross-origin-resource-policy';
      const shown = await badge('editor@1.0', `os=${KYLIN}&cpu=${KUNPENG}`);
      const plain = await send(world.service.url, { path: `/api/v1/matrix/check?${query}` });
      expect([shown.headers[policy], plain.headers[policy]]).toEqual(['cross-origin', 'same-origin']);
    });

    it('are grey where the coordinates name nothing', async () => {
      const answer = await badge('editor@9.9', `os=${KYLIN}&cpu=${encodeURIComponent('<x>/"y"')}&lang=en`);
      expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'image/svg+xml; charset=utf-8' } });
      expect(answer.text).toContain('unknown coordinate');
      const name = encodeURIComponent('<script>@1');
      expect((await badge(name, `os=${KYLIN}&cpu=${KUNPENG}`)).text).not.toContain('<script');
      await refused(world.service.url, { path: `/api/v1/badges/acme/editor.svg?os=a&cpu=b` }, 'invalid-request');
    });
  });
}
