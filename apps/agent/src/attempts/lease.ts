import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '#libs/runtime';
import type { AgentApi, AttemptKey, Registration } from '../server/agent-api.js';
import { backoffDelay } from '../server/backoff.js';
import { failureOf, retryAfterOf } from '../server/retry.js';

export type Timing = Registration['timing'];

/** Why an attempt's work stops before its end. */
export type Interruption = 'cancelled' | 'gone' | 'shutdown';

export interface LeaseEvents {
  /** The server wants no further work to be taken. */
  readonly onDrain: () => void;
  /** The agent's credential was refused. */
  readonly onCredentialRefused: () => void;
}

/**
 * Keeps an attempt ours by heartbeats. Silence and server errors are borne for as long as they last: the work goes on
 * and its result is delivered when the server is back. Only its clear word ends the attempt.
 */
export class Lease {
  readonly #interrupted = new AbortController();
  readonly #ended = new AbortController();
  #interruption: Interruption | undefined;
  /** Reported with the next heartbeat. */
  currentCase: string | undefined;

  constructor(
    private readonly api: AgentApi,
    private readonly attempt: AttemptKey,
    private readonly timing: Timing,
    private readonly events: LeaseEvents,
    private readonly log: Logger,
  ) {}

  /** Aborts when the work must stop, whatever the reason. */
  get signal(): AbortSignal {
    return this.#interrupted.signal;
  }

  /** Aborts when not even a result is wanted any more, or the agent stops. */
  get over(): AbortSignal {
    return this.#ended.signal;
  }

  get interruption(): Interruption | undefined {
    return this.#interruption;
  }

  interrupt(reason: Interruption): void {
    // A cancelled attempt may still turn out to be given away, which needs no answer any more.
    if (this.#interruption === undefined || reason !== 'cancelled') this.#interruption = reason;
    this.#interrupted.abort();
    if (reason !== 'cancelled') this.end();
  }

  /** First heartbeat, before any work. False: the claim can't be confirmed in time, so the work must not start. */
  async confirm(): Promise<boolean> {
    const deadline = Date.now() + this.timing.confirmSeconds * 1000;
    for (let failures = 1; !this.#ended.signal.aborted; failures++) {
      try {
        await this.#beat();
        return this.#interruption !== 'gone';
      } catch (error) {
        if (failureOf(error) === 'gone' || Date.now() > deadline) return false;
        this.#note(error);
        const pause = Math.min(backoffDelay(failures, Math.random(), retryAfterOf(error)), deadline - Date.now());
        await this.#pause(Math.max(pause, 0));
      }
    }
    return false;
  }

  /** Heartbeats until {@link end}. */
  async keep(): Promise<void> {
    let failures = 0;
    for (;;) {
      const regular = this.timing.heartbeatSeconds * 1000;
      const wait = failures === 0 ? regular : Math.min(regular, backoffDelay(failures, Math.random()));
      await this.#pause(wait);
      if (this.#ended.signal.aborted) return;
      try {
        await this.#beat();
        failures = 0;
      } catch (error) {
        if (this.#ended.signal.aborted) return;
        if (failureOf(error) === 'gone') {
          this.log.warn({ attemptId: this.attempt.id }, 'the attempt was given away; stopping it');
          this.interrupt('gone');
          return;
        }
        failures += 1;
        this.#note(error);
      }
    }
  }

  end(): void {
    this.#ended.abort();
  }

  async #beat(): Promise<void> {
    const { directive } = await this.api.heartbeat(this.attempt, this.currentCase, this.#ended.signal);
    if (directive === 'cancel') this.interrupt('cancelled');
    if (directive === 'drain') this.events.onDrain();
  }

  #note(error: unknown): void {
    if (failureOf(error) === 'credential') this.events.onCredentialRefused();
    this.log.warn({ err: error, attemptId: this.attempt.id }, 'a heartbeat failed');
  }

  async #pause(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#ended.signal }).catch(() => undefined);
  }
}
