import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.js';
import { releaseFindings } from '../world/release-findings.js';
import { worldRelease } from '../world/releases.js';
import { worldSize } from '../world/size.js';
import { copyFrom } from './copy-from.js';
import { loadWorld } from './load-world.js';

const SIZE = worldSize(1, 3_000);

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createEmptyDatabase();
  await loadWorld(database.url, SIZE);
  client = new Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

async function one<T extends object>(sql: string, parameters: unknown[] = []): Promise<T> {
  const { rows } = await client.query<T>(sql, parameters);
  const [first] = rows;
  if (first === undefined) throw new Error(`no row from ${sql}`);
  return first;
}

describe('a loaded world', () => {
  it('has every finding, numbered in the order of release and platform', async () => {
    const counted = await one<{ count: number; last: number; disorder: number }>(
      `SELECT count(*)::int AS count, max(number) AS last,
              (count(*) FILTER (WHERE (release_id, platform_id) < (before_release, before_platform)))::int AS disorder
         FROM (SELECT *, lag(release_id) OVER o AS before_release, lag(platform_id) OVER o AS before_platform
                 FROM findings WINDOW o AS (ORDER BY number)) f`,
    );
    expect(counted).toEqual({ count: SIZE.findings, last: SIZE.findings, disorder: 0 });
  });

  it('says of a release what the generator says of it', async () => {
    const { rows } = await client.query<{ kind: string; verdict: string | null; validFrom: number; party: boolean }>(
      `SELECT kind, verdict, extract(epoch FROM valid_from)::float8 AS "validFrom", party_ids <> '{}' AS party
         FROM findings WHERE release_id = $1 ORDER BY number`,
      [worldRelease(SIZE, 7).id],
    );
    expect(rows).toEqual(
      releaseFindings(SIZE, 7).map(({ kind, verdict, validFrom, party }) => ({
        kind,
        verdict,
        validFrom,
        party: party !== null,
      })),
    );
  });

  it('has gapless revisions whose moments ascend, up to the head', async () => {
    const revisions = await one(
      `SELECT count(*)::int = max(revision) - min(revision) + 1 AS gapless, max(revision) = (SELECT revision FROM revision_head) AS head,
              bool_and(known_at > before IS NOT FALSE) AS ascending
         FROM (SELECT *, lag(known_at) OVER (ORDER BY revision) AS before FROM revisions) r`,
    );
    expect(revisions).toEqual({ gapless: true, head: true, ascending: true });
    const unknown = await one<{ count: number }>(
      'SELECT count(*)::int FROM findings f LEFT JOIN revisions r USING (revision) WHERE r.revision IS NULL',
    );
    expect(unknown.count).toBe(0);
  });

  it('still refuses what the schema refuses, and goes on numbering', async () => {
    await expect(client.query('UPDATE findings SET reason = $1', ['x'])).rejects.toThrow('never changed');
    await expect(client.query('DELETE FROM revisions')).rejects.toThrow('never changed');
    const { keys } = await one<{ keys: number }>(
      `SELECT count(*)::int AS keys FROM pg_constraint WHERE conrelid = 'findings'::regclass AND contype = 'f' AND convalidated`,
    );
    expect(keys).toBeGreaterThan(5);
    const { indexes } = await one<{ indexes: string[] }>(
      `SELECT array_agg(indexname::text) AS indexes FROM pg_indexes WHERE tablename = 'findings'`,
    );
    expect(indexes).toEqual(expect.arrayContaining(['findings_cell', 'findings_one_per_attempt']));
    const { next } = await one<{ next: number }>(
      `SELECT nextval(pg_get_serial_sequence('findings', 'number'))::int AS next`,
    );
    expect(next).toBe(SIZE.findings + 1);
  });
});

describe('copying', () => {
  const statement = 'COPY copied (id) FROM STDIN';
  beforeAll(async () => {
    await client.query('CREATE TABLE copied (id integer PRIMARY KEY)');
  });

  it('ends with the error of a row that the server refuses, and leaves the connection usable', async () => {
    await expect(copyFrom(client, statement, ['1\n', 'two\n'])).rejects.toThrow('invalid input syntax');
    expect(await one('SELECT count(*)::int FROM copied')).toEqual({ count: 0 });
  });

  it('ends with the error of rows that cannot be made', async () => {
    function* rows(): Iterable<string> {
      yield '1\n';
      throw new RangeError('no more');
    }
    await expect(copyFrom(client, statement, rows())).rejects.toThrow(RangeError);
    expect(await one('SELECT count(*)::int FROM copied')).toEqual({ count: 0 });
  });

  it('sends more than the connection buffers', async () => {
    function* rows(): Iterable<string> {
      for (let id = 0; id < 300_000; id += 1) yield `${id}\n`;
    }
    await copyFrom(client, statement, rows());
    expect(await one('SELECT count(*)::int FROM copied')).toEqual({ count: 300_000 });
  });
});
