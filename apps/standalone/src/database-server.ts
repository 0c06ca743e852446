import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { type EmbeddedPostgres, startPostgres } from './postgres/start-postgres.js';
import { decideRestart } from './processes/restart-policy.js';

export interface DatabaseServerOptions {
  readonly stateDir: string;
  readonly say: (line: string) => void;
  /** The server came back under another address: whoever uses it must be started again. */
  readonly onMoved: () => void;
  readonly onGivenUp: (name: string) => void;
  /** Ends a start that is under way. */
  readonly signal: AbortSignal;
}

/** The embedded server kept running: started again when it dies. */
export class DatabaseServer {
  readonly #options: DatabaseServerOptions;
  readonly #deaths: number[] = [];
  #server: EmbeddedPostgres;
  #stopping = false;
  #watch: Promise<void>;

  private constructor(options: DatabaseServerOptions, server: EmbeddedPostgres) {
    this.#options = options;
    this.#server = server;
    this.#watch = this.#keepRunning();
  }

  static async start(options: DatabaseServerOptions): Promise<DatabaseServer> {
    return new DatabaseServer(options, await launch(options));
  }

  get url(): string {
    return this.#server.url;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#server.stop();
    await this.#watch;
  }

  /** Ends the server without grace; stop() still has to be awaited. */
  kill(): void {
    this.#stopping = true;
    this.#server.kill();
  }

  async #keepRunning(): Promise<void> {
    const { say, onMoved, onGivenUp } = this.#options;
    for (;;) {
      const tail = await this.#server.ended;
      if (this.#stopping) return;
      this.#deaths.push(Date.now());
      say(`PostgreSQL 意外结束 · PostgreSQL ended unexpectedly:\n${tail}`);
      const decision = decideRestart(this.#deaths);
      if (decision === 'give-up') {
        onGivenUp('PostgreSQL');
        return;
      }
      await delay(decision.restartInMs);
      if (this.#stopping) return;
      try {
        const former = this.#server.url;
        this.#server = await launch(this.#options);
        if (this.#stopping) await this.#server.stop();
        else if (this.#server.url !== former) onMoved();
      } catch (error) {
        if (this.#stopping) return;
        say(error instanceof Error ? error.message : String(error));
        onGivenUp('PostgreSQL');
        return;
      }
    }
  }
}

function launch({ stateDir, say, signal }: DatabaseServerOptions): Promise<EmbeddedPostgres> {
  return startPostgres({ dataDir: join(stateDir, 'postgres'), log: say, signal });
}
