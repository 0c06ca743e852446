import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { openDatabase, row, rows, takeRevision, transaction } from '#libs/database';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let db: DataSource;
let reader: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase({ url: database.url, applicationName: 'revisions-test', poolMax: 8 });
  reader = await openDatabase({ url: database.url, applicationName: 'revisions-reader', poolMax: 2 });
});

afterAll(async () => {
  await reader.destroy();
  await db.destroy();
  await database.drop();
});

const WRITERS = 8;
const EACH = 25;

class ChangedMyMind extends Error {}

/** One writer; every fifth transaction takes a revision and then rolls back. Answers the revisions it committed. */
async function write(writer: number): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < EACH; round += 1) {
    const dropped = (writer + round) % 5 === 0;
    try {
      taken.push(
        await transaction(db, async (tx) => {
          const revision = await takeRevision(tx, `writer ${writer}, round ${round}`);
          if (dropped) throw new ChangedMyMind();
          return revision;
        }),
      );
    } catch (error) {
      if (!(error instanceof ChangedMyMind)) throw error;
    }
  }
  return taken;
}

describe('revisions', () => {
  it('are gapless and in commit order under 8 writers, some of which roll back', async () => {
    let writing = true;
    // A reader that ever sees revision n without one below it has caught them out of commit order.
    const watched = (async () => {
      const seen: { count: number; highest: number }[] = [];
      do {
        const now = await row<{ count: number; highest: number }>(
          reader,
          'SELECT count(*) AS count, coalesce(max(revision), 0) AS highest FROM revisions',
        );
        if (now !== undefined) seen.push(now);
      } while (writing);
      return seen;
    })();
    const committed = (await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)))).flat();
    writing = false;
    const seen = await watched;

    expect(committed.sort((a, b) => a - b)).toEqual(Array.from({ length: committed.length }, (_, index) => index + 1));
    expect(committed).toHaveLength((WRITERS * EACH * 4) / 5);
    expect(seen.filter(({ count, highest }) => count !== highest)).toEqual([]);
    expect(new Set(seen.map(({ count }) => count)).size).toBeGreaterThan(2);
  }, 60_000);

  it('are known at ever later instants, and the head is the last of them', async () => {
    const backwards = await rows(
      reader,
      `SELECT revision FROM (SELECT revision, known_at, lag(known_at) OVER (ORDER BY revision) AS before FROM revisions) r
        WHERE known_at <= before`,
    );
    expect(backwards).toEqual([]);
    const head = await row(reader, 'SELECT revision, known_at FROM revision_head');
    expect(head).toEqual(await row(reader, 'SELECT revision, known_at FROM revisions ORDER BY revision DESC LIMIT 1'));
  });

  it('go on in time although the clock went back', async () => {
    await db.query("UPDATE revision_head SET known_at = clock_timestamp() + interval '1 day'");
    const ahead = await row<{ knownAt: Date }>(reader, 'SELECT known_at AS "knownAt" FROM revision_head');
    const [first, second] = [
      await transaction(db, (tx) => takeRevision(tx, 'after')),
      await transaction(db, (tx) => takeRevision(tx, 'and again')),
    ];
    const instants = await rows<{ after: boolean }>(
      reader,
      'SELECT known_at > $1 AS after FROM revisions WHERE revision = ANY($2) ORDER BY revision',
      [ahead?.knownAt, [first, second]],
    );
    expect(second).toBe(first + 1);
    expect(instants).toEqual([{ after: true }, { after: true }]);
  });
});
