import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SEARCH_TYPES } from '#libs/domain';
import { loadNameResolver } from '#libs/registry';
import { startService, type TestService } from '../support/service.js';
import { alias } from './catalogue-changes/entries.js';
import { refused, succeed } from './support/http.js';
import { joinAs, type Member } from './support/members.js';

jest.setTimeout(60_000);

interface Item {
  readonly type: string;
  readonly coordinate: string;
  readonly published: boolean;
  readonly alias: { slug: string; provenance: { confidence: string } } | null;
}

interface Answer {
  readonly items: readonly Item[];
  readonly counts: Readonly<Record<'type' | 'category' | 'vendor', Readonly<Record<string, number>>>>;
  readonly total: number;
  readonly nearest: readonly string[];
  readonly nextCursor: string | null;
}

describe('search', () => {
  let service: TestService;
  let vendor: Member;
  let rival: Member;
  let db: TestService['parts']['db'];
  const post = (path: string, json: object, token = vendor.token) =>
    succeed(service.url, { method: 'POST', path: `/api/v1${path}`, token, json });
  const search = (q: string, more: Record<string, string> = {}, token?: string): Promise<Answer> =>
    succeed<Answer>(service.url, { path: `/api/v1/search?${new URLSearchParams({ q, ...more }).toString()}`, token });
  const found = async (q: string, more: Record<string, string> = {}, token?: string): Promise<string[]> =>
    (await search(q, more, token)).items.map(({ coordinate }) => coordinate);

  beforeAll(async () => {
    service = await startService({ worker: false });
    db = service.parts.db;
    vendor = await joinAs(service, 'vendor');
    rival = await joinAs(service, 'vendor');
    const products = [
      { slug: 'dm8', name: '达梦数据库管理系统', nameEn: 'DM8', category: 'database', published: true },
      { slug: 'tongweb', name: '东方通应用服务器', nameEn: 'TongWeb', category: 'middleware', published: true },
      { slug: 'secret', name: '未发布的数据库', nameEn: 'Secret DB', category: 'database', published: false },
    ];
    for (const product of products) {
      await post('/products', product);
      for (const [ordinal, version] of ['8.1.2', '8.1.3', '8.1.10'].entries()) {
        await post(`/products/${vendor.organization}/${product.slug}/releases`, {
          version,
          ordinal,
          releasedOn: '2026-01-01',
          published: ordinal < 2,
        });
      }
    }
  });
  afterAll(() => service.stop());

  it.each([
    ['Chinese', '数据库', 'product'],
    ['a part of the name', '达梦', 'product'],
    ['pinyin', 'dameng', 'product'],
    ['the beginning of pinyin', 'damengshuj', 'product'],
    ['initials', 'dmsjkglxt', 'product'],
    ['English in another case and width', 'ｄＭ８', 'product'],
    ['look-alike letters', 'DМ8', 'product'],
    ['words of product and version', '达梦 8.1.3', 'release'],
    ['them written together', '达梦8.1.3', 'release'],
  ])('finds by %s', async (_way, q, type) => {
    const item = (await search(q, { type })).items[0];
    expect(item).toMatchObject({ type, coordinate: expect.stringContaining(`${vendor.organization}/dm8`) });
  });

  it.each([
    ['Hygon3', 'cpu', ['hygon/c86-5380', 'hygon/c86-7265', 'hygon/c86-7365', 'hygon/c86-7390']],
    ['Hygon 3号', 'cpu', ['hygon/c86-5380', 'hygon/c86-7265', 'hygon/c86-7365', 'hygon/c86-7390']],
    ['飞腾 FT2000+', 'cpu', ['phytium/ft-2000-plus-64']],
    ['麒麟V10 SP3', 'osRelease', ['kylinsoft/kylin-server@v10-sp3', 'kylinsoft/kylin-server@v10-sp3-2403']],
    ['qilin v10 sp3', 'osRelease', ['kylinsoft/kylin-server@v10-sp3', 'kylinsoft/kylin-server@v10-sp3-2403']],
  ])('finds all that %s may mean', async (q, type, coordinates) => {
    expect((await found(q, { type })).sort()).toEqual(expect.arrayContaining(coordinates));
    expect((await found(q, { type })).slice(0, coordinates.length).sort()).toEqual(coordinates);
  });

  it('says under which alias something was found, and whose word that is', async () => {
    const [first] = (await search('Hygon3', { type: 'cpu' })).items;
    expect(first?.alias).toMatchObject({ slug: 'hygon-3', provenance: { confidence: 'published' } });
    expect((await search('达梦', { type: 'product' })).items[0]?.alias).toBeNull();
  });

  it('finds organizations and platforms, the best first', async () => {
    const { items, counts } = await search('海光');
    expect(items[0]).toMatchObject({ type: 'organization', coordinate: 'hygon' });
    expect(counts.type['cpu']).toBeGreaterThan(5);
    expect(counts.type['platform']).toBeGreaterThan(5);
    const [platform] = (await search('麒麟 SP3 鲲鹏920', { type: 'platform' })).items;
    expect(platform).toMatchObject({
      platform: { os: expect.stringContaining('kylin'), cpu: 'hisilicon/kunpeng-920' },
    });
  });

  it('finds drafts for their vendor only, and them at once when they are published', async () => {
    const asked = { vendor: vendor.organization };
    expect(await found('未发布', asked)).toEqual([]);
    expect(await found('未发布', asked, rival.token)).toEqual([]);
    expect((await search('8.1.10', asked)).counts.vendor).toEqual({});
    const mine = await search('未发布', { ...asked, type: 'product' }, vendor.token);
    expect(mine.items).toMatchObject([{ coordinate: `${vendor.organization}/secret`, published: false }]);
    expect(await found('8.1.10', { ...asked, type: 'release' }, vendor.token)).toHaveLength(3);
    await post(`/products/${vendor.organization}/secret/publish`, {});
    expect(await found('未发布', { ...asked, type: 'product' })).toEqual([`${vendor.organization}/secret`]);
  });

  it('counts by facets, each without its own filter, and pages through all without repeating one', async () => {
    const all = await search('数据库', { limit: '200' });
    expect(all.total).toBe(all.items.length);
    expect(Object.keys(all.counts.type)).toEqual([...SEARCH_TYPES]);
    for (const type of SEARCH_TYPES) {
      expect(all.counts.type[type]).toBe(all.items.filter((item) => item.type === type).length);
    }
    const narrowed = await search('数据库', { type: 'product', limit: '200' });
    expect(narrowed.counts.type).toEqual(all.counts.type);
    expect(narrowed.total).toBe(all.counts.type['product']);
    expect(Object.keys(narrowed.counts.category)).toEqual(['database']);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Answer = await search('数据库', { limit: '2', ...(cursor === '' ? {} : { cursor }) });
      paged.push(...page.items.map(({ coordinate }) => coordinate));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all.items.map(({ coordinate }) => coordinate));
    await refused(service.url, { path: '/api/v1/search?q=a&cursor=bm8' }, 'invalid-request');
    await refused(service.url, { path: '/api/v1/search' }, 'invalid-request');
  });

  it('suggests what resembles a question that finds nothing', async () => {
    const { items, nearest, total } = await search('达盟数据库管理系统');
    expect({ items, total }).toEqual({ items: [], total: 0 });
    expect(nearest[0]).toBe(`${vendor.organization}/dm8`);
    expect((await search('。。。')).total).toBe(0);
  });

  it('knows what an operator calls things as soon as the catalogue says so, and resolves it', async () => {
    const ours = {
      ...alias,
      means: { products: [`${vendor.organization}/dm8`], organizations: [vendor.organization] },
    };
    const documents = [
      { file: 'ours.yaml', aliases: [{ ...ours, name: '国产大库', nameEn: 'Big DB', spellings: [] }] },
    ];
    const operator = await service.tokenOf('operator');
    const change = (digest?: string) =>
      post('/catalogue-changes', { documents, reason: '俗称', ...(digest === undefined ? {} : { digest }) }, operator);
    const before = await loadNameResolver(db, null);
    expect(before.resolve('product', { text: '国产大库' })).toMatchObject({ kind: 'none' });
    expect(await found('国产大库')).toEqual([]);
    await change(String((await change())['digest']));
    // What is called so itself comes before what is only of the vendor that is.
    expect((await found('国产大库', { type: 'product' }))[0]).toBe(`${vendor.organization}/dm8`);
    expect(await found('guochandaku', { type: 'organization' })).toEqual([vendor.organization]);
    const resolver = await loadNameResolver(db, null);
    expect(resolver.resolve('release', { text: '国产大库 v8.1.3' })).toMatchObject({
      kind: 'one',
      coordinate: `${vendor.organization}/dm8@8.1.3`,
      why: { by: 'alias', alias: { slug: ours.slug } },
    });
    // A release that is no more than a draft is a name for its vendor alone.
    expect(resolver.resolve('release', { text: '国产大库 8.1.10' })).toMatchObject({ because: 'unknown-version' });
    const own = await db.query<{ id: string }[]>('SELECT id FROM organizations WHERE slug = $1', [vendor.organization]);
    const mine = await loadNameResolver(db, own[0]?.id ?? null);
    expect(mine.resolve('release', { text: '国产大库 8.1.10' })).toMatchObject({ kind: 'one' });
    expect(resolver.resolve('platform', { text: '麒麟V10 SP3 / 鲲鹏920' })).toMatchObject({
      coordinate: 'kylinsoft/kylin-server@v10-sp3 × hisilicon/kunpeng-920',
    });
  });

  it('forgets what is gone, and misses nothing of transactions that end out of order', async () => {
    const slow = db.createQueryRunner();
    await slow.connect();
    await slow.startTransaction();
    const rename = (name: string, slug: string): [string, unknown[]] => [
      'UPDATE products SET name = $1 WHERE slug = $2',
      [name, slug],
    ];
    await slow.query(...rename('慢事务服务器', 'tongweb'));
    await db.query(...rename('快事务数据库', 'dm8'));
    expect(await found('快事务', { type: 'product' })).toHaveLength(1);
    expect(await found('慢事务', { type: 'product' })).toEqual([]);
    await slow.commitTransaction();
    await slow.release();
    expect(await found('慢事务', { type: 'product' })).toEqual([`${vendor.organization}/tongweb`]);
    expect(await found('东方通', { type: 'product' })).toEqual([]);
    await db.query(
      `DELETE FROM releases WHERE version = '8.1.2' AND product_id = (SELECT id FROM products WHERE slug = 'tongweb')`,
    );
    expect(await found('慢事务 8.1.2', { type: 'release' })).toEqual([]);
  });
});
