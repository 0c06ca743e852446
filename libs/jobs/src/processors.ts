import { UnrecoverableError } from 'bullmq';
import { DeadLetterOffice, type OnDeadLetter } from './dead-letters.js';
import type { JobLog } from './log.js';
import { quietly } from './outages.js';
import { PayloadRefused, parsePayload, QUEUE_NAMES, scheduleOf } from './pipelines.js';
import type { PipelinePayloads, QueueName } from './pipelines.js';
import { SHARED, type QueueStore, type StoreQueue, type StoreWorker } from './queue-store.js';
import { RETRY_POLICIES } from './retry.js';
import { ensureSchedule } from './schedules.js';

export interface ProcessorContext {
  /** Id of the pipeline job, not of a test job. */
  readonly jobId: string;
  /** 1 for the first run. */
  readonly attempt: number;
  /** Names queue, job and attempt in each line. */
  readonly log: JobLog;
}

/** May run twice for one job, also at the same time (a worker that lost its lock): each must be idempotent. */
export type Processors = {
  [Q in QueueName]: (payload: PipelinePayloads[Q], context: ProcessorContext) => Promise<void>;
};

export interface RunOptions {
  readonly log: JobLog;
  readonly onDeadLetter: OnDeadLetter;
  /** Jobs that this process runs at once in each queue; scheduled queues run one. Default 4. */
  readonly concurrency?: number;
  /** After how long an undelivered dead letter is tried again, in milliseconds. Default 30 s. */
  readonly deadLetterRetryMs?: number;
}

/** Joins what the features bring. Throws where a queue has no processor, or two, or a processor has no queue. */
function collectProcessors(contributions: readonly Partial<Processors>[]): Processors {
  const names: string[] = contributions.flatMap((contribution) => Object.keys(contribution));
  const known: readonly string[] = QUEUE_NAMES;
  const missing = QUEUE_NAMES.filter((queue) => !names.includes(queue));
  const doubled = QUEUE_NAMES.filter((queue) => names.indexOf(queue) !== names.lastIndexOf(queue));
  const unknown = names.filter((name) => !known.includes(name));
  const complaints = [
    missing.length > 0 && `no processor for ${missing.join(', ')}`,
    doubled.length > 0 && `more than one processor for ${doubled.join(', ')}`,
    unknown.length > 0 && `no such queue: ${unknown.join(', ')}`,
  ].filter((complaint) => complaint !== false);
  if (complaints.length > 0) throw new Error(`Processors don't match the queues: ${complaints.join('; ')}`);
  // Just checked: each queue is there exactly once.
  return Object.assign({}, ...contributions) as Processors;
}

/**
 * A worker killed in mid-job gives it up after the lock; another one takes it within two checks. `runRetryDelay` is the
 * rest after a refused connection (BullMQ's default of 15 s is longer than the leases allow).
 */
const WORKER_OPTIONS = {
  connection: SHARED,
  autorun: false,
  lockDuration: 15_000,
  stalledInterval: 5_000,
  maxStalledCount: 3,
  runRetryDelay: 1_000,
} as const;
const LOOK_AFTER_SCHEDULES_MS = 2_000;

type StoreJob = NonNullable<Awaited<ReturnType<StoreWorker['getNextJob']>>>;

async function processJob<Q extends QueueName>(
  queue: Q,
  processors: Processors,
  job: StoreJob,
  log: JobLog,
): Promise<void> {
  const context = { jobId: job.id ?? '', attempt: job.attemptsMade + 1 };
  try {
    const payload = parsePayload(queue, job.data);
    await processors[queue](payload, { ...context, log: log.child({ queue, ...context }) });
  } catch (error) {
    if (error instanceof PayloadRefused) throw new UnrecoverableError(error.message);
    throw error;
  }
}

function watchFailures(queue: QueueName, worker: StoreWorker, office: DeadLetterOffice, log: JobLog): void {
  worker.on('failed', (job, error) => {
    if (job === undefined) return;
    const fields = { err: error, queue, jobId: job.id, attempt: job.attemptsMade };
    // BullMQ sets finishedOn only when no retry is left.
    if (job.finishedOn === undefined) log.warn(fields, 'pipeline job failed; it will be retried');
    else {
      log.error(fields, 'pipeline job failed for good');
      if (RETRY_POLICIES[queue].exhausted === 'dead-letter') void office.deliver(queue, job);
    }
  });
}

/** Runs `look` now and then until stopped; a failed look is logged, and the next one comes all the same. */
async function keepLooking(look: () => Promise<void>, everyMs: number, log: JobLog): Promise<() => Promise<void>> {
  let running: Promise<void> | undefined;
  const guarded = async () => {
    try {
      await look();
    } catch (error) {
      log.error({ err: error }, 'upkeep of the queues failed; trying again');
    }
  };
  await guarded();
  const timer = setInterval(() => {
    running ??= guarded().finally(() => (running = undefined));
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** Starts one worker per queue. The answer stops them: jobs under way are finished first. */
export async function runProcessors(
  store: QueueStore,
  queueOf: (queue: QueueName) => StoreQueue,
  contributions: readonly Partial<Processors>[],
  options: RunOptions,
): Promise<() => Promise<void>> {
  const processors = collectProcessors(contributions);
  const { log } = options;
  const office = new DeadLetterOffice(options.onDeadLetter, log);
  const complain = quietly(log);

  const workers = QUEUE_NAMES.map((queue) => {
    const concurrency = scheduleOf(queue) === undefined ? (options.concurrency ?? 4) : 1;
    const run = (job: StoreJob) => processJob(queue, processors, job, log);
    const worker = new store.consumers.Worker<unknown, unknown>(queue, run, { ...WORKER_OPTIONS, concurrency });
    worker.on('error', (error) => complain(error, { queue }, 'queue worker error'));
    watchFailures(queue, worker, office, log);
    return worker;
  });
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  for (const worker of workers) {
    worker.run().catch((error: unknown) => log.error({ err: error, queue: worker.name }, 'queue worker ended'));
  }

  const stopSchedules = await keepLooking(
    async () => {
      for (const queue of QUEUE_NAMES) await ensureSchedule(queue, queueOf(queue));
    },
    LOOK_AFTER_SCHEDULES_MS,
    log,
  );
  const retryMs = options.deadLetterRetryMs ?? 30_000;
  const stopLetters = await keepLooking(
    async () => {
      for (const queue of QUEUE_NAMES) await office.deliverLeftovers(queue, queueOf(queue), retryMs);
    },
    retryMs,
    log,
  );

  return async () => {
    await Promise.all([stopSchedules(), stopLetters()]);
    await Promise.all(workers.map((worker) => worker.close()));
    await office.settled();
  };
}
