import { beforeAll, describe, expect, it } from '@jest/globals';
import { row } from '#libs/database';
import { readCatalogue, type Catalogue } from '#libs/registry';
import { eventually } from '../support/eventually.js';
import { refused, send, succeed } from '../support/http.js';
import { joinAs } from '../support/members.js';
import { registerRelease, type Registered } from '../support/releases.js';
import { caughtUp, HYGON, KYLIN, record, type MatrixTestWorld } from './world.js';

interface Side {
  readonly status: string;
  readonly path: { rule: string }[];
  readonly findings: string[];
}
interface Change {
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  readonly from: Side;
  readonly to: Side;
}
interface Summary {
  readonly id: string;
  readonly policy: string;
  readonly against: string;
  readonly audience: string;
  readonly revision: number;
  readonly compared: number;
  readonly changed: number;
  readonly statusChanged: number;
  readonly counts: { from: { status: string; rules: string[] }; to: { status: string }; cells: number }[];
}

export function policyDiffs(open: () => MatrixTestWorld): void {
  describe('comparisons of policies', () => {
    let world: MatrixTestWorld;
    let operator: string;
    let newest: Catalogue['policies'][number];
    let sibling: Registered;
    beforeAll(async () => {
      world = open();
      operator = await world.service.tokenOf('operator');
      const { token, organization: vendor } = world.vendor;
      sibling = await registerRelease(world.service, { token, vendor, product: 'linker', abiLevel: 'level1' });
      await record(world, sibling, { verdict: 'pass', visibility: 'public' }, { os: KYLIN, cpu: HYGON });
      await caughtUp(world.service);
      const found = (await readCatalogue()).policies.find(({ version }) => version === '2026.2');
      if (found === undefined) throw new Error('the files have no 2026.2');
      newest = found;
      await store('2026.50', { R1: { ...newest.rules['R1'], enabled: false } });
      await store('2026.51', {});
    });
    const store = (version: string, change: object) =>
      succeed(world.service.url, {
        method: 'POST',
        path: '/api/v1/policies',
        token: operator,
        json: { ...newest, version, rules: { ...newest.rules, ...change } },
      });
    const asking = (version: string, query = '') => ({
      path: `/api/v1/policies/${version}/diff${query}`,
      token: operator,
    });
    const compare = (version: string, query = '') =>
      succeed<Summary & { items: Change[] }>(world.service.url, asking(version, query));
    const lines = async (version: string): Promise<{ items: Change[]; summary: Summary }> => {
      const { text } = await send(world.service.url, {
        ...asking(version),
        headers: { accept: 'application/x-ndjson' },
      });
      const all = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
      // The last line is the summary, all others are changes.
      return { items: all.slice(0, -1) as Change[], ...(all.at(-1) as { summary: Summary }) };
    };
    const statusOf = async ({ release, os, cpu }: Change): Promise<string> => {
      const query = new URLSearchParams({ release, os, cpu }).toString();
      const path = `/api/v1/matrix/check?${query}`;
      return (await succeed<{ status: string }>(world.service.url, { path })).status;
    };

    it('find every cell whose answer would change, and count them by kinds', async () => {
      const { items, ...summary } = await compare('2026.50', '?limit=1000&changes=status');
      expect(summary).toMatchObject({ policy: '2026.50', against: '2026.2', audience: 'public' });
      expect(summary.changed).toBeGreaterThan(0);
      expect(items).toHaveLength(summary.statusChanged);
      expect(summary.counts.reduce((sum, { cells }) => sum + cells, 0)).toBe(summary.changed);
      // Without R1 what rests on it is unknown, and no other status changes.
      expect(items.length).toBeGreaterThan(0);
      for (const change of items) {
        expect(change.to.status).toBe('unknown');
        expect(await statusOf(change)).toBe(change.from.status);
      }
      expect(items.every(({ from }) => from.status === 'expected' && from.path.some(({ rule }) => rule === 'R1'))).toBe(
        true,
      );
      const all = await row<{ cells: number }>(
        world.service.parts.db,
        `SELECT (SELECT count(*) FROM release_coordinates WHERE published_revision IS NOT NULL) * count(*) AS cells FROM platforms`,
      );
      expect(summary.compared).toBe(all?.cells);
    });

    it('tell the first cells, or stream all of them', async () => {
      const { items, changed } = await compare('2026.50', '?limit=2');
      expect(items).toHaveLength(2);
      const streamed = await lines('2026.50');
      expect(streamed.summary).toMatchObject({ policy: '2026.50', changed });
      expect(streamed.items).toHaveLength(changed);
      expect(streamed.items.slice(0, 2)).toEqual(items);
      expect(streamed.summary).not.toHaveProperty('items');
    });

    it('find nothing in a policy that says the same', async () => {
      expect(await compare('2026.51')).toMatchObject({ changed: 0, counts: [], items: [] });
    });

    it('tell nothing of a fail that only its parties know', async () => {
      const { items, summary } = await lines('2026.50');
      expect(items.filter(({ release }) => release === world.failed.coordinate)).toEqual([]);
      expect(JSON.stringify([items, summary])).not.toContain('incompatible');
    });

    it('agree with what the activation then does', async () => {
      const { items } = await compare('2026.50', '?limit=1000&changes=status');
      const certifier = await joinAs(world.service, 'certifier');
      const activate = (version: string, token: string) =>
        succeed(world.service.url, { method: 'POST', path: `/api/v1/policies/${version}/activation`, token });
      await activate('2026.50', certifier.token);
      await activate('2026.50', operator);
      const follows = (version: string) =>
        eventually(`the matrix follows ${version}`, async () =>
          Promise.resolve(world.service.parts.matrix.snapshot?.matrix.world.policy.version === version || undefined),
        );
      await follows('2026.50');
      for (const change of items) expect(await statusOf(change)).toBe(change.to.status);
      const back = await compare('2026.2', '?limit=1000&changes=status');
      const cells = (changes: Change[]) => changes.map(({ release, os, cpu }) => `${release} ${os} ${cpu}`);
      expect(cells(back.items)).toEqual(cells(items));
      await activate('2026.2', certifier.token);
      await activate('2026.2', operator);
      await follows('2026.2');
    });

    it('are for who activates policies, about stored ones that are not in force', async () => {
      const { url } = world.service;
      await refused(url, { path: asking('2026.50').path }, 'unauthenticated');
      await refused(url, { ...asking('2026.50'), token: world.vendor.token }, 'forbidden');
      await refused(url, asking('2026.99'), 'not-found');
      await refused(url, asking('2026.2'), 'illegal-transition');
      for (const query of ['?limit=1001', '?limit=-1', '?limit=x', '?other=1']) {
        await refused(url, asking('2026.50', query), 'invalid-request');
      }
      const head = await send(url, { method: 'HEAD', ...asking('2026.50') });
      expect([head.status, head.text]).toEqual([200, '']);
    });
  });
}
