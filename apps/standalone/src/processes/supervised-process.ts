import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

import { logTail, openProcessLog } from './process-log.js';
import { decideRestart } from './restart-policy.js';

/** Milliseconds from SIGTERM to SIGKILL. */
const STOP_GRACE_MS = 15_000;
const TAIL_LINES = 8;

export interface SupervisedProcessOptions {
  /** Short name for people, e.g. `api`. */
  readonly name: string;
  /** Absolute path of the program's compiled entry. */
  readonly script: string;
  readonly cwd: string;
  readonly logPath: string;
  /** Asked at every start, since an address may have changed meanwhile. */
  readonly environment: () => NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Called once when it died too often to be started again. */
  readonly onGivenUp: (name: string) => void;
}

/**
 * A Node program kept running: started again when it dies, with growing pauses, until it dies too often. It is given an
 * IPC channel, whose end tells it that this process is gone, also after kill -9.
 */
export class SupervisedProcess {
  readonly #options: SupervisedProcessOptions;
  readonly #deaths: number[] = [];
  readonly #stopping = new AbortController();
  #child: ChildProcess | undefined;
  #life: Promise<void> | undefined;
  #restarting = false;
  #logStart = 0;

  constructor(options: SupervisedProcessOptions) {
    this.#options = options;
  }

  start(): void {
    this.#life ??= this.#live();
  }

  /** Ends the present run; the next one starts with a fresh environment. */
  restart(): void {
    this.#restarting = this.#child !== undefined;
    this.#child?.kill('SIGTERM');
  }

  /** SIGTERM, and SIGKILL after 15 s; resolves when the process is gone. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const child = this.#child;
    child?.kill('SIGTERM');
    const killer = setTimeout(() => child?.kill('SIGKILL'), STOP_GRACE_MS);
    await this.#life;
    clearTimeout(killer);
  }

  /** SIGKILL at once, for the impatient. */
  kill(): void {
    this.#stopping.abort();
    this.#child?.kill('SIGKILL');
  }

  async #live(): Promise<void> {
    const { name, logPath, say, onGivenUp } = this.#options;
    while (!this.#stopping.signal.aborted) {
      const how = await this.#runOnce().catch((error: unknown) => String(error));
      if (this.#stopping.signal.aborted) return;
      if (this.#restarting) {
        this.#restarting = false;
        continue;
      }
      this.#deaths.push(Date.now());
      say(`${name} 意外结束 · ${name} ended unexpectedly (${how}). The last lines of ${logPath}:`);
      for (const line of await logTail(name, logPath, TAIL_LINES, this.#logStart)) say(line);
      const decision = decideRestart(this.#deaths);
      if (decision === 'give-up') {
        onGivenUp(name);
        return;
      }
      say(`${decision.restartInMs / 1000} 秒后重启 · Starting ${name} again in ${decision.restartInMs / 1000} s`);
      await delay(decision.restartInMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }

  async #runOnce(): Promise<string> {
    const { script, cwd, logPath, environment } = this.#options;
    const log = await openProcessLog(logPath);
    try {
      this.#logStart = (await log.stat()).size;
      if (this.#stopping.signal.aborted) return 'stopped';
      const child = spawn(process.execPath, [script], {
        cwd,
        env: environment(),
        // A session of its own: Ctrl-C reaches this process alone, which stops the others in order.
        detached: true,
        stdio: ['ignore', log.fd, log.fd, 'ipc'],
      });
      this.#child = child;
      // `once` rejects on 'error', e.g. when there is no memory for another process.
      // The cast names what Node passes to listeners of 'exit'; the type of `once` doesn't know which event it waits for.
      const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
      return signal ?? `code ${code}`;
    } finally {
      this.#child = undefined;
      await log.close();
    }
  }
}
