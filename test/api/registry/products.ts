import { beforeAll, describe, expect, it } from '@jest/globals';
import { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import { refused, send, succeed, type Call } from '../support/http.js';
import { submit } from '../support/jobs.js';
import { joinAs, unique, type Member } from '../support/members.js';
import { registerRelease, upload } from '../support/releases.js';
import { contents, rowCounts } from '../support/stored.js';

interface Product {
  readonly product: string;
  readonly published: boolean;
  readonly releases: { readonly version: string; readonly published: boolean }[];
}

export function productsAndReleases(open: () => TestService): void {
  describe('products and releases', () => {
    let service: TestService;
    let vendor: Member;
    let rival: Member;
    beforeAll(async () => {
      service = open();
      vendor = await joinAs(service, 'vendor');
      rival = await joinAs(service, 'vendor');
    });

    const post = (path: string, json: unknown, token = vendor.token): Call => ({
      method: 'POST',
      path: `/api/v1${path}`,
      token,
      ...(json === undefined ? {} : { json }),
    });
    const product = (slug: string, more: object = {}): Call =>
      post('/products', { slug, name: '数据库', category: 'developer-tool', ...more });
    const release = (slug: string, more: object): Call =>
      post(`/products/${vendor.organization}/${slug}/releases`, {
        version: '1',
        ordinal: 1,
        releasedOn: '2026-01-01',
        ...more,
      });
    const publish = (slug: string): Call => post(`/products/${vendor.organization}/${slug}/publish`, undefined);
    const get = (slug: string, token?: string): Call => ({
      path: `/api/v1/products/${vendor.organization}/${slug}`,
      token,
    });
    const viewers = () => [undefined, rival.token] as const;

    it('keeps a draft between its vendor and itself until it is published', async () => {
      const slug = unique('draft');
      expect(await succeed(service.url, product(slug))).toMatchObject({
        published: false,
        vendor: vendor.organization,
      });
      await succeed(service.url, release(slug, { version: '0.9', ordinal: 9, published: true }));
      await succeed(service.url, release(slug, { version: '1.0', ordinal: 10 }));
      const search = `/api/v1/products?vendor=${vendor.organization}&q=${slug}`;
      for (const token of viewers()) {
        await refused(service.url, get(slug, token), 'not-found');
        expect(await succeed(service.url, { path: search, token })).toMatchObject({ items: [] });
      }
      const mine = await succeed<Product>(service.url, get(slug, vendor.token));
      // A release of a draft is one, whatever it says itself.
      expect(mine.releases.map(({ version, published }) => [version, published])).toEqual([
        ['1.0', false],
        ['0.9', false],
      ]);
      await refused(service.url, { ...publish(slug), token: rival.token }, 'not-found');
      expect(await succeed(service.url, publish(slug))).toMatchObject({ published: true });
      await succeed(service.url, release(slug, { version: '2.0', ordinal: 20 }));
      for (const token of viewers()) {
        const seen = await succeed<Product>(service.url, get(slug, token));
        expect(seen.releases.map(({ version }) => version)).toEqual(['1.0', '0.9']);
        expect(await succeed(service.url, { path: search, token })).toMatchObject({ items: [{ product: slug }] });
      }
      await succeed(service.url, publish(slug));
      expect((await succeed<Product>(service.url, get(slug))).releases).toHaveLength(3);
    });

    it('takes a slug once in each organization, also from five at once', async () => {
      const slug = unique('taken');
      const answers = await Promise.all(Array.from({ length: 5 }, () => send(service.url, product(slug))));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
      await succeed(service.url, { ...product(slug), token: rival.token });
      const unknown = await refused(service.url, product(unique('x'), { category: 'nothing' }), 'invalid-request');
      expect(unknown.errors).toMatchObject([{ path: 'category', code: 'unknown' }]);
    });

    it('never changes a published release', async () => {
      const slug = unique('fixed');
      const sha256 = await upload(service, vendor.token, 'bytes of a release');
      await succeed(service.url, product(slug, { published: true }));
      await succeed(
        service.url,
        release(slug, { published: true, artifacts: [{ sha256, fileName: 'a.tgz', isa: 'x86_64' }] }),
      );
      const before = await contents(service, 'releases', 'release_artifacts');
      for (const [more, path] of [
        [{ artifacts: [] }, 'version'],
        [{ version: '1 ', ordinal: 2 }, 'version'],
        [{ version: '2' }, 'ordinal'],
      ] as const) {
        const problem = await refused(service.url, release(slug, more), 'already-exists');
        expect(problem.errors).toMatchObject([{ path }]);
      }
      for (const method of ['PUT', 'PATCH', 'DELETE']) {
        const path = `/api/v1/products/${vendor.organization}/${slug}/releases`;
        await refused(service.url, { method, path, token: vendor.token, json: {} }, 'method-not-allowed');
        const one = { method, path: `${path}/1`, token: vendor.token, json: { ordinal: 5 } };
        await refused(service.url, one, 'method-not-allowed', 'invalid-request', 'illegal-transition');
      }
      expect(await contents(service, 'releases', 'release_artifacts')).toEqual(before);
      await succeed(service.url, release(slug, { version: '2', line: 'other' }));
    });

    it('refuses releases that nobody could name or that hold what was not uploaded', async () => {
      const slug = unique('strict');
      await succeed(service.url, product(slug));
      const mine = await upload(service, vendor.token, 'mine');
      const theirs = await upload(service, rival.token, 'theirs');
      const before = await rowCounts(service);
      const file = { sha256: mine, fileName: 'a.tgz' };
      const versions = [
        '',
        ' ',
        '.',
        '..',
        'a/b',
        'a\\b',
        'a@b',
        'a\nb',
        '1\u200b',
        '\u202e1',
        '1\u20282',
        'x'.repeat(129),
      ];
      for (const version of versions) {
        const problem = await refused(service.url, release(slug, { version }), 'invalid-request');
        expect({ version, errors: problem.errors }).toMatchObject({ version, errors: [{ path: 'version' }] });
      }
      for (const more of [
        { releasedOn: '2026-02-30' },
        { releasedOn: '0000-00-00' },
        { releasedOn: '0000-01-01' },
        { endOfLife: 'x' },
      ]) {
        await refused(service.url, release(slug, more), 'invalid-request');
      }
      for (const fileName of ['../a', '/a', 'a//b', 'a/./b', 'a\\b', '', ' ', 'a\0', 'x'.repeat(256)]) {
        await refused(service.url, release(slug, { artifacts: [{ ...file, fileName }] }), 'invalid-request');
      }
      await refused(service.url, release(slug, { artifacts: [{ ...file, isa: 'z80' }] }), 'invalid-request');
      await refused(service.url, release(slug, { artifacts: [file, { ...file, sha256: theirs }] }), 'unknown-artifact');
      await refused(service.url, release(slug, { artifacts: [file, file] }), 'already-exists');
      const inFile = { artifacts: [file, { ...file, fileName: 'a.tgz/b' }] };
      expect(await refused(service.url, release(slug, inFile), 'invalid-request')).toMatchObject({
        errors: [{ path: 'artifacts.1.fileName' }],
      });
      for (const build of ['', 'a/b', '..', 'x'.repeat(129)]) {
        await refused(service.url, release(slug, { build, artifacts: [file] }), 'invalid-request');
      }
      await refused(service.url, release(slug, { artifacts: [{ ...file, role: 'virus' }] }), 'invalid-request');
      expect(await rowCounts(service)).toEqual(before);
    });

    async function enrolmentToken(pool: string): Promise<string> {
      const token = await service.tokenOf('center-operator');
      const call = post('/centers/dev-local/enrolment-tokens', { pools: [pool] }, token);
      return (await succeed<{ token: string }>(service.url, call)).token;
    }

    describe('lists', () => {
      interface Page {
        readonly items: object[];
        readonly nextCursor: string | null;
      }

      async function walk(path: string, limit: number, token?: string): Promise<object[]> {
        const items: object[] = [];
        let cursor: string | null = '';
        do {
          const query = `${path.includes('?') ? '&' : '?'}limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`;
          const page: Page = await succeed<Page>(service.url, { path: `/api/v1${path}${query}`, token });
          // Every page but the last one is full, and no page is empty but an only one.
          if (page.nextCursor !== null) expect(page.items).toHaveLength(limit);
          items.push(...page.items);
          cursor = page.nextCursor;
        } while (cursor !== null);
        return items;
      }

      it('show everything exactly once, page by page', async () => {
        const token = vendor.token;
        const { coordinate } = await registerRelease(service, { token, vendor: vendor.organization });
        for (let index = 0; index < 5; index += 1) await submit(service, token, coordinate);
        const many = unique('many');
        await succeed(service.url, product(many));
        for (let n = 0; n < 6; n += 1) {
          const more = { version: `${n}`, ordinal: n, line: n % 2 === 0 ? 'lts' : 'main' };
          await succeed(service.url, release(many, more));
        }
        for (const name of ['a', 'b', 'c']) await succeed(service.url, post('/api-keys', { name }));
        const operator = await service.tokenOf('center-operator');
        const local = service.prepared.platform;
        for (const pool of ['list-a', 'list-b']) {
          const json = { slug: unique(pool), cpu: local.cpu, operatingSystems: [local.os] };
          await succeed(service.url, post('/centers/dev-local/pools', json, operator));
        }
        const pool = unique('list-hosts');
        const json = { slug: pool, cpu: local.cpu, operatingSystems: [local.os] };
        await succeed(service.url, post('/centers/dev-local/pools', json, operator));
        const hosts = ['b', 'a', 'c'].map((name) => ({ name, pool }));
        await (await FakeAgent.enrol(service.url, await enrolmentToken(pool))).register(hosts);
        for (const [path, as, least] of [
          ['/organizations', undefined, 2],
          ['/products', undefined, 1],
          ['/products', token, 1],
          ['/operating-systems', undefined, 2],
          ['/cpus', undefined, 2],
          ['/platforms?isa=loongarch64', undefined, 2],
          ['/adaptation-requests', token, 5],
          ['/jobs', token, 5],
          ['/jobs', operator, 0],
          [`/products/${vendor.organization}/${many}/releases`, token, 6],
          ['/api-keys', token, 3],
          ['/centers', undefined, 1],
          ['/centers/dev-local/pools', operator, 3],
          ['/centers/dev-local/agents', operator, 1],
          ['/centers/dev-local/hosts', operator, 3],
          ['/reviews', await service.tokenOf('reviewer'), 0],
        ] as const) {
          const whole = await walk(path, 200, as);
          expect(whole.length).toBeGreaterThanOrEqual(least);
          expect(new Set(whole.map((item) => JSON.stringify(item))).size).toBe(whole.length);
          const sizes = [1, 7, whole.length, whole.length - 1].filter((size) => size > 0 && size <= 200);
          for (const limit of whole.length > 40 ? sizes.slice(1) : sizes) {
            const keyOf = (item: object): string => JSON.stringify(item);
            expect((await walk(path, limit, as)).map(keyOf)).toEqual(whole.map(keyOf));
          }
        }
      });

      it('stay whole while others add to them', async () => {
        const path = `/products?vendor=${vendor.organization}`;
        const before = await walk(path, 200, vendor.token);
        const first = await succeed<Page>(service.url, { path: `/api/v1${path}&limit=2`, token: vendor.token });
        await succeed(service.url, product(unique('late')));
        const rest: object[] = [];
        let cursor = first.nextCursor;
        while (cursor !== null) {
          const next: Page = await succeed<Page>(service.url, {
            path: `/api/v1${path}&limit=2&cursor=${cursor}`,
            token: vendor.token,
          });
          rest.push(...next.items);
          cursor = next.nextCursor;
        }
        expect([...first.items, ...rest].slice(0, before.length)).toEqual(before);
        expect(first.items.length + rest.length).toBe(before.length + 1);
      });

      it('search names literally, in both languages', async () => {
        const slug = unique('search');
        await succeed(service.url, product(slug, { name: '达梦 100%_数据库', nameEn: 'Dameng DB', published: true }));
        const found = async (q: string): Promise<string[]> => {
          const path = `/api/v1/products?limit=200&q=${encodeURIComponent(q)}`;
          return (await succeed<{ items: Product[] }>(service.url, { path })).items.map((item) => item.product);
        };
        for (const q of ['达梦', 'dameng', 'DAMENG db', '100%_', slug]) expect(await found(q)).toContain(slug);
        for (const q of ["'", '达_', '\\', '.*']) expect(await found(q)).not.toContain(slug);
        expect(await found('%%')).toEqual([]);
      });
    });
  });
}
