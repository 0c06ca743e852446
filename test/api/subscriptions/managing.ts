import { beforeAll, describe, expect, it } from '@jest/globals';
import { rows } from '#libs/database';
import { record, release, SP3, type SolutionWorld } from '../solutions/world.js';
import { refused, send, succeed } from '../support/http.js';
import { joinAs } from '../support/members.js';
import { list, product, Subscriber, subscribing, tellAll } from './world.js';

export function managing(open: () => SolutionWorld): void {
  describe('are kept', () => {
    let world: SolutionWorld;
    let reader: Subscriber;
    const level3 = () => release(world, { abiLevel: 'level3' });
    const tell = () => tellAll(world.service);
    beforeAll(() => {
      world = open();
      reader = new Subscriber(world.service, world.integrator);
    });

    it('are a feed for whoever has its address', async () => {
      const about = await level3();
      const { id, feedPath } = await reader.follow(product(about), { name: '<我的> & "yours"' });
      await tell();
      await record(world, about, SP3);
      await tell();
      await succeed(world.service.url, reader.call(id, '/tests', { method: 'POST' }));
      const { url } = world.service;
      const feed = await send(url, { path: feedPath ?? '' });
      expect(feed.status).toBe(200);
      expect(feed.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
      expect(feed.text.match(/<entry>/g)).toHaveLength(2);
      expect(feed.text).toContain('<title>适配 Shipei · &lt;我的&gt; &amp; &quot;yours&quot;</title>');
      expect(feed.text).toContain('这是一条测试通知 · This is a test notice');
      const link = /<link rel="alternate" href="([^"]+)"/.exec(feed.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      expect(await succeed(url, { path: link })).toMatchObject({ release: about.coordinate, status: 'certified' });
      const again = await send(url, { path: feedPath ?? '', headers: { 'if-none-match': feed.headers.etag ?? '' } });
      expect([again.status, again.text]).toEqual([304, '']);
      // Only its digest is kept.
      const secret = /shf_[\w-]+/.exec(feedPath ?? '')?.[0] ?? '';
      const [row] = await rows<{ text: string }>(
        world.service.parts.db,
        'SELECT row_to_json(s)::text AS text FROM subscriptions s WHERE id = $1',
        [id],
      );
      expect(secret).toHaveLength(47);
      expect(row?.text).not.toContain(secret.slice(4));
      await refused(url, { path: `/api/v1/feeds/${'shf_'.padEnd(47, 'x')}` }, 'not-found');
      await send(url, reader.call(id, '', { method: 'DELETE' }));
      await refused(url, { path: feedPath ?? '' }, 'not-found');
    });

    it("are one person's acting for one organization, and nobody else's", async () => {
      const about = await level3();
      const { id } = await reader.follow(list({ release: about.coordinate, ...SP3 }, { release: about.coordinate }));
      const { url } = world.service;
      const shown = await succeed(url, reader.call(id));
      expect(shown).toMatchObject({
        follows: 'list',
        size: 2,
        by: 'feed',
        state: 'active',
        items: [
          { release: about.coordinate, ...SP3 },
          { release: about.coordinate, os: null, cpu: null },
        ],
      });
      expect(JSON.stringify(shown)).not.toMatch(/shf_|whsec_|hash/i);
      const colleague = await joinAs(world.service, 'vendor', { organization: world.integrator.organization });
      for (const stranger of [world.rival, colleague]) {
        const other = new Subscriber(world.service, stranger);
        await refused(url, other.call(id), 'not-found');
        await refused(url, other.call(id, '', { method: 'PATCH', json: { name: 'x' } }), 'not-found');
        await refused(url, other.call(id, '', { method: 'DELETE' }), 'not-found');
        await refused(url, other.call(id, '/notices'), 'not-found');
        await refused(url, other.call(id, '/deliveries'), 'not-found');
        await refused(url, other.call(id, '/tests', { method: 'POST' }), 'not-found');
        await refused(url, other.call(id, '/verification-mail', { method: 'POST' }), 'not-found');
        const { items } = await succeed<{ items: object[] }>(url, {
          path: '/api/v1/subscriptions',
          token: stranger.token,
        });
        expect(items).toEqual([]);
      }
      await refused(url, { path: '/api/v1/subscriptions' }, 'unauthenticated');
      await refused(url, subscribing(undefined, product(about)), 'unauthenticated');
      expect(
        await succeed(url, reader.call(id, '', { method: 'PATCH', json: { name: '新名', lapseDays: 7 } })),
      ).toMatchObject({
        name: '新名',
        lapseDays: 7,
      });
      expect((await send(url, reader.call(id, '', { method: 'DELETE' }))).status).toBe(204);
      await refused(url, reader.call(id), 'not-found');
      const audited = await rows<{ action: string }>(
        world.service.parts.db,
        `SELECT action FROM audit_events WHERE subject_type = 'subscription' AND subject_id = $1 ORDER BY id`,
        [id],
      );
      expect(audited.map(({ action }) => action)).toEqual([
        'subscription.create',
        'subscription.update',
        'subscription.delete',
      ]);
    });

    it('page, newest notices first', async () => {
      const about = await level3();
      const { id } = await reader.follow(product(about));
      const { url } = world.service;
      for (let test = 0; test < 3; test += 1) await succeed(url, reader.call(id, '/tests', { method: 'POST' }));
      const first = await succeed<{ items: { id: string }[]; nextCursor: string }>(
        url,
        reader.call(id, '/notices?limit=2'),
      );
      const rest = await succeed<{ items: { id: string }[]; nextCursor: string | null }>(
        url,
        reader.call(id, `/notices?limit=2&cursor=${first.nextCursor}`),
      );
      const ids = [...first.items, ...rest.items].map((one) => one.id);
      expect([ids.length, rest.nextCursor]).toEqual([3, null]);
      expect(ids).toEqual([...ids].sort().reverse());
      for (let test = 3; test < 10; test += 1) await succeed(url, reader.call(id, '/tests', { method: 'POST' }));
      await refused(url, reader.call(id, '/tests', { method: 'POST' }), 'rate-limited');
    });

    it.each<[string, (good: string) => object, object, string, string]>([
      ['a product that is not there', () => ({ kind: 'product', product: 'a/b' }), {}, 'not-found', ''],
      ['no product', () => ({ kind: 'product', product: '//' }), {}, 'not-found', ''],
      [
        'a platform that is not there',
        () => ({ kind: 'platform', ...SP3, cpu: 'a/b' }),
        {},
        'unknown-coordinate',
        'follow.cpu',
      ],
      ['an empty list', () => list(), {}, 'invalid-request', 'follow.items'],
      ['an unknown release', () => list({ release: 'a/b@1' }), {}, 'unknown-coordinate', 'follow.items.0.release'],
      [
        'half a platform',
        (release_) => list({ release: release_, os: SP3.os }),
        {},
        'invalid-request',
        'follow.items.0.os',
      ],
      [
        'a release twice',
        (release_) => list({ release: release_ }, { release: release_ }),
        {},
        'invalid-request',
        'follow.items.1',
      ],
      [
        'a long list',
        (release_) => list(...Array.from({ length: 1001 }, () => ({ release: release_ }))),
        {},
        'invalid-request',
        'follow.items',
      ],
      [
        'no way of telling',
        (release_) => list({ release: release_ }),
        { tell: { by: 'fax' } },
        'invalid-request',
        'tell',
      ],
      [
        'two addresses',
        (release_) => list({ release: release_ }),
        { tell: { by: 'email', address: 'a@b.cn, c@d.cn' } },
        'invalid-request',
        'tell.address',
      ],
      [
        'a header in an address',
        (release_) => list({ release: release_ }),
        { tell: { by: 'email', address: 'a@b.cn\nBcc: c@d.cn' } },
        'invalid-request',
        'tell.address',
      ],
      [
        'a file',
        (release_) => list({ release: release_ }),
        { tell: { by: 'webhook', url: 'file:///etc/passwd' } },
        'invalid-request',
        'tell.url',
      ],
      [
        'a password in a URL',
        (release_) => list({ release: release_ }),
        { tell: { by: 'webhook', url: 'https://a:b@c.cn/' } },
        'invalid-request',
        'tell.url',
      ],
      ['no days', (release_) => list({ release: release_ }), { lapseDays: 0 }, 'invalid-request', 'lapseDays'],
      ['a name of two lines', (release_) => list({ release: release_ }), { name: 'a\nb' }, 'invalid-request', 'name'],
    ])('refuse %s', async (_, follow, more, code, path) => {
      const { coordinate } = await level3();
      const { url } = world.service;
      const problem = await refused(url, subscribing(world.integrator, follow(coordinate), more));
      expect(problem.code).toBe(code);
      if (path !== '') expect(problem.errors?.[0]?.path.replace(/^body\./, '')).toMatch(new RegExp(`^${path}`));
    });

    it("refuse somebody else's draft", async () => {
      const draft = await release(world, { published: false });
      await refused(
        world.service.url,
        subscribing(world.rival, list({ release: draft.coordinate })),
        'unknown-coordinate',
      );
      await refused(world.service.url, subscribing(world.rival, product(draft)), 'not-found');
    });
  });
}
