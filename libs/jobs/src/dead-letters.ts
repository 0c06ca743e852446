import { v5 as uuidFrom } from 'uuid';
import type { JobLog } from './log.js';
import type { QueueName } from './pipelines.js';
import type { StoreQueue } from './queue-store.js';

/** A pipeline job that failed for good. */
export interface DeadLetter {
  /** The same UUID at each delivery of this letter: a delivery cut short by a crash is made again. */
  readonly id: string;
  readonly queue: QueueName;
  readonly name: string;
  readonly jobId: string;
  /** As it was in the queue; not parsed, since a refused payload may be the very reason. */
  readonly payload: unknown;
  readonly error: string;
  readonly attempts: number;
}

/** Keeps the letter somewhere durable; when it throws, the letter is delivered again later. */
export type OnDeadLetter = (letter: DeadLetter) => Promise<void>;

/** Namespace of dead-letter ids (random, fixed). */
const LETTER_IDS = '8d6f7f0e-3c0b-4b61-9d52-3f1f6a7a2c11';

interface FailedJob {
  readonly id?: string;
  readonly name: string;
  readonly data: unknown;
  readonly failedReason: string;
  readonly attemptsMade: number;
  readonly finishedOn?: number;
  remove(): Promise<void>;
}

/** Hands failed jobs to the callback and then takes them out of the queue: delivered at least once, nearly always once. */
export class DeadLetterOffice {
  readonly #inFlight = new Map<string, Promise<void>>();

  constructor(
    private readonly onDeadLetter: OnDeadLetter,
    private readonly log: JobLog,
  ) {}

  deliver(queue: QueueName, job: FailedJob): Promise<void> {
    const jobId = job.id ?? '';
    const id = uuidFrom(`${queue}/${jobId}/${job.finishedOn ?? 0}`, LETTER_IDS);
    const letter = {
      id,
      queue,
      name: job.name,
      jobId,
      payload: job.data,
      error: job.failedReason,
      attempts: job.attemptsMade,
    };
    const running = this.#inFlight.get(id) ?? this.#hand(letter, job).finally(() => this.#inFlight.delete(id));
    this.#inFlight.set(id, running);
    return running;
  }

  async #hand(letter: DeadLetter, job: FailedJob): Promise<void> {
    try {
      await this.onDeadLetter(letter);
      await job.remove();
    } catch (error) {
      this.log.error(
        { err: error, queue: letter.queue, jobId: letter.jobId },
        'dead letter not delivered; trying again later',
      );
    }
  }

  /**
   * Delivers what crashed processes and failed deliveries left behind: jobs that failed more than `ageMs` milliseconds ago,
   * since a younger one is probably being delivered by the process in which it failed.
   */
  async deliverLeftovers(queue: QueueName, store: StoreQueue, ageMs: number): Promise<void> {
    const failed = await store.getFailed(0, 99);
    const due = failed.filter((job) => (job.finishedOn ?? 0) < Date.now() - ageMs);
    for (const job of due) await this.deliver(queue, job);
  }

  /** Resolves when no delivery is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#inFlight.values());
  }
}
