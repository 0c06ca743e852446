import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CELL_STATUSES } from '#libs/domain';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Dice } from '../../../libs/matrix/src/memory/testing/random-matrix.js';
import type { Person, Ran } from '../../cli/support/test-terminal.js';
import { unzipped } from '../support/unzipped.js';
import type { BundleWorld } from './world.js';

interface Sides {
  readonly world: BundleWorld;
  readonly online: Person;
  readonly offline: Person;
  /** The bundle. */
  readonly file: string;
}

interface Found {
  readonly items: { readonly release: string; readonly os: string; readonly cpu: string; readonly status: string }[];
  readonly counts: Record<string, Record<string, number>>;
  readonly total: number;
  readonly revision: number;
  readonly nextCursor: string | null;
  readonly bundle?: { readonly revision: number };
}

/** Searches and exports: the same command asked of the service and of the bundle. */
export function manyCells(open: () => Sides): void {
  describe('asked about many cells', () => {
    let sides: Sides;
    beforeAll(() => {
      sides = open();
    });

    const search = async (who: 'online' | 'offline', args: readonly string[]): Promise<Found> => {
      const bundle = who === 'offline' ? ['--bundle', sides.file] : [];
      const ran = await sides[who].run(['--json', 'search', ...args, ...bundle]);
      expect({ who, args, code: ran.code, says: ran.stderr }).toEqual({ who, args, code: 0, says: '' });
      return JSON.parse(ran.stdout) as Found;
    };

    /** What both say of the first pages, but for what their cursors look like. */
    async function compared(args: readonly string[], pages: number): Promise<Found[]> {
      const cursors: { online: string | null; offline: string | null } = { online: null, offline: null };
      const all: Found[] = [];
      while (all.length < pages && (all.length === 0 || cursors.online !== null)) {
        const page = async (who: 'online' | 'offline') => {
          const after = cursors[who];
          const found = await search(who, [...args, ...(after === null ? [] : ['--cursor', after])]);
          cursors[who] = found.nextCursor;
          const { bundle, nextCursor, ...said } = found;
          expect(bundle?.revision).toBe(who === 'offline' ? said.revision : undefined);
          return { ...said, hasNext: nextCursor !== null };
        };
        const [told, served] = [await page('offline'), await page('online')];
        expect({ args, told }).toEqual({ args, told: served });
        // What a person reads names counts in their order.
        expect(Object.entries(told.counts['vendor'] ?? {})).toEqual(Object.entries(served.counts['vendor'] ?? {}));
        all.push({ ...told, nextCursor: null });
      }
      return all;
    }

    const moments = (): readonly string[][] => [[], ...sides.world.moments.map((at) => ['--valid-at', at])];
    const everyStatus = CELL_STATUSES.flatMap((status) => ['--status', status]);

    it('finds what is known of the world where the service does, in its order, and counts every cell, at every moment', async () => {
      const seen = new Map<string, number>();
      for (const moment of moments()) {
        const args = ['--all', ...moment];
        const { bundle, ...told } = await search('offline', args);
        expect(bundle).toMatchObject({ revision: told.revision });
        expect(told).toEqual(await search('online', args));
        expect(told.items).toHaveLength(told.total - (told.counts['status']?.['unknown'] ?? 0));
        for (const [status, count] of Object.entries(told.counts['status'] ?? {})) {
          seen.set(status, (seen.get(status) ?? 0) + count);
        }
      }
      expect([...seen.keys()]).toEqual(
        expect.arrayContaining(['certified', 'inherited', 'expected', 'declared', 'incompatible', 'lapsed', 'unknown']),
      );
    });

    it('goes on where a page ended', async () => {
      const [, moment = []] = moments();
      const pages = await compared(['--vendor', 'acme', '--limit', '7', ...moment], 100);
      expect(pages.length).toBeGreaterThan(3);
      expect(pages.flatMap(({ items }) => items)).toHaveLength(
        (await search('offline', ['--vendor', 'acme', '--all', ...moment])).items.length,
      );
    });

    it('is shown as the answer of the service is, but for where it comes from', async () => {
      const shown = async (who: 'online' | 'offline', more: readonly string[]) => {
        const { stdout } = await sides[who].run(['search', '--limit', '5', ...more]);
        return stdout.split('\n').filter((line) => !/--cursor|from the bundle/.test(line));
      };
      const told = await shown('offline', ['--bundle', sides.file]);
      expect(told).toEqual(await shown('online', []));
      expect(told.length).toBeGreaterThan(10);
    });

    it('counts and lists as the service does, whatever is asked for', async () => {
      const { world } = sides;
      const dice = new Dice(11);
      const some = (name: string, values: readonly string[]): string[] => {
        if (dice.chance(0.6)) return [];
        return Array.from({ length: 1 + dice.below(2) }, () => [`--${name}`, dice.pick(values)]).flat();
      };
      let found = 0;
      for (let round = 0; round < 30; round += 1) {
        const text = dice.chance(0.7)
          ? []
          : [dice.pick(['ACME/', '产品 EDIT', 'bus', '10.', '总线,"', 'nothing', '@1.'])];
        const args = [
          ...text,
          ...some('vendor', ['acme', 'zeta', 'hisilicon']),
          ...some('category', ['developer-tool', 'middleware', 'database']),
          ...some('status', CELL_STATUSES),
          ...some('os', [...new Set(world.platforms.map(({ os }) => os))]),
          ...some('cpu', [...new Set(world.platforms.map(({ cpu }) => cpu))]),
          ...(dice.chance(0.6) ? [] : dice.pick(moments())),
        ];
        const [first] = await compared([...args, '--limit', '150'], 2);
        if ((first?.total ?? 0) > 0) found += 1;
      }
      expect(found).toBeGreaterThan(10);
    });

    const take = async (who: 'online' | 'offline', args: readonly string[]): Promise<Buffer> => {
      const target = path.join(sides[who].home, 'cells');
      const bundle = who === 'offline' ? ['--bundle', sides.file] : [];
      const ran = await sides[who].run(['--json', 'export', '-o', target, ...args, ...bundle]);
      expect({ who, args, code: ran.code, says: ran.stderr }).toEqual({ who, args, code: 0, says: '' });
      const bytes = await readFile(target);
      expect(JSON.parse(ran.stdout)).toMatchObject({ file: target, bytes: bytes.length });
      return bytes;
    };

    it.each(['csv', 'jsonl'])('exports the whole world to the byte as the service does, as %s', async (format) => {
      let bytes = 0;
      // What is written in one of the formats at each moment comes from the same answers: the other needs a few.
      const [, first = [], second = [], ...later] = moments();
      for (const moment of format === 'csv' ? [first, second, ...later] : [first, second]) {
        const args = ['--format', format, ...everyStatus, ...moment];
        const told = await take('offline', args);
        expect(told.equals(await take('online', args))).toBe(true);
        bytes += told.length;
        const some = ['bus', '--format', format, '--vendor', 'zeta', ...moment];
        expect((await take('offline', some)).toString()).toBe((await take('online', some)).toString());
      }
      expect(bytes).toBeGreaterThan(1_000_000);
    });

    it('exports the present as the service does, but for the instant of asking', async () => {
      const timeless = (text: Buffer): string =>
        text.toString().replaceAll(/"validAt":"[^"]*"|,20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z(?=,\d+\r\n)/g, '');
      for (const format of ['csv', 'jsonl']) {
        const args = ['--format', format, ...everyStatus];
        expect(timeless(await take('offline', args))).toBe(timeless(await take('online', args)));
      }
    });

    it('exports workbooks with the parts and rows of the service', async () => {
      const [, moment = []] = moments();
      const args = ['--format', 'xlsx', '--vendor', 'acme', '--vendor', 'zeta', ...moment];
      const [told, served] = [unzipped(await take('offline', args)), unzipped(await take('online', args))];
      expect([...told]).toEqual([...served]);
      expect(told.get('xl/worksheets/sheet1.xml')?.match(/<row>/g)?.length).toBeGreaterThan(20);
    });

    it('writes to standard output what it would to a file, and says beside it where it comes from', async () => {
      const [, moment = []] = moments();
      const ran = await sides.offline.run(['export', 'editor', ...moment, '--bundle', sides.file]);
      expect(ran.stdout).toBe((await take('online', ['editor', ...moment])).toString());
      expect(ran.stderr).toMatch(/来自离线包 · from the bundle .* r\d+ /);
    });

    it('refuses in the words of the service', async () => {
      const wrong = [
        ['search', '--vendor', 'acmee'],
        ['search', '--category', 'middle-ware'],
        ['search', '--os', 'kylinsoft/kylin-server@v10-sp9'],
        ['search', '--cpu', 'hisilicon/kunpeng-92'],
        ['search', '--cpu', 'no coordinate'],
        ['search', '--limit', '201'],
        ['search', 'x'.repeat(101)],
        ['search', '--cursor', 'eyJ9'],
        ['search', '--valid-at', '1960-01-01'],
        ['export', '-o', 'x', '--vendor', 'acmee'],
        ['export', '-o', 'x', '--valid-at', '2200-01-01'],
      ];
      const said = ({ stdout }: Ran) => {
        const { code, detail, errors, facts } = (JSON.parse(stdout) as { error: Record<string, unknown> }).error;
        return { refused: code, detail, errors, facts };
      };
      for (const args of wrong) {
        const [served, told] = [
          await sides.online.run(['--json', ...args]),
          await sides.offline.run(['--json', ...args, '--bundle', sides.file]),
        ];
        expect({ args, code: told.code, ...said(told) }).toEqual({ args, code: served.code, ...said(served) });
        expect(told.code).toBe(1);
      }
      const ran = await sides.offline.run(['search', '--known-at', '2026-01-01', '--bundle', sides.file]);
      expect(ran.code).toBe(1);
      expect(ran.stderr).toMatch(/不含更早的历史 · .*no earlier history/);
    });
  });
}
