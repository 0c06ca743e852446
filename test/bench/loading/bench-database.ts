import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase } from '#libs/database';
import { readCatalogue } from '#libs/registry';
import { Client } from 'pg';
import { startPostgres } from '../../../apps/standalone/src/postgres/start-postgres.js';
import type { Say } from '../say.js';
import type { WorldSize } from '../world/size.js';
import { loadWorld } from './load-world.js';

/** A PostgreSQL for measuring: its data survives the run, so that a world is loaded once. */
export interface BenchServer {
  /** A copy of the world that the run may write to. */
  world(size: WorldSize): Promise<string>;
  /** A database with nothing in it, of this run alone. */
  empty(name: string): Promise<string>;
  /** Drops the copies and stops the server. */
  stop(): Promise<void>;
}

/** @throws EmbeddedPostgresError with a sentence for the person at the terminal, e.g. while another run uses it */
export async function startBenchServer(root: string, say: Say): Promise<BenchServer> {
  const server = await startPostgres({
    dataDir: path.join(root, '.shipei', 'bench-postgres'),
    log: (line) => say(line),
    purpose: 'test',
  });
  const administrator = new Client({ connectionString: server.url });
  const urlOf = (name: string): string => {
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  const drop = async (pattern: string): Promise<void> => {
    const found = await administrator.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE datname LIKE $1',
      [pattern],
    );
    for (const { name } of found.rows) await administrator.query(`DROP DATABASE ${name} WITH (FORCE)`);
  };
  const stop = async (): Promise<void> => {
    await drop('bench\\_run\\_%').catch(() => undefined);
    await administrator.end().catch(() => undefined);
    await server.stop();
  };
  try {
    await administrator.connect();
    await drop('bench\\_run\\_%');
    await drop('bench\\_unfinished\\_%');
    const fingerprint = await makersFingerprint(urlOf);
    return {
      stop,
      empty: async (name) => {
        await administrator.query(`CREATE DATABASE bench_run_${name}`);
        return urlOf(`bench_run_${name}`);
      },
      world: async (size) => {
        const name = `s${size.seed}_n${size.findings}`;
        const stored = `bench_world_${name}_${fingerprint}`;
        const existing = await administrator.query('SELECT 1 FROM pg_database WHERE datname = $1', [stored]);
        if (existing.rowCount === 0) {
          // What older sources made of the same seed and size is of no use any more.
          await drop(`bench\\_world\\_${name.replace('_', '\\_')}\\_%`);
          await make(administrator, urlOf, name, stored, size, say);
        } else {
          say(`使用已加载的数据 · Using the ${size.findings} findings that an earlier run loaded (seed ${size.seed})`);
        }
        await administrator.query(`CREATE DATABASE bench_run_${name} TEMPLATE ${stored} STRATEGY FILE_COPY`);
        return urlOf(`bench_run_${name}`);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Renaming publishes it: a run that was killed while loading leaves nothing that looks complete. */
async function make(
  administrator: Client,
  urlOf: (name: string) => string,
  name: string,
  stored: string,
  size: WorldSize,
  say: Say,
): Promise<void> {
  say(`加载数据 · Loading ${size.findings} findings of ${size.releases} releases (seed ${size.seed})`);
  const begun = Date.now();
  const unfinished = `bench_unfinished_${name}`;
  await administrator.query(`CREATE DATABASE ${unfinished}`);
  await loadWorld(urlOf(unfinished), size);
  await administrator.query(`ALTER DATABASE ${unfinished} RENAME TO ${stored}`);
  say(`已加载 · Loaded in ${Math.round((Date.now() - begun) / 1000)} s`);
}

/** Changes whenever the same seed would make another database: the generator, the migrations or the catalogue changed. */
async function makersFingerprint(urlOf: (name: string) => string): Promise<string> {
  const digest = createHash('sha256');
  for (const folder of ['../world', '.']) {
    const directory = path.join(import.meta.dirname, folder);
    for (const name of (await readdir(directory)).filter((file) => file.endsWith('.js')).sort()) {
      digest.update(name).update(await readFile(path.join(directory, name)));
    }
  }
  const db = await openDatabase({ url: urlOf('postgres'), poolMax: 2, applicationName: 'shipei-bench' });
  try {
    for (const { name } of db.migrations) digest.update(`${name ?? ''}\n`);
  } finally {
    await db.destroy();
  }
  return digest
    .update((await readCatalogue()).contentSha256)
    .digest('hex')
    .slice(0, 12);
}
