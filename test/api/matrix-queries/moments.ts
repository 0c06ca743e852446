import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { problemOf, refused, send } from '../support/http.js';
import { registerRelease, type Registered } from '../support/releases.js';
import { caughtUp, EULER, get, HYGON, KUNPENG, KYLIN, record, type MatrixTestWorld } from './world.js';

interface Found {
  readonly items: { release: string; os: string; cpu: string; status: string }[];
  readonly counts: Record<'status' | 'category' | 'vendor' | 'os' | 'cpu', Record<string, number>>;
  readonly total: number;
  readonly revision: number;
  readonly nextCursor: string | null;
}
interface Exported {
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  readonly validAt: string;
}

export function otherMoments(open: () => MatrixTestWorld): void {
  describe('questions about other moments', () => {
    let world: MatrixTestWorld;
    let clock: Registered;
    /** Before anything was known, after a pass, after a fail for all to see. */
    const instants: string[] = [];
    beforeAll(async () => {
      world = open();
      const { token, organization: vendor } = world.vendor;
      clock = await registerRelease(world.service, { token, vendor, product: 'clock', abiLevel: 'level1' });
      const note = () =>
        eventually('the clock goes on', () => Promise.resolve(Date.now() > lastInstant() || undefined));
      const lastInstant = () => Date.parse(instants.at(-1) ?? '1970-01-01T00:00:00Z');
      const mark = async () => {
        instants.push(new Date().toISOString());
        await note();
      };
      await mark();
      await record(world, clock, { verdict: 'pass', visibility: 'public' }, { os: KYLIN, cpu: HYGON });
      await record(world, clock, { verdict: 'pass', visibility: 'public' });
      await mark();
      await record(world, clock, { verdict: 'fail', visibility: 'public' });
      await record(world, clock, { verdict: 'fail', visibility: 'parties' }, { os: KYLIN, cpu: HYGON });
      await mark();
      await caughtUp(world.service);
    });
    const at = (index: number) => `knownAt=${instants[index] ?? ''}`;
    const search = (query: string) => get<Found>(world, `/matrix?q=clock&${query}`);
    const lines = async (query: string): Promise<Exported[]> => {
      const answer = await send(world.service.url, { path: `/api/v1/matrix/export?format=jsonl&q=clock&${query}` });
      expect(answer.status).toBe(200);
      return answer.text === ''
        ? []
        : answer.text
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as Exported);
    };
    const statusOn = ({ items }: Found, os: string, cpu: string) =>
      items.find((item) => item.os === os && item.cpu === cpu)?.status;

    it('find what was known then, and count it', async () => {
      const none = await search(at(0));
      expect(none.items).toEqual([]);
      expect(none.counts.status).toEqual({ unknown: none.total });
      const passed = await search(`${at(1)}&limit=200`);
      expect([statusOn(passed, KYLIN, KUNPENG), statusOn(passed, KYLIN, HYGON)]).toEqual(['certified', 'certified']);
      expect(passed.counts.status['expected']).toBeGreaterThan(0);
      expect(passed.revision).toBeLessThan((await search('')).revision);
      const failed = await search(`${at(2)}&limit=200`);
      expect(statusOn(failed, KYLIN, KUNPENG)).not.toBe('certified');
      const filtered = await search(`${at(1)}&os=${KYLIN}&cpu=${HYGON}&status=certified`);
      expect(filtered).toMatchObject({ total: 1, counts: { vendor: { acme: 1 }, category: { 'developer-tool': 1 } } });
      expect(Object.keys(filtered.counts.cpu).length).toBeGreaterThan(1);
    });

    it('say of the present what is said without a moment', async () => {
      const { nextCursor: first, ...now } = await search('limit=200');
      const { nextCursor: second, ...then } = await search(`limit=200&${at(2)}&validAt=${new Date().toISOString()}`);
      expect({ ...then, revision: 0, counts: { ...then.counts, vendor: {}, category: {} } }).toEqual({
        ...now,
        revision: 0,
        counts: { ...now.counts, vendor: {}, category: {} },
      });
      expect(second === null).toBe(first === null);
    });

    it('are asked about a day on which nothing held yet, or any more', async () => {
      for (const validAt of ['2025-12-31T23:59:59Z', '2100-01-01T00:00:00Z']) {
        const { counts } = await search(`${at(1)}&validAt=${validAt}`);
        expect(counts.status['certified']).toBeUndefined();
      }
      // Of the two certified ones one has failed since for all to see; of the other strangers know nothing new.
      expect((await search('validAt=2026-06-01T00:00:00Z&status=certified')).total).toBe(1);
      expect((await search(`${at(1)}&validAt=2026-06-01T00:00:00Z&status=certified`)).total).toBe(2);
    });

    it('are exported as single questions are answered, cell by cell', async () => {
      const statuses = ['certified', 'expected', 'conflicting', 'incompatible', 'lapsed', 'unknown'];
      const any = statuses.map((status) => `status=${status}`).join('&');
      const moments = [at(0), at(1), at(2), `${at(1)}&validAt=2030-06-01T00:00:00Z`, 'validAt=2100-06-01T00:00:00Z'];
      let compared = 0;
      for (const moment of moments) {
        for (const platform of [`os=${KYLIN}`, `cpu=${HYGON}&os=${EULER}`]) {
          for (const cell of await lines(`${moment}&${platform}&${any}`)) {
            const asked = new URLSearchParams({ release: cell.release, os: cell.os, cpu: cell.cpu }).toString();
            const single = await get(world, `/matrix/check?${asked}&${moment}`);
            const knownAt = moment.includes('knownAt') ? {} : { knownAt: '', revision: 0 };
            expect({ moment, ...cell, ...knownAt }).toEqual({ moment, ...single, ...knownAt });
            compared += 1;
          }
        }
      }
      expect(compared).toBeGreaterThan(50);
    });

    it('are exported as tables too, that say which moment they are about', async () => {
      const query = `q=clock&${at(1)}&validAt=2026-06-01T00:00:00Z&status=certified`;
      const { text } = await send(world.service.url, { path: `/api/v1/matrix/export?format=csv&${query}` });
      const [, ...rows] = text.trimEnd().split('\r\n');
      expect(rows).toHaveLength(2);
      expect(rows.every((row) => row.includes(',2026-06-01T00:00:00.000Z,'))).toBe(true);
      const book = await send(world.service.url, { path: `/api/v1/matrix/export?format=xlsx&${query}` });
      expect([book.status, book.text.slice(0, 2)]).toEqual([200, 'PK']);
    });

    it('go on where a page ended', async () => {
      const whole = await search(`${at(1)}&status=unknown&limit=200`);
      const first = await search(`${at(1)}&status=unknown&limit=70`);
      const second = await search(`${at(1)}&status=unknown&limit=130&cursor=${first.nextCursor ?? ''}`);
      expect([...first.items, ...second.items]).toEqual(whole.items);
    });

    it('compare two moments over all that a filter finds', async () => {
      interface Change {
        readonly release: string;
        readonly os: string;
        readonly cpu: string;
        readonly from: { status: string };
        readonly to: { status: string };
      }
      const diff = async (from: number, to: number, query: string) => {
        const moments = `from=${instants[from] ?? ''}&to=${instants[to] ?? ''}`;
        return (await get<{ items: Change[] }>(world, `/matrix/diff?${moments}&${query}`)).items;
      };
      const found = await diff(0, 1, 'vendor=acme');
      expect(new Set(found.map(({ release }) => release))).toEqual(new Set([clock.coordinate]));
      expect(found).toEqual(await diff(0, 1, `release=${clock.coordinate}`));
      expect(found).toEqual(await diff(0, 1, 'product=acme/clock'));
      const known = await search(`${at(1)}&limit=200`);
      expect(found).toHaveLength(known.items.length);
      const here = await diff(0, 1, `q=clock&os=${KYLIN}&cpu=${HYGON}`);
      expect(here).toEqual([
        {
          release: clock.coordinate,
          os: KYLIN,
          cpu: HYGON,
          from: { status: 'unknown' },
          to: { status: 'certified' },
        },
      ]);
      // The hidden fail leaves the certificate standing for strangers.
      expect(await diff(1, 2, `q=clock&os=${KYLIN}&cpu=${HYGON}`)).toEqual([]);
      const { url } = world.service;
      const range = `from=${instants[0] ?? ''}&to=${instants[1] ?? ''}`;
      for (const query of [`${range}&vendor=acme&product=acme/clock`, `${range}&status=certified`, range]) {
        await refused(url, { path: `/api/v1/matrix/diff?${query}` }, 'invalid-request');
      }
      await refused(url, { path: `/api/v1/matrix/diff?${range}&vendor=acmee` }, 'unknown-coordinate');
    });

    it('are refused for a future that nobody knows, and for what no finding can have', async () => {
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
      for (const path of ['/matrix?', '/matrix/export?format=csv&', '/matrix/export?format=xlsx&']) {
        for (const [query, field] of [
          [`knownAt=${tomorrow}`, 'query.knownAt'],
          ['validAt=1969-12-31T23:59:59Z', 'query.validAt'],
          ['validAt=2106-01-01T00:00:00Z', 'query.validAt'],
          ['validAt=yesterday', 'query.validAt'],
          ['knownAt=2026-02-30T00:00:00Z', 'query.knownAt'],
        ] as const) {
          const problem = problemOf(await send(world.service.url, { path: `/api/v1${path}${query}` }));
          expect(problem).toMatchObject({ code: 'invalid-request', errors: [{ path: field }] });
        }
      }
      const from = instants[0] ?? '';
      const future = await refused(
        world.service.url,
        { path: `/api/v1/matrix/diff?vendor=acme&from=${from}&to=${tomorrow}` },
        'invalid-request',
      );
      expect(future.errors).toMatchObject([{ path: 'query.to' }]);
      // Before there was a catalogue nothing was known, and nothing was there to be unknown.
      const nothing = await search('knownAt=1999-01-01T00:00:00Z');
      expect(nothing).toMatchObject({ items: [], total: 0, revision: 0 });
      expect(await lines('knownAt=1999-01-01T00:00:00Z&status=unknown')).toEqual([]);
    });
  });
}
