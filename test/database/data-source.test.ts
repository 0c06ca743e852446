import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { constraintOf, isDatabaseAway, isUniqueViolation, openDatabase, row, rows, transaction } from '#libs/database';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { gate } from './gate.js';

let database: TestDatabase;
let db: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase({ url: database.url, applicationName: 'data-source-test' });
  await db.query('CREATE TABLE accounts (id integer PRIMARY KEY, hits integer NOT NULL DEFAULT 0)');
  await db.query('INSERT INTO accounts VALUES (1), (2)');
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('values', () => {
  it('come as numbers, calendar days and instants', async () => {
    const found = await row(
      db,
      "SELECT 9007199254740991::bigint AS big, DATE '2024-02-29' AS day, TIMESTAMPTZ 'epoch' AS at",
    );
    expect(found).toEqual({ big: Number.MAX_SAFE_INTEGER, day: '2024-02-29', at: new Date(0) });
  });

  it('come from every kind of statement', async () => {
    expect(await rows(db, 'UPDATE accounts SET hits = 0 WHERE id = 1 RETURNING id')).toEqual([{ id: 1 }]);
    expect(await rows(db, 'DELETE FROM accounts WHERE id = 7 RETURNING id')).toEqual([]);
    expect(await rows(db, 'SELECT id FROM accounts ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await row(db, 'SELECT id FROM accounts WHERE id = 7')).toBeUndefined();
  });
});

describe('a transaction', () => {
  it('is tried again when PostgreSQL ends it for a deadlock', async () => {
    const met = [gate(), gate()] as const;
    let tries = 0;
    const hit = (own: 0 | 1) =>
      transaction(db, async (tx) => {
        tries += 1;
        await tx.query('UPDATE accounts SET hits = hits + 1 WHERE id = $1', [own + 1]);
        met[own].open();
        await met[own === 0 ? 1 : 0].opened;
        await tx.query('UPDATE accounts SET hits = hits + 1 WHERE id = $1', [2 - own]);
      });
    await Promise.all([hit(0), hit(1)]);
    expect(tries).toBe(3);
    expect(await rows(db, 'SELECT hits FROM accounts')).toEqual([{ hits: 2 }, { hits: 2 }]);
  }, 30_000);

  it('is not tried again for a mistake', async () => {
    let tries = 0;
    const duplicate = transaction(db, async (tx) => {
      tries += 1;
      await tx.query('INSERT INTO accounts VALUES (1)');
    });
    const error = await failureOf(duplicate);
    expect([tries, isUniqueViolation(error), constraintOf(error)]).toEqual([1, true, 'accounts_pkey']);
    expect(isDatabaseAway(error)).toBe(false);
  });
});

describe('a database that is away', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['ended the connection', () => db.transaction((tx) => tx.query('SELECT pg_terminate_backend(pg_backend_pid())'))],
    [
      'does not listen',
      () => openDatabase({ url: 'postgres://u:p@127.0.0.1:1/nothing', applicationName: 'data-source-test' }),
    ],
  ])('is known by its errors: it %s', async (_, work) => {
    expect(isDatabaseAway(await failureOf(work()))).toBe(true);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'a statement that took too long',
      () =>
        db.transaction(async (tx) => {
          await tx.query('SET LOCAL statement_timeout = 1');
          await tx.query('SELECT pg_sleep(10)');
        }),
    ],
    [
      'a transaction that lost its conflicts however often it was tried',
      () => transaction(db, (tx) => tx.query(`DO $$ BEGIN RAISE 'deadlock' USING ERRCODE = '40P01'; END $$`)),
    ],
  ])('is what a busy one counts as: %s', async (_, work) => {
    expect(isDatabaseAway(await failureOf(work()))).toBe(true);
  });

  it('is not what a wrong statement means', async () => {
    const error = await failureOf(db.query('SELECT nothing'));
    expect(error).toBeDefined();
    expect(isDatabaseAway(error)).toBe(false);
  });

  it('is connected to again', async () => {
    expect(await row(db, 'SELECT 1 AS one')).toEqual({ one: 1 });
  });
});
