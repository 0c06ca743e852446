import { directiveEvent } from '#libs/contracts';
import type { Logger } from '#libs/runtime';
import type { AgentApi } from '../server/agent-api.js';
import { failureOf, pauseAfter } from '../server/retry.js';

export interface DirectiveListener {
  readonly onCancel: (attemptId: string) => void;
  readonly onDrain: () => void;
}

/**
 * Holds one connection for directives while anything runs. They arrive with the heartbeats too, so a connection that
 * can't be had costs only time; its breaking tells the server at once that this agent may be gone.
 */
export class DirectiveConnection {
  #holding: AbortController | undefined;

  constructor(
    private readonly api: AgentApi,
    private readonly listener: DirectiveListener,
    private readonly log: Logger,
  ) {}

  /** Opens or closes the connection, as there is anything to hear about or not. */
  hold(wanted: boolean): void {
    if (wanted && this.#holding === undefined) {
      this.#holding = new AbortController();
      void this.#listen(this.#holding.signal);
    }
    if (!wanted && this.#holding !== undefined) {
      this.#holding.abort();
      this.#holding = undefined;
    }
  }

  async #listen(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      try {
        for await (const event of this.api.directives(signal)) {
          failures = 0;
          if (event.event === 'directive') this.#obey(event.data);
        }
        await pauseAfter(1, undefined, signal);
      } catch (error) {
        // A server that does not offer the connection, or refuses it, is heard through the heartbeats alone.
        if (signal.aborted || failureOf(error) !== 'transient') return;
        failures += 1;
        this.log.debug({ err: error }, 'the directive connection broke; opening it again');
        await pauseAfter(failures, error, signal);
      }
    }
  }

  #obey(data: string): void {
    const { attemptId, directive } = directiveEvent.parse(JSON.parse(data));
    if (directive === 'cancel') this.listener.onCancel(attemptId);
    else this.listener.onDrain();
  }
}
