import { beforeAll, describe, expect, it } from '@jest/globals';
import { refused } from '../support/http.js';
import { registerRelease } from '../support/releases.js';
import { caughtUp, get, KUNPENG, KYLIN, record, type MatrixTestWorld } from './world.js';

interface Change {
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  readonly from: { status: string };
  readonly to: { status: string };
}

export function comparisons(open: () => MatrixTestWorld): void {
  describe('comparisons and summaries', () => {
    let world: MatrixTestWorld;
    beforeAll(() => {
      world = open();
    });
    const diff = async (query: string) => (await get<{ items: Change[] }>(world, `/matrix/diff?${query}`)).items;

    it('tell which cells changed between two moments', async () => {
      const { token, organization: vendor } = world.vendor;
      const release = await registerRelease(world.service, { token, vendor, product: 'compiler' });
      const before = new Date().toISOString();
      await record(world, release, { verdict: 'pass', visibility: 'public' });
      const between = new Date().toISOString();
      await record(world, release, { verdict: 'fail', visibility: 'public' });
      const after = new Date().toISOString();
      const here = { release: release.coordinate, os: KYLIN, cpu: KUNPENG };
      const at = (changes: Change[]) => changes.filter(({ os, cpu }) => os === KYLIN && cpu === KUNPENG);
      const about = `release=${release.coordinate}`;
      expect(at(await diff(`${about}&from=${before}&to=${between}`))).toEqual([
        { ...here, from: { status: 'unknown' }, to: { status: 'certified' } },
      ]);
      const [second] = at(await diff(`${about}&from=${between}&to=${after}`));
      expect(second).toMatchObject({ ...here, from: { status: 'certified' } });
      expect(second?.to.status).not.toBe('certified');
      expect(await diff(`${about}&from=${before}&to=${before}`)).toEqual([]);
      expect(at(await diff(`product=acme/compiler&from=${before}&to=${between}`))).toHaveLength(1);
    });

    it('are refused where they make no sense', async () => {
      const [early, late] = ['2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z'];
      const about = `release=${world.passed.coordinate}`;
      for (const query of [
        `from=${early}&to=${late}`,
        `${about}&from=${early}`,
        `${about}&from=${late}&to=${early}`,
        `${about}&product=acme/editor&from=${early}&to=${late}`,
        `${about}&from=x&to=${late}`,
      ]) {
        await refused(world.service.url, { path: `/api/v1/matrix/diff?${query}` }, 'invalid-request');
      }
      const moments = `from=${early}&to=${late}`;
      const unknown = { path: `/api/v1/matrix/diff?release=acme/editr@1.0&${moments}` };
      expect(await refused(world.service.url, unknown, 'unknown-coordinate')).toMatchObject({
        facts: { nearest: expect.arrayContaining([world.passed.coordinate]) },
      });
      const nobody = { path: `/api/v1/matrix/diff?product=acme/nothing&${moments}` };
      await refused(world.service.url, nobody, 'not-found');
    });

    it('sum up a product, an OS and a CPU', async () => {
      await caughtUp(world.service);
      interface Summary {
        readonly items: { release: string | null; os: string | null; cpu: string | null; counts: object }[];
      }
      const sum = async (query: string) => (await get<Summary>(world, `/matrix/summary?${query}`)).items;
      expect(await sum('product=acme/editor')).toContainEqual({
        release: world.passed.coordinate,
        os: KYLIN,
        cpu: null,
        counts: expect.objectContaining({ certified: 1 }),
      });
      expect(await sum('product=acme/reader')).toEqual([]);
      const onKylin = (await sum(`os=${KYLIN}`)).find(({ cpu }) => cpu === KUNPENG);
      const onKunpeng = (await sum(`cpu=${KUNPENG}`)).find(({ os }) => os === KYLIN);
      expect(onKylin?.counts).toEqual(onKunpeng?.counts);
      expect(onKylin?.counts).toHaveProperty('certified');
      const path = '/api/v1/matrix/summary';
      await refused(world.service.url, { path }, 'invalid-request');
      await refused(world.service.url, { path: `${path}?os=${KYLIN}&cpu=${KUNPENG}` }, 'invalid-request');
      for (const query of ['os=a/b@1', 'cpu=a/b', 'product=acme/editr']) {
        await refused(world.service.url, { path: `${path}?${query}` }, 'unknown-coordinate');
      }
    });
  });
}
