import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import { migrate } from '#libs/database';
import { emptyDatabase } from './empty-database.js';

const database = emptyDatabase();

async function applied(): Promise<string[]> {
  const { rows } = await database.client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  return rows.map(({ name }) => name);
}

describe('migrate', () => {
  // To PostgreSQL a process is a connection, and each call opens its own.
  it('brings an empty database up to date, by however many at once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => migrate(database.url)));
    const names = await applied();
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
  }, 60_000);

  it('does nothing to a database that is up to date', async () => {
    await migrate(database.url);
    const before = await applied();
    await database.client.query("INSERT INTO revisions VALUES (1, now(), 'kept')");
    await migrate(database.url);
    expect(await applied()).toEqual(before);
    expect((await database.client.query('SELECT change FROM revisions')).rows).toEqual([{ change: 'kept' }]);
  }, 60_000);

  it('leaves nothing by half where a statement fails, and goes on once the reason is gone', async () => {
    await database.client.query('CREATE TABLE findings (in_the_way integer)');
    await expect(migrate(database.url)).rejects.toThrow('already exists');
    const { rows } = await database.client.query(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    );
    expect(rows).toEqual([{ tablename: 'findings' }, { tablename: 'migrations' }]);
    await database.client.query('DROP TABLE findings');
    await migrate(database.url);
    expect((await applied()).length).toBeGreaterThan(0);
  }, 60_000);

  it('waits for nobody who is gone: a killed migration gives its lock back', async () => {
    const holder = new Client({ connectionString: database.url, application_name: 'killed-migration' });
    holder.on('error', () => undefined);
    await holder.connect();
    await holder.query('SELECT pg_advisory_lock(1397246288)');
    const waiting = migrate(database.url);
    const blocked = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    while ((await database.client.query(blocked)).rowCount === 0) await database.client.query('SELECT pg_sleep(0.01)');
    expect((await database.client.query("SELECT to_regclass('migrations') AS table")).rows).toEqual([{ table: null }]);
    await database.client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'killed-migration'",
    );
    await waiting;
    expect((await applied()).length).toBeGreaterThan(0);
  }, 60_000);
});
