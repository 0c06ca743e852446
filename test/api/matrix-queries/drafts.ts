import { beforeAll, describe, expect, it } from '@jest/globals';
import { send, succeed } from '../support/http.js';
import { unique } from '../support/members.js';
import { caughtUp, KUNPENG, KYLIN, record, type MatrixTestWorld } from './world.js';

export function drafts(open: () => MatrixTestWorld): void {
  describe('a draft', () => {
    let world: MatrixTestWorld;
    beforeAll(() => {
      world = open();
    });

    it('is named by nothing and counted nowhere until it is published', async () => {
      const slug = unique('secret');
      const { token } = world.vendor;
      const { url } = world.service;
      const post = (path: string, json: object) =>
        succeed(url, { method: 'POST', path: `/api/v1${path}`, token, json });
      const before = await total();
      await post('/products', { slug, name: slug, category: 'developer-tool', published: false });
      await post(`/products/acme/${slug}/releases`, {
        version: '1.0',
        ordinal: 1,
        releasedOn: '2026-11-01',
        published: false,
        artifacts: [],
      });
      const release = { coordinate: `acme/${slug}@1.0`, vendor: 'acme', product: slug, version: '1.0', sha256: '' };
      await record(world, release, { verdict: 'pass', visibility: 'public' });
      await caughtUp(world.service);

      const cell = { release: release.coordinate, os: KYLIN, cpu: KUNPENG };
      const near = { release: 'acme/secre@1.0', os: KYLIN, cpu: KUNPENG };
      const get = async (path: string) => send(url, { path: `/api/v1${path}` });
      const answers = [
        await send(url, { method: 'POST', path: '/api/v1/matrix/check', json: { cells: [near] } }),
        await get(`/matrix?vendor=acme&limit=200`),
        await get(`/matrix?vendor=acme&status=unknown&limit=200`),
        await get(`/matrix/export?format=jsonl&vendor=acme`),
        await get(`/matrix/summary?product=acme/secre`),
        await get(`/matrix/summary?os=${KYLIN}`),
      ];
      expect(answers.map(({ text }) => text.includes(slug))).toEqual(answers.map(() => false));
      const named = [
        await get(`/matrix/summary?product=acme/${slug}`),
        await get(`/matrix/diff?product=acme/${slug}&from=2026-01-01T00:00:00Z&to=${new Date().toISOString()}`),
        await get(`/badges/acme/${slug}@1.0.svg?os=${KYLIN}&cpu=${KUNPENG}`),
      ];
      expect(named.map(({ status }) => status)).toEqual([404, 404, 404]);
      const batch = await send(url, { method: 'POST', path: '/api/v1/matrix/check', json: { cells: [cell] } });
      expect(batch.text).toContain('"unknown-coordinate"');
      expect(await total()).toBe(before);

      await post(`/products/acme/${slug}/publish`, {});
      await caughtUp(world.service);
      expect((await get(`/matrix?q=${slug}`)).text).toContain('"certified"');
      expect(await total()).toBeGreaterThan(before);
    });

    async function total(): Promise<number> {
      const found = await succeed<{ total: number }>(world.service.url, { path: '/api/v1/matrix?vendor=acme' });
      return found.total;
    }
  });
}
