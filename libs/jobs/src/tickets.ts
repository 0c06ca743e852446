import { randomUUID } from 'node:crypto';
import type { Band } from '#libs/domain';
import { ErrorCode } from 'bullmq';
import { z } from 'zod';
import { ticketId } from './names.js';
import { SHARED, type QueueStore, type StoreQueue, type StoreWorker } from './queue-store.js';

const ticketSchema = z.strictObject({
  jobId: z.uuid(),
  generation: z.int().nonnegative(),
  band: z.literal([1, 2, 3] satisfies Band[]),
});
export type Ticket = Readonly<z.infer<typeof ticketSchema>>;

/** A ticket that nobody else can take until its lock runs out. */
export interface TakenTicket extends Ticket {
  /** Removes the ticket. Harmless when it was lost meanwhile: whoever takes it again finds a job that has moved on. */
  acknowledge(): Promise<void>;
  /** Moves the ticket behind its band, in one step. Harmless when it was lost meanwhile: it comes back by itself. */
  putBack(): Promise<void>;
  /** Returns the ticket to the front of its band, as if it had not been taken. Harmless when it was lost meanwhile. */
  returnUntouched(): Promise<void>;
}

/** The lock ran out (and perhaps somebody else has the ticket), or the store was emptied. */
const LOST: ReadonlySet<unknown> = new Set([
  ErrorCode.JobNotExist,
  ErrorCode.JobLockNotExist,
  ErrorCode.JobNotInState,
  ErrorCode.JobLockMismatch,
]);

async function unlessLost(step: Promise<unknown>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!(typeof error === 'object' && error !== null && 'code' in error && LOST.has(error.code))) throw error;
  }
}

/** A ticket may stall any number of times: nothing is wrong with a job because its claimers died. Fits an int4. */
const NEVER_FAILED_FOR_STALLING = 2 ** 31 - 1;

/**
 * The ready window of one pool. Order: by band, in a band as released. Holds no connection, timer or listener of its own:
 * it may be dropped and made again at any time, and two of them for one pool are one queue.
 */
export class TicketQueue {
  readonly #store: QueueStore;
  readonly #queue: StoreQueue;
  /** Never runs: BullMQ's way to fetch by hand. It starts stall checks and lock renewal only in `run()`. */
  readonly #taker: StoreWorker;
  readonly #assertOpen: () => void;

  constructor(name: string, store: QueueStore, options: { ticketLockMs: number; assertOpen: () => void }) {
    this.#assertOpen = options.assertOpen;
    this.#store = store;
    this.#queue = new store.commands.Queue(name, {
      connection: SHARED,
      // Nobody reads a pool's events. Not 0: on PostgreSQL that means "never trim".
      streams: { events: { maxLen: 100 } },
    });
    this.#taker = new store.commands.Worker(name, undefined, {
      connection: SHARED,
      autorun: false,
      lockDuration: options.ticketLockMs,
      stalledInterval: Math.ceil(options.ticketLockMs / 15),
      maxStalledCount: NEVER_FAILED_FOR_STALLING,
    });
  }

  /** Adds tickets in this order. One that waits or is taken already stays as it is. */
  async release(tickets: readonly Ticket[]): Promise<void> {
    this.#assertOpen();
    const jobs = tickets.map((ticket) => {
      const data = ticketSchema.parse(ticket);
      const jobId = ticketId(data.jobId, data.generation);
      return { name: 'ticket', data, opts: { jobId, priority: data.band, removeOnComplete: true } };
    });
    const [first] = jobs;
    if (first === undefined) return;
    // On PostgreSQL a bulk add makes two temporary tables: too much catalog work for one ticket.
    if (jobs.length === 1) await this.#queue.add(first.name, first.data, first.opts);
    else await this.#queue.addBulk(jobs);
  }

  /** Pops the first ticket, or answers undefined at once. */
  async take(): Promise<TakenTicket | undefined> {
    this.#assertOpen();
    for (;;) {
      const token = randomUUID();
      const job = await this.#taker.getNextJob(token, { block: false });
      if (job?.id === undefined) return undefined;
      const { id } = job;
      const acknowledge = () => unlessLost(job.moveToCompleted(null, token, false));
      const ticket = ticketSchema.safeParse(job.data);
      if (ticket.success) {
        const putBack = () => unlessLost(this.#taker.getBackend().retryJob(id, false, token));
        const returnUntouched = () => unlessLost(this.#taker.getBackend().moveJobFromActiveToWait(id, token));
        return { ...ticket.data, acknowledge, putBack, returnUntouched };
      }
      // Not a ticket of ours: the window is rebuilt from PostgreSQL, so dropping it loses nothing.
      await acknowledge();
    }
  }

  /**
   * Brings back tickets whose lock has run out; answers how many. A pass marks what is taken and the next one returns what
   * was marked and has lost its lock, so call it regularly: a dead taker's ticket is back one call after its lock's end.
   * Passes closer together than a fifteenth of the lock mark nothing, whoever makes them. A ticket brought back goes to the
   * front of its band on Redis and behind its band on PostgreSQL, never ahead of a better one.
   */
  async recoverStalled(): Promise<number> {
    this.#assertOpen();
    return this.#store.recoverStalled(this.#queue.name, this.#taker.getBackend());
  }

  /** How many tickets wait; taken ones don't count. */
  async waiting(): Promise<number> {
    this.#assertOpen();
    return this.#queue.count();
  }

  /** Removes a waiting ticket. A taken one stays with its taker. */
  async remove(jobId: string, generation: number): Promise<void> {
    this.#assertOpen();
    await this.#queue.remove(ticketId(jobId, generation), { removeChildren: false });
  }
}
