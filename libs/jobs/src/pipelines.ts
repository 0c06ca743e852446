import { z } from 'zod';

interface Pipeline {
  readonly payload: z.ZodType;
  /** Set: one run is due every so many milliseconds, whatever the number of worker processes. */
  readonly everyMs?: number;
  /**
   * Set: the field that names what the job is about, where one job about it at a time is enough. Telling the queue again
   * of what still waits, runs or is being retried then adds nothing.
   */
  readonly subject?: string;
}

/**
 * Every queue of the worker app with the payload of its one kind of job. Payloads hold ids only: the state they speak of
 * is read from PostgreSQL when the job runs, so a late or doubled delivery does no harm.
 */
export const PIPELINES = {
  'route-job': { payload: z.strictObject({ jobId: z.uuid() }), subject: 'jobId' },
  'fill-window': { payload: z.strictObject({ poolId: z.uuid() }) },
  'evaluate-attempt': { payload: z.strictObject({ attemptId: z.uuid() }), subject: 'attemptId' },
  'issue-certificate': { payload: z.strictObject({ jobId: z.uuid() }), subject: 'jobId' },
  'deliver-notices': { payload: z.strictObject({ deliveryId: z.uuid() }), subject: 'deliveryId' },
  'tell-changes': { payload: z.strictObject({}), everyMs: 2_000 },
  // Each step once more does no harm: it looks at the import's state first.
  'run-import': { payload: z.strictObject({ importId: z.uuid(), step: z.enum(['check', 'apply', 'undo']) }) },
  'sweep-leases': { payload: z.strictObject({}), everyMs: 1_000 },
  'refresh-waiting': { payload: z.strictObject({}), everyMs: 1_000 },
  'recover-tickets': { payload: z.strictObject({}), everyMs: 5_000 },
  'rebuild-tickets': { payload: z.strictObject({}), everyMs: 30_000 },
} as const satisfies Record<string, Pipeline>;

export type QueueName = keyof typeof PIPELINES;
export type PipelinePayloads = { [Q in QueueName]: z.infer<(typeof PIPELINES)[Q]['payload']> };

/** What {@link Queues.addBulk} takes; the fields beside queue and payload are those of {@link AddOptions}. */
export type PipelineJob = { [Q in QueueName]: { queue: Q; payload: PipelinePayloads[Q] } & AddOptions }[QueueName];

export interface AddOptions {
  /** Adding a second job under an id that still waits, runs or has failed is a no-op. No `:`, and not an integer. */
  readonly jobId?: string;
}

// The keys of the `satisfies` table are exactly QueueName.
export const QUEUE_NAMES = Object.keys(PIPELINES) as QueueName[];

/** The interval of a scheduled queue in milliseconds; undefined for a queue that only runs what was added. */
export function scheduleOf(queue: QueueName): number | undefined {
  const pipeline: Pipeline = PIPELINES[queue];
  return pipeline.everyMs;
}

/** A payload that its queue's schema refuses, or a queue that does not exist. Retrying cannot help. */
export class PayloadRefused extends Error {
  constructor(
    readonly queue: string,
    reason: string,
  ) {
    super(`Payload refused by queue ${queue}: ${reason}`);
    this.name = 'PayloadRefused';
  }
}

export function parsePayload<Q extends QueueName>(queue: Q, payload: unknown): PipelinePayloads[Q] {
  const parsed = PIPELINES[queue].payload.safeParse(payload);
  if (!parsed.success) throw new PayloadRefused(queue, z.prettifyError(parsed.error));
  // The schema was looked up by Q, so its output is the payload of Q; the compiler only sees the union.
  return parsed.data as PipelinePayloads[Q];
}

/** Types a pair read from outside, such as an outbox row. Throws {@link PayloadRefused}. */
export function parsePipelineJob(queue: string, payload: unknown): PipelineJob {
  const name = QUEUE_NAMES.find((known) => known === queue);
  if (name === undefined) throw new PayloadRefused(queue, 'no such queue');
  const parsed: Readonly<Record<string, string>> = parsePayload(name, payload);
  const { subject }: Pipeline = PIPELINES[name];
  const jobId = subject === undefined ? undefined : parsed[subject];
  // Correlated union: parsePayload has just matched the payload to this very queue.
  return { queue: name, payload: parsed, ...(jobId === undefined ? {} : { jobId }) } as PipelineJob;
}
