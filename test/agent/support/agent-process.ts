import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AgentBuild } from './agent-build.js';

export interface AgentOptions {
  readonly url: string;
  readonly folder: string;
  readonly token?: string;
  readonly env?: Record<string, string>;
  /** Program and arguments that become the agent: another user, fewer rights. */
  readonly prefix?: readonly string[];
}

/** The agent as its operator runs it: a process of its own, started from its entry. */
export class AgentProcess {
  #output = '';

  private constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (bytes: Buffer) => (this.#output += bytes.toString()));
    }
  }

  static start(build: AgentBuild, options: AgentOptions): AgentProcess {
    const [program, ...args] = [...(options.prefix ?? []), process.execPath, build.entry];
    const child = spawn(program, args, {
      cwd: '/',
      env: {
        PATH: process.env['PATH'],
        SHIPEI_URL: options.url,
        SHIPEI_AGENT_DIR: options.folder,
        SHIPEI_AGENT_NAME: 'Test Lab 01',
        LOG_LEVEL: 'debug',
        ...(options.token === undefined ? {} : { SHIPEI_AGENT_ENROLMENT_TOKEN: options.token }),
        ...options.env,
      },
      // The launcher's channel, whose end ends the agent.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    return new AgentProcess(child);
  }

  /** Everything it has written. */
  get output(): string {
    return this.#output;
  }

  async kill(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    await exited;
    return this.child.exitCode;
  }

  async exited(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.exitCode;
  }
}
