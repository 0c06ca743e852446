import type { JobLog } from './log.js';
import { assertPoolQueueName } from './names.js';
import { parsePayload, type AddOptions, type PipelineJob, type PipelinePayloads, type QueueName } from './pipelines.js';
import { openPostgresStore } from './postgresql-store.js';
import { runProcessors, type Processors, type RunOptions } from './processors.js';
import { SHARED, type QueueBackend, type QueueStore, type StoreQueue } from './queue-store.js';
import { openRedisStore } from './redis-store.js';
import { retryOptions } from './retry.js';
import { TicketQueue } from './tickets.js';

export interface QueueSettings {
  readonly databaseUrl: string;
  /** Set: the queues live in this Redis, Valkey or Dragonfly. Else in PostgreSQL, where `databaseUrl` points. */
  readonly redisUrl?: string | undefined;
  /** Schema in PostgreSQL (default `bullmq`), key prefix in Redis (default `shipei`). */
  readonly namespace?: string | undefined;
  /** Most connections of this process to PostgreSQL for its queues. Default 5. A worker app holds one more, to listen. */
  readonly poolMax?: number | undefined;
  /** How long a taken ticket stays away when its taker dies, in milliseconds. Default 15 s (dispatch.md). */
  readonly ticketLockMs?: number | undefined;
  /**
   * How long a command waits for its answer, in milliseconds, before the store counts as silent. Default 20 s: longer than
   * the 10 s that a worker may block for a job, far shorter than a lease.
   */
  readonly answerWithinMs?: number | undefined;
  readonly log?: JobLog | undefined;
}

/** Ticket queues kept at hand; a dropped one costs nothing but making it again. */
const TICKET_QUEUES_KEPT = 1_024;

export async function openQueues(settings: QueueSettings): Promise<Queues> {
  const { databaseUrl, redisUrl, namespace, log } = settings;
  const common = { answerWithinMs: settings.answerWithinMs ?? 20_000, log };
  const store =
    redisUrl === undefined
      ? await openPostgresStore({
          databaseUrl,
          schema: namespace ?? 'bullmq',
          poolMax: settings.poolMax ?? 5,
          ...common,
        })
      : await openRedisStore({ redisUrl, prefix: namespace ?? 'shipei', ...common });
  return new Queues(store, settings.ticketLockMs ?? 15_000);
}

/** All queues of one process, over one connection (pool). Made by {@link openQueues}. */
export class Queues {
  readonly #store: QueueStore;
  readonly #ticketLockMs: number;
  readonly #pipelines = new Map<QueueName, StoreQueue>();
  readonly #tickets = new Map<string, TicketQueue>();
  readonly #stops: (() => Promise<void>)[] = [];
  #closing: Promise<void> | undefined;

  constructor(store: QueueStore, ticketLockMs: number) {
    this.#store = store;
    this.#ticketLockMs = ticketLockMs;
  }

  get backend(): QueueBackend {
    return this.#store.backend;
  }

  /** The ready window of a pool; `poolQueue` as from `poolQueueName`. */
  tickets(poolQueue: string): TicketQueue {
    assertPoolQueueName(poolQueue);
    const tickets =
      this.#tickets.get(poolQueue) ??
      new TicketQueue(poolQueue, this.#store, { ticketLockMs: this.#ticketLockMs, assertOpen: this.#assertOpen });
    // Least recently used first: a map keeps the order of insertion.
    this.#tickets.delete(poolQueue);
    this.#tickets.set(poolQueue, tickets);
    const [oldest] = this.#tickets.keys();
    if (oldest !== undefined && this.#tickets.size > TICKET_QUEUES_KEPT) this.#tickets.delete(oldest);
    return tickets;
  }

  /** Adds one pipeline job. Throws PayloadRefused before anything is added. */
  async add<Q extends QueueName>(queue: Q, payload: PipelinePayloads[Q], options: AddOptions = {}): Promise<void> {
    this.#assertOpen();
    await this.#pipeline(queue).add(queue, parsePayload(queue, payload), jobOptions(queue, options));
  }

  /** Adds many; all payloads are parsed before the first is added. Not atomic over several queues. */
  async addBulk(jobs: readonly PipelineJob[]): Promise<void> {
    this.#assertOpen();
    const parsed = jobs.map((job) => ({ ...job, payload: parsePayload(job.queue, job.payload) }));
    for (const queue of new Set(parsed.map((job) => job.queue))) {
      const added = parsed.filter((job) => job.queue === queue);
      await this.#pipeline(queue).addBulk(
        added.map((job) => ({ name: queue, data: job.payload, opts: jobOptions(queue, job) })),
      );
    }
  }

  /** Runs the processors that the features contribute; `close` ends them. Throws when a queue has none, or two. */
  async runProcessors(contributions: readonly Partial<Processors>[], options: RunOptions): Promise<void> {
    this.#assertOpen();
    this.#stops.push(await runProcessors(this.#store, (queue) => this.#pipeline(queue), contributions, options));
  }

  /** Throws when the store does not answer. */
  async ping(): Promise<void> {
    this.#assertOpen();
    await this.#store.ping();
  }

  /** Finishes the jobs under way, then lets go of every connection. */
  close(): Promise<void> {
    this.#closing ??= (async () => {
      for (const stop of this.#stops) await stop();
      await this.#store.close();
    })();
    return this.#closing;
  }

  #pipeline(queue: QueueName): StoreQueue {
    const known = this.#pipelines.get(queue);
    if (known !== undefined) return known;
    const made = new this.#store.commands.Queue(queue, {
      connection: SHARED,
      streams: { events: { maxLen: 1_000 } },
    });
    this.#pipelines.set(queue, made);
    return made;
  }

  /** On PostgreSQL a call after close would never settle: BullMQ parks it. */
  readonly #assertOpen = (): void => {
    if (this.#closing !== undefined) throw new Error('The queues of this process are closed');
  };
}

function jobOptions(queue: QueueName, { jobId }: AddOptions) {
  return {
    ...retryOptions(queue),
    ...(jobId === undefined ? {} : { jobId }),
  };
}
