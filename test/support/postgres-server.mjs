import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { transformFile } from '@swc/core';

/** More simultaneous test runs in one checkout than this are refused. */
const SLOTS = 16;

/**
 * Starts the embedded PostgreSQL for one test run: data that may be lost, and a role that may create databases.
 * Simultaneous runs in one checkout get a server each; a later run starts the first free one again, in a tenth of a
 * second.
 * @param {string} root the checkout
 * @param {(line: string) => void} log
 * @returns {Promise<{ url: string, stop(): Promise<void> }>}
 */
export async function startTestPostgres(root, log) {
  const { startPostgres } = await loadSupervisor(root);
  for (let slot = 1; slot <= SLOTS; slot += 1) {
    const dataDir = join(root, '.shipei', slot === 1 ? 'test-postgres' : `test-postgres-${slot}`);
    try {
      const server = await startPostgres({ dataDir, log, purpose: 'test' });
      try {
        await dropLeftovers(server.url);
      } catch (error) {
        await server.stop();
        throw error;
      }
      return server;
    } catch (error) {
      if (error.code !== 'in-use') throw error;
    }
  }
  throw new Error(`${SLOTS} test runs are busy in ${root}; wait for one to end`);
}

/** @param {string} root */
async function loadSupervisor(root) {
  const state = join(root, '.shipei');
  await mkdir(state, { recursive: true });
  const compiled = await mkdtemp(join(state, 'test-supervisor-'));
  try {
    return await import(pathToFileURL(await compileSupervisor(root, compiled)).href);
  } finally {
    await rm(compiled, { recursive: true, force: true });
  }
}

/**
 * Compiles the supervisor's few files alone: a test run needs no build, and never meets an old one.
 * @param {string} root the checkout
 * @param {string} into an existing directory below which its dependencies can be found
 * @returns {Promise<string>} path of the module that exports startPostgres
 */
export async function compileSupervisor(root, into) {
  const sources = join(root, 'apps', 'standalone', 'src', 'postgres');
  for (const name of await readdir(sources)) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    const { code } = await transformFile(join(sources, name), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'es6' },
    });
    await writeFile(join(into, name.replace(/\.ts$/, '.js')), code);
  }
  return join(into, 'start-postgres.js');
}

/**
 * A killed run leaves databases behind. This server is ours alone, so whatever is there is a leftover.
 * @param {string} url
 */
async function dropLeftovers(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await dropDatabases(client, 'shipei_t%');
  } finally {
    await client.end();
  }
}

/**
 * Drops what one run made on a server that others use too.
 * @param {string} url
 * @param {string} run
 */
export async function dropRun(url, run) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await dropDatabases(client, `shipei\\_t%\\_${run}%`);
  } finally {
    await client.end();
  }
}

/** @param {pg.Client} client @param {string} pattern */
async function dropDatabases(client, pattern) {
  const { rows } = await client.query('SELECT datname FROM pg_database WHERE datname LIKE $1', [pattern]);
  for (const { datname } of rows) {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(datname)} WITH (FORCE)`);
  }
}
