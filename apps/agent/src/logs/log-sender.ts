import type { Logger } from '#libs/runtime';
import type { AgentApi } from '../server/agent-api.js';
import { retryTransient } from '../server/retry.js';
import type { LogSpool } from './log-spool.js';

const MAX_CHUNKS = 200;
const MAX_BYTES = 256 * 1024;

/** Sends an attempt's log as it grows, each chunk until the server has acknowledged it. */
export class LogSender {
  readonly #stop = new AbortController();
  readonly #finishing = new AbortController();
  readonly #done: Promise<void>;

  constructor(
    private readonly api: AgentApi,
    private readonly attempt: { readonly id: string; readonly secret: string },
    private readonly spool: LogSpool,
    private readonly log: Logger,
  ) {
    this.#done = this.#run();
  }

  /** Resolves when everything spooled so far has been acknowledged, or cannot be any more. */
  async finish(): Promise<void> {
    this.spool.flush();
    this.#finishing.abort();
    await this.#done;
  }

  /** Gives up at once: nobody wants this log any more. */
  async abandon(): Promise<void> {
    this.#stop.abort();
    this.#finishing.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    let next = 0;
    try {
      while (!this.#stop.signal.aborted) {
        const chunks = this.spool.read(next, MAX_CHUNKS, MAX_BYTES);
        if (chunks.length === 0) {
          if (this.#finishing.signal.aborted) return;
          await this.spool.waitFor(next, this.#finishing.signal);
          continue;
        }
        const after = next + chunks.length;
        const acknowledged = await retryTransient(
          () => this.api.appendLog(this.attempt, chunks, this.#stop.signal),
          this.#stop.signal,
        );
        // The server may know more than we remember: a restarted agent begins anew.
        next = acknowledged > next ? Math.min(acknowledged, this.spool.length) : after;
      }
    } catch (error) {
      // A refusal ends the log, never the attempt: whether that goes on is the heartbeat's question.
      if (!this.#stop.signal.aborted) this.log.warn({ err: error, attemptId: this.attempt.id }, 'the log was refused');
    }
  }
}
