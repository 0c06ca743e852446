import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

import { migrate } from '#libs/database';

/** A database of one suite. */
export interface TestDatabase {
  /** `postgres://…` of a role that owns it and everything in it. */
  readonly url: string;
  /** Ends whatever is still connected and drops it; later calls do nothing. */
  drop(): Promise<void>;
}

/**
 * Clones the run's migrated template. The first caller of the run makes the template, in this process rather than in
 * Jest's global setup, so that the migrations under test are the sources and not an older build.
 */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(async (client, name) => {
    await copyDatabase(client, await migratedTemplate(client), name);
  });
}

/**
 * Clones a template that has more in it than the migrations: the first caller of the run fills it.
 *
 * @param what is in it: part of its name
 * @param fill is given the URL of a migrated database, to which nothing may be connected when it is done
 */
export function createFilledDatabase(what: string, fill: (url: string) => Promise<void>): Promise<TestDatabase> {
  return createDatabase(async (client, name) => {
    const migrated = await migratedTemplate(client);
    const filled = await ensureTemplate(client, `${templateName()}_${what}`, async (unfinished) => {
      await copyDatabase(client, migrated, unfinished);
      await fill(urlOf(unfinished));
    });
    await copyDatabase(client, filled, name);
  });
}

/** An empty database, for tests of the migrations themselves. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase(async (client, name) => void (await client.query(`CREATE DATABASE ${name}`)));
}

async function createDatabase(create: (client: Client, name: string) => Promise<void>): Promise<TestDatabase> {
  const name = `shipei_test_${runName()}_${randomBytes(6).toString('hex')}`;
  await asAdministrator((client) => create(client, name));
  return {
    url: urlOf(name),
    drop: () =>
      asAdministrator(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

function migratedTemplate(client: Client): Promise<string> {
  return ensureTemplate(client, templateName(), async (unfinished) => {
    await client.query(`CREATE DATABASE ${unfinished}`);
    await migrate(urlOf(unfinished));
  });
}

/** Renaming publishes the template: a run killed in mid-migration leaves none that looks complete. */
async function ensureTemplate(
  client: Client,
  template: string,
  make: (unfinished: string) => Promise<void>,
): Promise<string> {
  await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [template]);
  try {
    const existing = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (existing.rowCount !== 0) return template;
    const unfinished = `${template}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await make(unfinished);
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
    return template;
  } finally {
    await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [template]);
  }
}

/** Copying files beats writing the copy to the log where nothing is flushed to disk. */
async function copyDatabase(client: Client, template: string, name: string): Promise<void> {
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
}

async function asAdministrator(work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: variable('SHIPEI_TEST_DATABASE_URL') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(variable('SHIPEI_TEST_DATABASE_URL'));
  url.pathname = `/${database}`;
  return url.href;
}

function runName(): string {
  const run = variable('SHIPEI_TEST_RUN');
  if (!/^[0-9a-f]+$/.test(run)) throw new Error('SHIPEI_TEST_RUN must be hexadecimal: it becomes part of SQL names');
  return run;
}

function templateName(): string {
  return `shipei_template_${runName()}`;
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`${name} is not set: run through "npm test" or plain jest with this repository's configuration`);
  }
  return value;
}
