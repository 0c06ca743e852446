import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, row } from '#libs/database';
import { projectRoot } from '#libs/runtime';
import type { DataSource } from 'typeorm';
import { ask, expectStatus } from '../bench/http/ask.js';
import { loadWorld } from '../bench/loading/load-world.js';
import { firstDifference } from '../bench/oracle/agrees.js';
import { NaiveAnswers } from '../bench/oracle/naive-answers.js';
import { signIn } from '../bench/figures/members.js';
import { PLATFORMS } from '../bench/world/platforms.js';
import { Random, STREAM } from '../bench/world/random.js';
import { worldSize } from '../bench/world/size.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../dispatch/support/wait-until.js';
import { Cells, questionAbout } from './support/cells.js';
import { revisionIn } from './support/revision-in.js';
import { Side, type Given } from './support/side.js';
import { Writer } from './support/writers.js';

/**
 * Findings that are written while both are asked. On two cores about 100 a second are written: 6,000 take a minute, e.g.
 * `SHIPEI_TEST_FINDINGS=6000 npm test -- test/matrix-processes`.
 */
const FINDINGS = Number(process.env['SHIPEI_TEST_FINDINGS'] ?? 400);
const WRITERS = 3;
/** Questions that each process is asked at a time. */
const READERS = 2;
const WITHIN_MS = 120_000 + FINDINGS * 100;

const SIZE = worldSize(1, 3_000);

describe('two API processes over one database', () => {
  let database: TestDatabase;
  let db: DataSource;
  let cells: Cells;
  let paused: Side;
  let restarted: Side;
  const sides = (): readonly Side[] => [paused, restarted];

  beforeAll(async () => {
    database = await createEmptyDatabase();
    await loadWorld(database.url, SIZE);
    db = await openDatabase({ url: database.url, poolMax: WRITERS + 2, applicationName: 'shipei-test-writers' });
    cells = await Cells.of(db, SIZE);
    paused = await Side.open(projectRoot(), database.url, cells);
    restarted = await Side.open(projectRoot(), database.url, cells);
  }, 120_000);

  afterAll(async () => {
    for (const side of sides()) await side.close();
    await db.destroy();
    await database.drop();
  });

  it(
    'give answers that are right for the revision they state, while others write, one is paused and one is restarted',
    async () => {
      const writers = Array.from({ length: WRITERS }, (_, index) => new Writer(db, cells, index));
      const written = (): number => writers.reduce((sum, writer) => sum + writer.written, 0);
      // A question for each finding: more would ask the same again, and each answer is checked in the end.
      const turns = (): (() => Promise<unknown>) => {
        let seen = 0;
        return async () => {
          await until('more is written', () => isOver || written() > seen, WITHIN_MS);
          seen = written();
        };
      };
      let isOver = false;
      const running = [
        ...writers.map((writer) => writer.run()),
        ...sides().flatMap((side, place) =>
          Array.from({ length: READERS }, (_, index) => side.read(place * READERS + index, turns())),
        ),
      ];
      const work = Promise.all(running);
      // A writer or reader that fails ends the test at once, not when everything else is over.
      const reach = (what: string, reached: () => boolean | Promise<boolean>): Promise<unknown> =>
        Promise.race([work, until(what, reached, WITHIN_MS)]);
      const more = (share: number): Promise<unknown> => {
        const enough = written() + FINDINGS * share;
        return reach(`${share} of the findings more`, () => written() >= enough);
      };

      await more(0.3);
      paused.signal('SIGSTOP');
      await more(0.2);
      paused.signal('SIGCONT');
      const afterPause = paused.answers.length;
      await more(0.2);
      await restarted.killAndStart();
      const afterRestart = restarted.answers.length;
      await more(0.3);
      await reach('questions answered after the pause and the restart', () => {
        return paused.answers.length > afterPause + 20 && restarted.answers.length > afterRestart + 20;
      });
      for (const writer of writers) writer.stop();
      isOver = true;
      await reach('both have caught up', async () => {
        const newest = await headOf(db);
        return sides().every(({ answers }) => revisionIn(answers.at(-1)?.text ?? '"revision":0') >= newest);
      });
      for (const side of sides()) side.stopReading();
      await work;
      // Whatever was missed on the way shows now.
      for (const side of sides()) await side.readAll();

      for (const { answers } of sides()) {
        // They followed what was written rather than being told at the end.
        expect(new Set(answers.map(({ text }) => revisionIn(text))).size).toBeGreaterThan(5);
      }
      const given = sides().flatMap(({ answers }) => answers);
      expect(new Set(given.map(({ text }) => statusIn(text))).size).toBeGreaterThan(4);
      expect(await wrongAnswers(db, given)).toEqual([]);
    },
    2 * WITHIN_MS,
  );

  it('never answer with less than what they have just been told', async () => {
    const { release } = cells.any(new Random(1, STREAM.questions, 950));
    const token = (await signIn(db, [{ slug: release.vendor, role: 'vendor' }])).get(release.vendor) ?? '';
    const random = new Random(1, STREAM.questions, 951);
    for (let turn = 0; turn < 15; turn += 1) {
      const side = random.pick(sides());
      const cell = { ...cells.any(random), release };
      const path = questionAbout(cell);
      const before = await headOf(db);
      const { os, cpu } = PLATFORMS[cell.platform] ?? {};
      const body = JSON.stringify({ release: release.coordinate, os, cpu, verdict: 'pass', source: 'told' });
      expectStatus(await ask(side.url, { path: '/api/v1/declarations', token, body }), 201);
      const answers = await Promise.all([ask(side.url, { path }), ask(side.url, { path })]);
      for (const answer of answers) expect(revisionIn(expectStatus(answer, 200))).toBeGreaterThan(before);
    }
  });
});

async function headOf(db: DataSource): Promise<number> {
  const head = await row<{ revision: number }>(db, 'SELECT revision FROM revision_head');
  return head?.revision ?? NaN;
}

function statusIn(text: string): string {
  return /"status":"([a-z]+)"/.exec(text)?.[1] ?? text.slice(0, 100);
}

/** Compared with the naive evaluator at the very revision and moment that each answer states. The first few, in full. */
async function wrongAnswers(db: DataSource, given: readonly Given[]): Promise<object[]> {
  const naive = await NaiveAnswers.open(db);
  const wrong: object[] = [];
  for (const release of new Map(given.map(({ cell }) => [cell.release.id, cell.release])).values()) {
    const expected = await naive.about(release);
    for (const { cell, text } of given) {
      if (cell.release.id !== release.id) continue;
      const { explanation, knownAt, ...shown } = JSON.parse(text) as Record<string, unknown>;
      const wanted = expected({
        platform: cell.platform,
        validAt: Date.parse(String(shown['validAt'])),
        revision: Number(shown['revision']),
        asker: null,
      });
      const difference = firstDifference(shown, wanted);
      if (difference !== null && wrong.length < 3) wrong.push({ difference, explanation, knownAt, shown, wanted });
    }
  }
  return wrong;
}
