import { createRedisBackend, QueueKeys, RedisConnection, RedisQueueBackend, withBackend } from 'bullmq';
import type { IQueueBackend, QueueOptions } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import type { JobLog } from './log.js';
import { restingAfterErrors } from './outages.js';
import { type SHARED, type QueueStore } from './queue-store.js';

interface RedisStoreSettings {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly answerWithinMs: number;
  readonly log: JobLog | undefined;
}

/** A queue's keys must share one hash slot of a Redis Cluster; Dragonfly pins a queue to a thread by the same tag. */
const inOneSlot = (queue: string) => `{${queue}}`;

/**
 * A client that has connected once. The first try is the only one: a wrong address should fail the boot with its reason
 * (ioredis itself rejects with "Connection is closed"). Later losses are retried for ever.
 */
async function connectOnce(redisUrl: string, options: RedisOptions, log: JobLog | undefined): Promise<Redis> {
  let connected = false;
  let reason: Error | undefined;
  const retryStrategy = (times: number) => (connected ? Math.min(times * 50, 2_000) : null);
  const client = new Redis(redisUrl, { ...options, lazyConnect: true, retryStrategy });
  client.on('error', (error: Error) => {
    reason = error;
    if (connected) log?.warn({ err: error }, 'connection of the queues to Redis lost; retrying');
  });
  try {
    await client.connect();
  } catch (error) {
    throw new Error(`Redis does not answer: ${reason?.message ?? String(error)}`, { cause: error });
  }
  connected = true;
  return client;
}

/** With this token BullMQ asks for no lock: it has run out. */
const WITHOUT_LOCK = '0';

/**
 * BullMQ's own recovery appends stalled jobs to the list that is served before every prioritized one, so a recovered
 * background job would overtake all bands. Here each goes to the front of its own band, in one step.
 */
async function putStalledBack(client: Redis, keyOf: (type: string) => string, backend: IQueueBackend): Promise<number> {
  const [marked, active] = await Promise.all([
    client.smembers(keyOf('stalled')),
    client.lrange(keyOf('active'), 0, -1),
  ]);
  let back = 0;
  for (const id of marked.filter((candidate) => active.includes(candidate))) {
    if ((await client.exists(`${keyOf(id)}:lock`)) > 0) continue;
    await backend.moveJobFromActiveToWait(id, WITHOUT_LOCK);
    back += 1;
  }
  return back;
}

async function reorder(client: Redis, key: string, id: string, backend: IQueueBackend): Promise<void> {
  const priority = Number(await client.hget(key, 'priority'));
  // Gone, or without a priority: then the list is its place.
  if (priority > 0) await backend.changePriority(id, priority, true);
}

/** Opens the queues in Redis, Valkey or Dragonfly. */
export async function openRedisStore(settings: RedisStoreSettings): Promise<QueueStore> {
  const { redisUrl, prefix, answerWithinMs, log } = settings;
  const named: RedisOptions = {
    connectionName: `${prefix}-queues`,
    keepAlive: 10_000,
    // A connection that went silent answers nothing and breaks nothing: no command waits on it for ever. Also inherited by
    // the connections that block for jobs: BullMQ blocks for at most 10 s at a time and has a watchdog of its own there.
    commandTimeout: answerWithinMs,
  };
  // Callers of the API want an error within a second or so, not a promise that outlives the outage.
  const client = await connectOnce(
    redisUrl,
    // Dropped when nothing at all came back: else every command would go into the same silence until TCP gives up.
    { ...named, maxRetriesPerRequest: 3, socketTimeout: answerWithinMs },
    log,
  );
  const connection = new RedisConnection(client, { shared: true, blocking: false });
  // The client's own listener logs it; without one here BullMQ's emitter would throw.
  connection.on('error', () => undefined);
  try {
    await connection.client;
  } catch (error) {
    client.disconnect();
    throw error;
  }

  // Workers live through an outage instead, and BullMQ demands `null` of whatever it duplicates to block on.
  let workers: Redis | undefined;
  const connectWorkers = () => {
    const made = new Redis(redisUrl, { ...named, maxRetriesPerRequest: null });
    made.on('error', (error: Error) => log?.warn({ err: error }, 'connection of the workers to Redis lost; retrying'));
    return made;
  };
  const keys = new QueueKeys(prefix);

  return {
    backend: 'redis',
    commands: withBackend<IQueueBackend, typeof SHARED>((name, options) => {
      const queue = inOneSlot(name);
      const withPrefix: QueueOptions = { ...options, connection: client, prefix };
      return new RedisQueueBackend(
        connection,
        queue,
        keys.getKeys(queue),
        (type) => keys.toKey(queue, type),
        withPrefix,
        undefined,
        false,
      );
    }),
    consumers: withBackend<IQueueBackend, typeof SHARED>((name, options) => {
      workers ??= connectWorkers();
      const withPrefix: QueueOptions = { ...options, connection: workers, prefix };
      return restingAfterErrors(createRedisBackend(inOneSlot(name), withPrefix, { withBlockingConnection: true }));
    }),
    recoverStalled: async (name, backend) => {
      const queue = inOneSlot(name);
      const back = await putStalledBack(client, (key) => keys.toKey(queue, key), backend);
      // Marks what is taken now, for the next pass. What it finds itself stalled between the two.
      const late = await backend.moveStalledJobsToWait();
      for (const id of late) await reorder(client, keys.toKey(queue, id), id, backend);
      return back + late.length;
    },
    ping: async () => void (await client.ping()),
    close: async () => {
      await connection.close();
      workers?.disconnect();
      if (client.status === 'ready') await client.quit();
      else client.disconnect();
    },
  };
}
