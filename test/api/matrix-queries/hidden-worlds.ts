import { findingId } from '#libs/domain';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { row, rows, transaction } from '#libs/database';
import { recordFindings, type NewFinding } from '#libs/matrix';
import fc from 'fast-check';
import { organizationId, releaseId } from '../matrix-facts/support.js';
import { send } from '../support/http.js';
import { unique } from '../support/members.js';
import { registerRelease, type Registered } from '../support/releases.js';
import { caughtUp, HYGON, KUNPENG, KYLIN, type MatrixTestWorld } from './world.js';

const SIBLING = 'hygon/c86-7365';
const EULERS = ['22.03-lts', '22.03-lts-sp1', '22.03-lts-sp2'].map((release) => `openeuler/openeuler@${release}`);
/** Few platforms, on which siblings and service packs meet. */
const PLATFORMS = [KYLIN, ...EULERS].flatMap((os) => [HYGON, SIBLING, KUNPENG].map((cpu) => ({ os, cpu })));
const ANY_STATUS = 'status=certified&status=expected&status=incompatible&status=conflicting&status=unknown';
const WORLDS = 6;
/** Each asks for everything there is of two releases; a busy machine takes its time. */
const TIMEOUT_MS = 300_000;

interface Drawn {
  readonly platform: number;
  readonly verdict: 'pass' | 'fail';
  readonly day: number;
}
interface Cell {
  readonly os: string;
  readonly cpu: string;
  readonly status: string;
  readonly path: unknown[];
  readonly findings: string[];
  readonly unknownBecause: { code: string; rule: string | null; nearest: object | null } | null;
}

const statement: fc.Arbitrary<Drawn> = fc.record({
  platform: fc.nat({ max: PLATFORMS.length - 1 }),
  verdict: fc.constantFrom<'pass' | 'fail'>('pass', 'pass', 'fail'),
  day: fc.integer({ min: 1, max: 20 }),
});

/**
 * Generated worlds in which every pass is public and every fail hidden, each beside its twin in which the fails never
 * happened. Strangers may tell the two apart by silence alone.
 */
