import { beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_SOLUTION_RELEASES } from '#libs/contracts';
import { refused } from '../support/http.js';
import type { Registered } from '../support/releases.js';
import { record, release, resolve, resolving, SP1, SP2, SP3, type SolutionWorld } from './world.js';

export function resolvings(open: () => SolutionWorld): void {
  describe('where releases work together', () => {
    let world: SolutionWorld;
    beforeAll(() => {
      world = open();
    });
    const named = (...releases: readonly Registered[]) => releases.map(({ coordinate }) => coordinate);

    it('is ranked by the weakest edge, and what alone is missing is named with the test that does most', async () => {
      const db = await release(world, { abiLevel: 'level1' });
      const web = await release(world, { abiLevel: 'level1' });
      await record(world, db, SP1);
      await record(world, web, SP2);
      const found = await resolve(world, { releases: named(db, web) });
      // db on all three, web from SP2 on: certified on its own and expected by db's derivation.
      expect(found.items.map(({ os, status, weakest }) => ({ os, status, weakest }))).toEqual([
        { os: SP2.os, status: 'expected', weakest: [db.coordinate] },
        { os: SP3.os, status: 'expected', weakest: [db.coordinate, web.coordinate] },
      ]);
      expect(found.missing[0]).toEqual({
        name: web.coordinate,
        release: web.coordinate,
        with: null,
        unlocks: 1,
        platforms: [{ os: SP1.os, cpu: SP1.cpu }],
        test: { os: SP1.os, cpu: SP1.cpu, unlocks: 1 },
      });
      await record(world, web, SP1);
      await record(world, db, SP2);
      const better = await resolve(world, { releases: named(db, web) });
      expect(better.items.map(({ os, status }) => [os, status])).toEqual([
        [SP1.os, 'certified'],
        [SP2.os, 'certified'],
        [SP3.os, 'expected'],
      ]);
      expect(better.missing).toEqual([]);
      expect((await resolve(world, { releases: named(db, web), limit: 1 })).items).toHaveLength(1);
    });

    it('one test may unlock several platforms', async () => {
      const db = await release(world, { abiLevel: 'level1' });
      const web = await release(world, { abiLevel: 'level1' });
      await record(world, db, SP1);
      const { missing } = await resolve(world, { releases: named(db, web) });
      expect(missing).toEqual([
        {
          name: web.coordinate,
          release: web.coordinate,
          with: null,
          unlocks: 3,
          platforms: [SP1, SP2, SP3],
          test: { ...SP1, unlocks: 3 },
        },
      ]);
    });

    it('looks at the platforms that are asked for, and tells all of them if asked', async () => {
      const db = await release(world);
      await record(world, db, SP1);
      const asked = { releases: named(db), os: [SP1.os, SP3.os], cpu: [SP1.cpu] };
      expect((await resolve(world, asked)).items.map(({ os }) => os)).toEqual([SP1.os]);
      const all = await resolve(world, { ...asked, show: 'all' });
      expect(all.items.map(({ os, status }) => [os, status])).toEqual([
        [SP1.os, 'certified'],
        [SP3.os, 'unknown'],
      ]);
      expect(all.counts).toEqual({ certified: 1, unknown: 1 });
    });

    it('counts a pair that is known to fail, and waits for one that is asked for', async () => {
      const db = await release(world);
      const web = await release(world);
      const jdk = await release(world);
      for (const one of [db, web, jdk]) {
        await record(world, one, SP1);
        await record(world, one, SP2);
      }
      await record(world, web, SP1, { verdict: 'fail', with: db });
      const free = await resolve(world, { releases: named(db, web, jdk) });
      expect(free.items.map(({ os }) => os)).toEqual([SP2.os]);
      const edges = [{ release: db.coordinate, with: jdk.coordinate }];
      const bound = await resolve(world, { releases: named(db, web, jdk), edges });
      expect(bound.items).toEqual([]);
      expect(bound.missing).toEqual([
        expect.objectContaining({
          release: db.coordinate,
          with: jdk.coordinate,
          unlocks: 1,
          test: { ...SP2, unlocks: 1 },
        }),
      ]);
    });

    it.each<[string, (good: string) => object, string]>([
      ['no release', () => ({ releases: [] }), 'releases'],
      ['too many', (good) => ({ releases: Array.from({ length: MAX_SOLUTION_RELEASES + 1 }, () => good) }), 'releases'],
      ['one twice', (good) => ({ releases: [good, good] }), 'releases.1'],
      ['an OS', () => ({ releases: [SP1.os] }), 'releases.0'],
      [
        'a pair of one that is not listed',
        (good) => ({ releases: [good], edges: [{ release: good, with: 'a/b@1' }] }),
        'edges.0.with',
      ],
      ['a limit out of range', (good) => ({ releases: [good], limit: 0 }), 'limit'],
      ['an unknown field', (good) => ({ releases: [good], validAt: '2026-01-01T00:00:00Z' }), ''],
    ])('refuses %s', async (_, json, path) => {
      const good = await release(world);
      const problem = await refused(world.service.url, resolving(json(good.coordinate)), 'invalid-request');
      expect(problem.errors?.[0]?.path).toMatch(new RegExp(`^(body\\.)?${path}`));
    });

    it('names the nearest of what is not known', async () => {
      const good = await release(world);
      const { url } = world.service;
      const unknown = await refused(url, resolving({ releases: [good.coordinate, 'a/b@1'] }), 'unknown-coordinate');
      expect(unknown.errors).toEqual([expect.objectContaining({ path: 'releases.1' })]);
      const os = ['kylinsoft/kylin-server@v10-sp9'];
      const platform = await refused(url, resolving({ releases: [good.coordinate], os }), 'unknown-coordinate');
      expect(platform.facts?.['nearest']).toContain(SP3.os);
    });
  });
}
