import { EventEmitter } from 'node:events';
import { PostgresConnection, PostgresQueueBackend, withBackend } from 'bullmq';
import type { IQueueBackend } from 'bullmq';
import type { JobLog } from './log.js';
import { restingAfterErrors } from './outages.js';
import { type SHARED, type QueueStore } from './queue-store.js';

interface PostgresStoreSettings {
  readonly databaseUrl: string;
  readonly schema: string;
  readonly poolMax: number;
  readonly answerWithinMs: number;
  readonly log: JobLog | undefined;
}

/**
 * All consumers share one LISTEN client and subscribe on it at the same time, which pg deprecates (a client takes one
 * query at a time): here each waits for the one before.
 */
class SharedConnection extends PostgresConnection {
  readonly #inTurn = new WeakSet<object>();

  override async getListenClient(): ReturnType<PostgresConnection['getListenClient']> {
    const client = await super.getListenClient();
    if (!this.#inTurn.has(client)) {
      this.#inTurn.add(client);
      // A listener a queue, however many there are.
      if (client instanceof EventEmitter) client.setMaxListeners(0);
      const query: typeof client.query = client.query.bind(client);
      let last: Promise<unknown> = Promise.resolve();
      client.query = <R>(text: string, params?: readonly unknown[]) => {
        const next = last.then(() => query<R>(text, params));
        last = next.catch(() => undefined);
        return next;
      };
    }
    return client;
  }
}

/**
 * Opens the queues in their own schema, creating or upgrading it. Several processes may do so at once: BullMQ's migrator
 * holds an advisory lock from its first statement on.
 */
export async function openPostgresStore(settings: PostgresStoreSettings): Promise<QueueStore> {
  const connection = new SharedConnection({
    connectionString: settings.databaseUrl,
    schema: settings.schema,
    migrate: true,
    max: settings.poolMax,
    connectionTimeoutMillis: 5_000,
    // A connection that went silent answers nothing and breaks nothing: without an end to waiting, whoever takes a ticket,
    // fetches the next sweep or relays the outbox would wait on it for ever. The pool drops a client that ran out of it.
    query_timeout: settings.answerWithinMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'shipei-queues',
  });
  connection.on('error', (error: Error) =>
    settings.log?.warn({ err: error }, 'connection of the queues to PostgreSQL lost; it is made again on use'),
  );
  try {
    await connection.waitUntilReady();
  } catch (error) {
    await connection.close();
    throw error;
  }

  const consumers = new Set<PostgresQueueBackend>();
  // BullMQ renews LISTEN only for the backend that owns the connection; here nobody owns it, so each consumer is told.
  connection.on('listenerinvalidated', () => {
    for (const consumer of consumers) {
      void consumer.disconnectBlocking().then(() => consumer.reconnectBlocking());
    }
  });

  return {
    backend: 'postgresql',
    commands: withBackend<IQueueBackend, typeof SHARED>(
      (name, options) => new PostgresQueueBackend(connection, name, options, false),
    ),
    consumers: withBackend<IQueueBackend, typeof SHARED>((name, options) => {
      const consumer = restingAfterErrors(new PostgresQueueBackend(connection, name, options, false));
      consumers.add(consumer);
      return consumer;
    }),
    recoverStalled: async (_queue, backend) => (await backend.moveStalledJobsToWait()).length,
    ping: async () => void (await connection.pool.query('SELECT 1')),
    close: () => connection.close(),
  };
}
