import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { Redis } from 'ioredis';
import { Client } from 'pg';

import { openQueues, type Queues, type QueueSettings } from '#libs/jobs';
import { createEmptyDatabase } from '../support/database.js';
import type { QueueBackend } from '../support/redis.js';

/** A place for queues to live in, seen from outside. */
export interface StoreUnderTest {
  /** Of the server, as the queues are told. */
  readonly url: string;
  /** Another process's view of the same queues, closed with the store. */
  open(settings?: Partial<QueueSettings>): Promise<Queues>;
  /** Empties the store behind the queues' back. */
  wipe(): Promise<void>;
  /** Replaces the payload of every job in a pipeline queue, as an older release might have written it. */
  overwritePayloads(queue: string, payload: unknown): Promise<void>;
  /** Connections that queues hold now. */
  connections(): Promise<number>;
  /** Those of them that PostgreSQL wakes; 0 on Redis. */
  listeners(): Promise<number>;
  /** Cuts all of them. */
  cutConnections(): Promise<void>;
  close(): Promise<void>;
}

/** BullMQ brings its own schema, so the database needs none of ours. */
export async function storeUnderTest(backend: QueueBackend): Promise<StoreUnderTest> {
  return backend.name === 'redis' ? redisUnderTest(backend.url) : postgresUnderTest();
}

function opener(where: QueueSettings) {
  const opened: Queues[] = [];
  return {
    open: async (settings: Partial<QueueSettings> = {}) => {
      const queues = await openQueues({ ...where, ...settings });
      opened.push(queues);
      return queues;
    },
    closeAll: () => Promise.all(opened.map((queues) => queues.close())),
  };
}

async function postgresUnderTest(): Promise<StoreUnderTest> {
  const database = await createEmptyDatabase();
  const observer = new Client({ connectionString: database.url });
  await observer.connect();
  const { open, closeAll } = opener({ databaseUrl: database.url });
  const others = 'FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
  return {
    url: database.url,
    open,
    wipe: async () => {
      const tables = await observer.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
         WHERE schemaname = 'bullmq' AND tablename <> 'migration'`,
      );
      const truncate = `TRUNCATE ${tables.rows.map((table) => table.name).join(', ')}`;
      // Against workers at work PostgreSQL may choose this statement as the victim of a deadlock: it did nothing then.
      for (let tries = 1; ; tries += 1) {
        try {
          await observer.query(truncate);
          return;
        } catch (error) {
          const deadlock = typeof error === 'object' && error !== null && 'code' in error && error.code === '40P01';
          if (!deadlock || tries === 10) throw error;
        }
      }
    },
    overwritePayloads: async (queue, payload) => {
      await observer.query('UPDATE bullmq.job SET data = $2 WHERE queue = $1', [queue, JSON.stringify(payload)]);
    },
    connections: async () => {
      const counted = await observer.query<{ count: number }>(`SELECT count(*)::int AS count ${others}`);
      return counted.rows[0]?.count ?? 0;
    },
    listeners: async () => {
      const counted = await observer.query<{ count: number }>(
        `SELECT count(*)::int AS count ${others} AND query ~* '^\\s*(--.*\\n\\s*)*listen'`,
      );
      return counted.rows[0]?.count ?? 0;
    },
    cutConnections: async () => void (await observer.query(`SELECT pg_terminate_backend(pid) ${others}`)),
    close: async () => {
      await closeAll();
      await observer.end();
      await database.drop();
    },
  };
}

async function redisUnderTest(redisUrl: string): Promise<StoreUnderTest> {
  // The server may be somebody else's: touch nothing but this prefix and the connections named after it.
  const namespace = `shipei-test-${randomBytes(6).toString('hex')}`;
  const observer = new Redis(redisUrl, { lazyConnect: true });
  await observer.connect();
  const { open, closeAll } = opener({ databaseUrl: '', redisUrl, namespace });
  const wipe = async () => {
    const keys = await observer.keys(`${namespace}:*`);
    if (keys.length > 0) await observer.del(keys);
  };
  const ours = async () => {
    const lines = String(await observer.client('LIST')).split('\n');
    // BullMQ names a worker's blocking connection <prefix>:<queue>.
    return lines.filter((line) => line.includes(` name=${namespace}-queues `) || line.includes(` name=${namespace}:`));
  };
  return {
    url: redisUrl,
    open,
    wipe,
    overwritePayloads: async (queue, payload) => {
      const keys = await observer.keys(`${namespace}:{${queue}}:*`);
      for (const key of keys) {
        if ((await observer.type(key)) === 'hash' && (await observer.hexists(key, 'data')) === 1) {
          await observer.hset(key, 'data', JSON.stringify(payload));
        }
      }
    },
    connections: async () => (await ours()).length,
    listeners: async () => 0,
    cutConnections: async () => {
      for (const line of await ours()) {
        const id = /(?:^| )id=(\d+) /.exec(line)?.[1];
        if (id !== undefined) await observer.client('KILL', 'ID', id);
      }
    },
    close: async () => {
      await closeAll();
      await wipe();
      observer.disconnect();
    },
  };
}

/** Asks until the answer is neither undefined nor false. */
export async function eventually<T>(ask: () => Promise<T> | T, what: string, withinMs = 15_000): Promise<T & {}> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await pause(20);
  }
}
