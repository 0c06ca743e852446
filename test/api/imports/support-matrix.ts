import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/runtime';
import { Person } from '../../cli/support/test-terminal.js';
import type { TestService } from '../../support/service.js';
import { eventually } from '../support/eventually.js';
import { send, succeed } from '../support/http.js';
import { undone, type Import, type ImportRow } from './sending.js';
import type { ImportWorld } from './world.js';

const FIXTURES = path.join(projectRoot(), 'apps', 'cli', 'src', 'ruyisdk', 'fixtures', 'matrix');
/** Beside the repository, or where the variable says. */
const REAL =
  process.env['SHIPEI_RUYISDK_MATRIX'] ?? path.join(projectRoot(), '..', 'shared', 'data', 'ruyisdk-support-matrix');
const ORIGIN = ['--commit', '4b4dc35e', '--day', '2026-03-12'];
const BOARD = 'sipeed/lichee-pi-4a@unstated';
const CONSOLE = 'sipeed/lichee-console-4a@unstated';
const DEBIAN = 'debian/debian@3.0';
const OPENEULER = 'openeuler/openeuler@24.03-lts-sp2';
const CPU = 't-head/th1520';

interface Stored {
  readonly import: Import;
  readonly sums: { readonly reports: Readonly<Record<string, number>> };
  readonly refused: readonly ImportRow[];
  readonly stored: Readonly<Record<'reports' | 'others', Readonly<Record<string, number>>>>;
}

interface Cell {
  readonly status: string;
  readonly findings: string[];
  readonly declaredBy: object[];
}

export function importedSupportMatrix(open: () => ImportWorld): void {
  describe('of a RuyiSDK support matrix', () => {
    let service: TestService;
    let operator: string;
    let person: Person;
    beforeAll(async () => {
      ({ service, operator } = open());
      person = await Person.at(service.url);
    });
    afterAll(() => person.leave());

    const run = async (folder: string, ...options: string[]): Promise<{ code: number; answer: Stored }> => {
      const args = ['--json', 'import-ruyisdk', folder, ...ORIGIN, '--apply', ...options];
      const ran = await person.run(args, { env: { SHIPEI_TOKEN: operator } });
      if (ran.stdout === '') throw new Error(ran.stderr);
      return { code: ran.code, answer: JSON.parse(ran.stdout) as Stored };
    };
    const cell = async (release: string, os: string): Promise<Cell> =>
      succeed(service.url, {
        path: `/api/v1/matrix/check?${new URLSearchParams({ release, os, cpu: CPU }).toString()}`,
      });
    const declared = async (release: string, os: string): Promise<Cell> =>
      eventually(`${release} is declared on ${os}`, async () => {
        const found = await cell(release, os);
        return found.status === 'declared' ? found : undefined;
      });

    it('stores what it says as the word of a third party from its day on, and nothing where it says that nothing runs', async () => {
      // Rows that are refused keep the whole from being stored, and the catalogue stays the only thing that changed.
      const looked = await run(FIXTURES, '--catalogue-apply');
      expect([looked.code, looked.answer.import.state]).toEqual([1, 'checked']);
      const absent = { path: `/api/v1/products/sipeed/lichee-pi-4a` };
      expect((await send(service.url, absent)).status).toBe(404);

      const { code, answer } = await run(FIXTURES, '--accepted-only');
      expect([code, answer.import.state]).toEqual([0, 'applied']);
      // Two boards with a release each, and three declarations.
      expect(answer.import.counts).toEqual({ create: 7, change: 0, unchanged: 0, refused: 10, skipped: 14 });
      expect(answer.stored.reports).toEqual({
        create: 3,
        change: 0,
        unchanged: 0,
        refused: answer.sums.reports['refused'],
        skipped: 12,
        pending: 0,
        total: 22,
      });
      expect(answer.stored.others).toMatchObject({ refused: 3, skipped: 2, total: 5 });

      const found = await declared(BOARD, DEBIAN);
      expect(found.declaredBy).toEqual([{ organization: 'ruyisdk', as: 'third-party' }]);
      expect(await succeed(service.url, { path: `/api/v1/findings/${found.findings[0] ?? ''}` })).toMatchObject({
        kind: 'declaration',
        organization: 'ruyisdk',
        as: 'third-party',
        validFrom: '2025-01-02T00:00:00.000Z',
        validUntil: '2028-01-03T00:00:00.000Z',
        reason: 'RuyiSDK support-matrix LicheePi4A/Debian/README.md: basic; image: Vendor',
      });
      // What failed to boot was one attempt by somebody: unknown, and not incompatible.
      await declared(CONSOLE, OPENEULER);
      expect(await cell(CONSOLE, DEBIAN)).toMatchObject({ status: 'unknown', declaredBy: [] });
      const { releases } = await succeed<{ releases: object[] }>(service.url, absent);
      expect(releases).toMatchObject([{ version: 'unstated', line: 'unstated', releasedOn: null, published: true }]);
    });

    it('says nothing twice, and takes all of it back when it is undone', async () => {
      const again = await run(FIXTURES, '--accepted-only', '--catalogue-apply');
      expect([again.code, again.answer.import.state]).toEqual([0, 'checked']);
      expect(again.answer.import.counts).toEqual({ create: 0, change: 0, unchanged: 7, refused: 10, skipped: 14 });
      const { items } = await succeed<{ items: Import[] }>(service.url, {
        path: '/api/v1/imports?state=applied&limit=1',
        token: operator,
      });
      expect(await undone(service, operator, items[0]?.id ?? '')).toMatchObject({ state: 'undone', undoProblems: [] });
      await eventually('nothing is declared', async () =>
        (await cell(BOARD, DEBIAN)).status === 'declared' ? undefined : true,
      );
      expect(await cell(BOARD, DEBIAN)).toMatchObject({ status: 'unknown', declaredBy: [] });
      const anew = await run(FIXTURES, '--accepted-only');
      expect(anew.answer.import.counts).toMatchObject({ create: 3, unchanged: 4 });
      await declared(BOARD, DEBIAN);
      // The real data says the same of this board.
      expect(await undone(service, operator, anew.answer.import.id)).toMatchObject({ state: 'undone' });
    });

    const isThere = existsSync(path.join(REAL, 'assets', 'metadata.yml'));
    if (!isThere)
      process.stderr.write(`数据不在 ${REAL}，未运行 · The RuyiSDK support matrix is not there: it was not imported\n`);
    (isThere ? it : it.skip)(
      /* the data is not there: said above */ 'adds up as it is: 371 reports and 110 other rows',
      async () => {
        const { code, answer } = await run(REAL, '--accepted-only', '--catalogue-apply');
        expect([code, answer.import.state]).toEqual([0, 'applied']);
        // Of 310 one is about a platform that the catalogue knows not to be one.
        expect(answer.sums.reports).toMatchObject({ imported: 310, refused: 2, total: 371 });
        expect(answer.refused.flatMap(({ problems }) => problems.map((one) => one.code)).sort()).toEqual([
          'date-after-source',
          'no-such-platform',
          'template-placeholder',
        ]);
        expect(answer.stored.reports).toMatchObject({
          create: 309,
          change: 0,
          unchanged: 0,
          skipped: 59,
          refused: 3,
          total: 371,
        });
        expect(answer.stored.others).toMatchObject({ create: 0, skipped: 110, refused: 0, total: 110 });
      },
    );
  });
}
