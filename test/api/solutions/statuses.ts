import { beforeAll, describe, expect, it } from '@jest/globals';
import { refused } from '../support/http.js';
import type { Registered } from '../support/releases.js';
import {
  check,
  HYGON_SP3,
  platforms,
  record,
  release,
  solution,
  SP1,
  SP2,
  SP3,
  type Checked,
  type SolutionWorld,
} from './world.js';

export function statuses(open: () => SolutionWorld): void {
  describe('the status of a solution (R13)', () => {
    let world: SolutionWorld;
    beforeAll(() => {
      world = open();
    });
    /** The same platform asked about alone and in the list. */
    async function both(of: { path: string }, platform: { os: string; cpu: string }, token?: string): Promise<Checked> {
      const checked = await check(world, of, platform, {}, token);
      const query = `&os=${encodeURIComponent(platform.os)}&cpu=${encodeURIComponent(platform.cpu)}`;
      const { items } = await platforms(world, of, query, token);
      const { status, composed, weakest, validUntil } = checked;
      expect(items).toEqual([
        expect.objectContaining({
          ...platform,
          status,
          composed,
          weakest,
          validUntil,
          edges: checked.edges.map(({ name, answer }) => expect.objectContaining({ name, status: answer.status })),
        }),
      ]);
      return checked;
    }
    const releases = (count: number, more: { abiLevel?: string } = {}): Promise<Registered[]> =>
      Promise.all(Array.from({ length: count }, () => release(world, more)));

    it('is that of its weakest required edge, and names it', async () => {
      const [db, web] = (await releases(2, { abiLevel: 'level1' })) as [Registered, Registered];
      const office = await solution(world, [db, web]);
      await record(world, db, SP1);
      await record(world, web, SP1);
      await record(world, web, SP3, { validUntil: '2050-01-01T00:00:00Z' });
      expect(await both(office, SP1)).toMatchObject({
        status: 'certified',
        composed: true,
        weakest: [db.coordinate, web.coordinate],
      });
      const checked = await both(office, SP3);
      expect(checked).toMatchObject({ status: 'expected', weakest: [db.coordinate] });
      expect(checked.explanation.en).toContain(`Weakest: ${db.coordinate}.`);
      expect(checked.edges[0]).toMatchObject({ answer: { path: [{ rule: 'R4' }] } });
      const missing = await both(office, HYGON_SP3);
      expect(missing).toMatchObject({ status: 'unknown', weakest: [db.coordinate, web.coordinate], validUntil: null });
      expect(missing.explanation.zh).toContain(`没有结论的环节：${db.coordinate}、${web.coordinate}。`);
      const { items, counts } = await platforms(world, office);
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(items.length);
      expect(counts).toMatchObject({ certified: 1, expected: 2 });
      const found = await platforms(world, office, '&status=certified');
      expect(found.items.map(({ os }) => os)).toEqual([SP1.os]);
    });

    it('is looked at a page at a time', async () => {
      const office = await solution(world, await releases(2));
      const kylin = `&os=${SP3.os}`;
      const all = await platforms(world, office, kylin);
      const seen = await platforms(world, office, kylin, undefined, 7);
      expect(all.items.length).toBeGreaterThan(7);
      expect(seen.items).toEqual(all.items);
    });

    it('waits for a required pair, not for one that is not', async () => {
      const [db, web] = (await releases(2)) as [Registered, Registered];
      await record(world, db, SP3);
      await record(world, web, SP3);
      const pair = { release: web.coordinate, with: db.coordinate };
      const strict = await solution(world, [db, web], { edges: [pair] });
      const easy = await solution(world, [db, web], { edges: [{ ...pair, required: false }] });
      const name = `${web.coordinate} + ${db.coordinate}`;
      expect(await both(strict, SP3)).toMatchObject({ status: 'unknown', composed: true, weakest: [name] });
      expect(await both(easy, SP3)).toMatchObject({ status: 'certified', composed: true });
    });

    it('counts a pair whichever way round it was recorded', async () => {
      const [db, web, jdk] = (await releases(3)) as [Registered, Registered, Registered];
      const three = await solution(world, [db, web, jdk], {
        edges: [{ release: web.coordinate, with: db.coordinate }],
      });
      for (const one of [db, web, jdk]) await record(world, one, SP3);
      await record(world, db, SP3, { with: web });
      expect(await both(three, SP3)).toMatchObject({ status: 'certified', composed: true });
    });

    it('is certified where exactly the whole was tested, and not talked up where that failed', async () => {
      const [db, web, jdk] = (await releases(3)) as [Registered, Registered, Registered];
      const office = await solution(world, [db, web, jdk]);
      await record(world, db, SP2, { companions: [web] });
      expect(await both(office, SP2)).toMatchObject({ status: 'unknown' });
      await record(world, db, SP2, { companions: [web, jdk] });
      const tested = await both(office, SP2);
      expect(tested).toMatchObject({ status: 'certified', composed: false, weakest: [] });
      expect(tested.explanation.en[0]).toContain('tested as a whole');
      for (const one of [db, web, jdk]) await record(world, one, SP3);
      expect(await both(office, SP3)).toMatchObject({ status: 'certified', composed: true });
      await record(world, web, SP3, { verdict: 'fail', companions: [jdk, db] });
      expect(await both(office, SP3)).toMatchObject({ status: 'incompatible', composed: false });
    });

    it('is what it was at another moment', async () => {
      const [db, web] = (await releases(2)) as [Registered, Registered];
      const office = await solution(world, [db, web]);
      await record(world, db, SP3);
      const before = await check(world, office, SP3);
      await record(world, web, SP3, { validUntil: '2050-01-01T00:00:00Z' });
      expect(await check(world, office, SP3)).toMatchObject({ status: 'certified' });
      expect(await check(world, office, SP3, { knownAt: before.knownAt })).toMatchObject({
        status: 'unknown',
        revision: before.revision,
        weakest: [web.coordinate],
      });
      expect(await check(world, office, SP3, { validAt: '2060-01-01T00:00:00Z' })).toMatchObject({
        status: 'lapsed',
        weakest: [web.coordinate],
      });
      const asking = (query: string) => ({
        path: `${office.path}/check?${new URLSearchParams(SP3).toString()}${query}`,
      });
      const { url } = world.service;
      await refused(url, asking('&knownAt=2099-01-01T00:00:00Z'), 'invalid-request');
      await refused(url, asking('&validAt=2200-01-01T00:00:00Z'), 'invalid-request');
      // Nobody but its own organization knew it before it was published.
      await refused(url, asking('&knownAt=2020-01-01T00:00:00Z'), 'not-found');
    });

    it('names the nearest platforms for an unknown one', async () => {
      const office = await solution(world, await releases(2));
      const { url } = world.service;
      const asking = (path: string) => ({ path: `${office.path}/${path}` });
      for (const path of [
        `check?os=kylinsoft/kylin-server@v10-sp9&cpu=${SP3.cpu}`,
        'platforms?os=kylinsoft/kylin-server@v10-sp9',
      ]) {
        const problem = await refused(url, asking(path), 'unknown-coordinate');
        expect(problem.facts?.['nearest']).toContain(SP3.os);
      }
      await refused(url, asking(`check?os=${SP3.os}&cpu=nobody/cpu`), 'unknown-coordinate');
      await refused(url, asking('platforms?cursor=%00'), 'invalid-request');
    });
  });
}
