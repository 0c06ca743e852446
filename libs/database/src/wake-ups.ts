import pg from 'pg';
import type { DataSource } from 'typeorm';

const CHANNEL = 'shipei_wake';
const RECONNECT_MS = [100, 250, 500, 1_000, 2_000, 5_000];

/**
 * `outbox` · `pool:<id>` tickets were released · `job:<id>` something a follower of the job wants to see ·
 * `agent:<id>` a directive for an agent · `matrix` a revision was
 * committed.
 */
export type WakeTopic = 'outbox' | 'matrix' | `pool:${string}` | `job:${string}` | `agent:${string}`;

/**
 * Wakes the processes that wait for these topics. Its own statement, never inside a business transaction: NOTIFY takes an
 * instance-wide lock at commit. Best effort, so it never throws: what it tells of has been committed, each waiter also
 * looks by itself from time to time, and whoever was told "failed" would do again what has been done.
 */
export async function wake(dataSource: DataSource, ...topics: WakeTopic[]): Promise<void> {
  if (topics.length === 0) return;
  try {
    await dataSource.query('SELECT pg_notify($1, topic) FROM unnest($2::text[]) AS topic', [
      CHANNEL,
      [...new Set(topics)],
    ]);
  } catch (error) {
    dataSource.logger.log('warn', { err: error, topics });
  }
}

/** One subscription per process, whatever the number of waiters. */
export class WakeUps {
  readonly #url: string;
  readonly #listeners = new Map<string, Set<() => void>>();
  #client: pg.Client | undefined;
  #closed = false;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(url: string) {
    this.#url = url;
  }

  static async open(url: string): Promise<WakeUps> {
    const wakeUps = new WakeUps(url);
    try {
      await wakeUps.#connect();
    } catch (error) {
      // Whoever fails to open has nothing to close: no retry may live on.
      await wakeUps.close();
      throw error;
    }
    return wakeUps;
  }

  /** Calls `listener` on each wake-up of `topic`; returns how to stop. */
  on(topic: WakeTopic, listener: () => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(topic, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(topic) === listeners) this.#listeners.delete(topic);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#client?.end();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'shipei-wake-ups',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 5_000,
    });
    client.on('notification', (message) => this.#dispatch(message.payload ?? ''));
    client.on('error', () => this.#reconnect(client));
    client.on('end', () => this.#reconnect(client));
    this.#client = client;
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    this.#failures = 0;
    // Whatever was missed while there was no connection: everybody looks once.
    for (const topic of this.#listeners.keys()) this.#dispatch(topic);
  }

  #dispatch(topic: string): void {
    for (const listener of this.#listeners.get(topic) ?? []) listener();
  }

  #reconnect(client: pg.Client): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    client.removeAllListeners('end');
    void client.end().catch(() => undefined);
    const delay = RECONNECT_MS[Math.min(this.#failures, RECONNECT_MS.length - 1)];
    this.#failures += 1;
    this.#timer = setTimeout(() => {
      const failed = (): void => {
        if (this.#client !== undefined) this.#reconnect(this.#client);
      };
      this.#connect().catch(failed);
    }, delay);
  }
}