export function hiddenWorlds(open: () => MatrixTestWorld): void {
  describe('in any world a hidden fail', () => {
    let world: MatrixTestWorld;
    let center: string;
    beforeAll(async () => {
      world = open();
      center = await organizationId(world.service, 'dev-lab');
    });

    async function record(release: Registered, drawn: readonly Drawn[]): Promise<string[]> {
      const { db } = world.service.parts;
      const about = await releaseId(world.service, release.coordinate);
      const findings: NewFinding[] = [];
      for (const { platform, verdict, day } of drawn) {
        const { os = '', cpu = '' } = PLATFORMS[platform] ?? {};
        const sql = 'SELECT id FROM platform_coordinates WHERE os = $1 AND cpu = $2';
        const column = await row<{ id: number }>(db, sql, [os, cpu]);
        if (column === undefined) throw new Error(`there is no ${os} × ${cpu}`);
        const at = new Date(Date.UTC(2026, 0, day));
        findings.push({
          kind: 'direct',
          verdict,
          releaseId: about,
          platformId: column.id,
          visibility: verdict === 'pass' ? 'public' : 'parties',
          partyIds: verdict === 'pass' ? [] : [center],
          scheme: 'xinchuang',
          organizationId: center,
          testedAt: at,
          validFrom: at,
          validUntil: new Date('2099-01-01T00:00:00Z'),
        });
      }
      if (findings.length > 0) await transaction(db, (tx) => recordFindings(tx, 'test', findings));
      const hidden = await rows<{ number: number }>(
        db,
        `SELECT number FROM findings WHERE release_id = $1 AND verdict = 'fail'`,
        [about],
      );
      return hidden.map(({ number }) => findingId(number));
    }

    const register = () => {
      const { token, organization: vendor } = world.vendor;
      return registerRelease(world.service, { token, vendor, product: unique('twin'), abiLevel: 'level1' });
    };

    async function text(path: string): Promise<string> {
      const answer = await send(world.service.url, { path: `/api/v1${path}` });
      expect({ path, status: answer.status }).toEqual({ path, status: 200 });
      return answer.text;
    }

    const everyCell = ({ product }: Pick<Registered, 'product'>) =>
      `/matrix/export?format=jsonl&q=${product}&${ANY_STATUS}`;
    const cellsIn = (lines = ''): Cell[] =>
      lines
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Cell);

    /** All that strangers can ask about a release. */
    async function toldOf(
      { coordinate, product, vendor }: Registered,
      since: string,
    ): Promise<{ cells: Cell[]; all: string[] }> {
      const q = `q=${product}`;
      const now = new Date().toISOString();
      const paths = [
        everyCell({ product }),
        `/matrix?${q}&limit=200`,
        `/matrix?${q}&limit=200&validAt=${now}`,
        `/matrix?${q}&status=incompatible&status=conflicting`,
        `/matrix/export?format=csv&${q}&${ANY_STATUS}`,
        `/matrix/export?format=jsonl&${q}&${ANY_STATUS}&knownAt=${now}`,
        `/matrix/diff?release=${coordinate}&from=${since}&to=${now}`,
        `/matrix/summary?product=${vendor}/${product}`,
        `/findings?release=${coordinate}`,
        `/badges/${vendor}/${product}@1.0.svg?os=${KYLIN}&cpu=${KUNPENG}&lang=en`,
        ...PLATFORMS.slice(0, 3).map(
          (platform) => `/matrix/check?${new URLSearchParams({ release: coordinate, ...platform }).toString()}`,
        ),
      ];
      const all = await Promise.all(paths.map(text));
      return { cells: cellsIn(all[0]), all };
    }

    const countsIn = (answer = '') =>
      (JSON.parse(answer) as { counts: { status: Record<string, number> } }).counts.status;

    it(
      'is never visible, and shows as silence or not at all',
      async () => {
        let silenced = 0;
        let fails = 0;
        await fc.assert(
          fc.asyncProperty(fc.array(statement, { minLength: 2, maxLength: 9 }), async (drawn) => {
            const since = new Date().toISOString();
            const [told, twin] = [await register(), await register()];
            const hidden = await record(told, drawn);
            await record(
              twin,
              drawn.filter(({ verdict }) => verdict === 'pass'),
            );
            await caughtUp(world.service);
            fails += hidden.length;
            const [here, there] = await Promise.all([toldOf(told, since), text(everyCell(twin))]);
            for (const answer of here.all) {
              expect(answer).not.toMatch(
                /"(incompatible|conflicting)"|,(incompatible|conflicting),|>incompatible<|fail-in-the-way|"R8"/,
              );
              for (const id of hidden) expect(answer).not.toContain(id);
            }
            const others = new Map(cellsIn(there).map((cell) => [`${cell.os} ${cell.cpu}`, cell]));
            expect(here.cells).toHaveLength(others.size);
            for (const cell of here.cells) {
              const other = others.get(`${cell.os} ${cell.cpu}`);
              const isSilent = cell.status === 'unknown' && cell.unknownBecause?.code === 'nothing-known';
              if (isSilent) {
                expect(cell).toMatchObject({ path: [], findings: [], unknownBecause: { rule: null, nearest: null } });
                if (other?.status === 'expected') silenced += 1;
              } else {
                expect([cell.status, cell.path.length]).toEqual([other?.status, other?.path.length]);
                expect(cell.unknownBecause?.code).toEqual(other?.unknownBecause?.code);
              }
            }
            // Counts say what the cells say.
            const counts: Record<string, number> = {};
            for (const { status } of here.cells) counts[status] = (counts[status] ?? 0) + 1;
            expect(countsIn(here.all[1])).toEqual(counts);
            expect(countsIn(here.all[2])).toEqual(counts);
          }),
          { numRuns: WORLDS, seed: 20_261_123, endOnFailure: true },
        );
        // The worlds were such that there was something to hide.
        expect(fails).toBeGreaterThan(WORLDS);
        expect(silenced).toBeGreaterThan(0);
      },
      TIMEOUT_MS,
    );
  });
}
