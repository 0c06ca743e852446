import { relayOutbox, type OutboxEntry, type RefusedEntry, type WakeUps } from '#libs/database';
import { deliverOutbox } from '#libs/dispatch';
import type { Queues } from '#libs/jobs';
import type { Logger } from '#libs/runtime';
import type { DataSource } from 'typeorm';

/** Safety net under the wake-ups. */
const LOOK_MS = 500;
const REST_AFTER_FAILURE_MS = 1_000;

/** Moves what the outbox holds into the queues as soon as it is told of it. Any number of processes may run one. */
export class OutboxRelay {
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  readonly #stopListening: () => void;
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly parts: { db: DataSource; queues: Queues; wakeUps: WakeUps; log: Logger }) {
    this.#stopListening = parts.wakeUps.on('outbox', () => this.#look());
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
    this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopListening();
    clearInterval(this.#timer);
    await this.#running;
  }

  #look(): void {
    this.#again = true;
    if (this.#stopped) return;
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined;
    });
  }

  async #deliver(entries: readonly OutboxEntry[]): Promise<RefusedEntry[]> {
    const { db, queues, log } = this.parts;
    const refused = await deliverOutbox(db, queues, entries);
    for (const { entry, error } of refused)
      log.error({ queue: entry.queue, error }, 'an outbox row became a dead letter');
    return refused;
  }

  async #drain(): Promise<void> {
    const { db, log } = this.parts;
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        while (!this.#stopped && (await relayOutbox(db, (entries) => this.#deliver(entries))) > 0);
      } catch (error) {
        log.error({ err: error }, 'relaying the outbox failed; nothing is lost, trying again');
        await new Promise((resolve) => setTimeout(resolve, REST_AFTER_FAILURE_MS));
      }
    }
  }
}
