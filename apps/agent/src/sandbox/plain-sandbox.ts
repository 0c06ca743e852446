import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { TOOL_ENVIRONMENT } from './namespace-holder.js';
import { LAUNCH_SCRIPT } from './namespace-scripts.js';
import { launchPiped, type PipedProcess } from './piped-process.js';
import { hasEnvironment, processGroupOf, readProcesses } from './process-table.js';
import { prlimitOptions, processesCountedToo } from './resource-limits.js';
import {
  SandboxError,
  vendorEnvironment,
  type Command,
  type Sandbox,
  type SandboxOptions,
  type SandboxProcess,
} from './sandbox.js';
import { vendorUid } from './vendor-uid.js';

/**
 * The place to run in where the machine allows no namespaces. It keeps nothing from anybody's sight: only artifacts on
 * the operator's list may come here. As root the code still runs as the host's own uid; everywhere under resource
 * limits, in a scratch directory that goes away, with every process of it killed.
 */
export async function openPlainSandbox(options: SandboxOptions): Promise<Sandbox> {
  // Outside of the agent's directory, which nobody else may enter.
  const folder = await mkdtemp(path.join(tmpdir(), 'shipei-sandbox-'));
  const scratch = path.join(folder, 'scratch');
  await mkdir(scratch, { mode: 0o700 });
  const inputFolder = path.join(folder, 'input');
  await mkdir(inputFolder, { mode: 0o700 });
  const uid = process.getuid?.() === 0 ? vendorUid(options.slot) : undefined;
  await chmod(folder, 0o711);
  if (uid !== undefined) await chown(scratch, uid, uid);
  return new PlainSandbox(options, folder, scratch, inputFolder, uid);
}

class PlainSandbox implements Sandbox {
  readonly isolation = 'allow-listed';
  readonly intact = true;
  readonly #processes = new Set<PipedProcess>();

  constructor(
    private readonly options: SandboxOptions,
    private readonly folder: string,
    readonly scratch: string,
    private readonly inputFolder: string,
    private readonly uid: number | undefined,
  ) {}

  async launch(command: Command): Promise<SandboxProcess> {
    const others = this.uid === undefined ? processesCountedToo(process.getuid?.() ?? 0, '0') : 0;
    const become =
      this.uid === undefined
        ? []
        : [`--reuid=${this.uid}`, `--regid=${this.uid}`, '--clear-groups', '--bounding-set=-all', '--inh-caps=-all'];
    const piped = await launchPiped({
      program: '/bin/sh',
      args: [
        ...['-c', LAUNCH_SCRIPT, 'shipei', this.scratch, typeof command.stdin === 'string' ? this.inputFolder : '-'],
        ...['prlimit', ...prlimitOptions(this.options.limits, others), '--'],
        // The command dies with the agent even when that is killed.
        ...['setpriv', '--pdeathsig=KILL', '--no-new-privs', ...become, '--', ...command.argv],
      ],
      cwd: '/',
      env: vendorEnvironment(this.scratch),
      pipeFolder: this.options.pipeFolder,
      command,
    });
    this.#processes.add(piped);
    let running = true;
    return {
      exit: piped.exit.finally(() => (running = false)),
      get running() {
        return running;
      },
      signal: (name) => {
        if (running) signalQuietly(-piped.pid, name);
        return Promise.resolve();
      },
    };
  }

  livingProcesses(): Promise<readonly string[]> {
    return Promise.resolve(this.#living().map(({ pid, name }) => `${pid} ${name}`));
  }

  /** By the host's own uid; an unprivileged agent knows its commands by the home directory that only they have. */
  #living(): { pid: number; name: string }[] {
    const { uid, scratch } = this;
    return readProcesses().filter(
      (process) =>
        !process.ended && (uid === undefined ? hasEnvironment(process.pid, `HOME=${scratch}`) : process.uid === uid),
    );
  }

  async killAll(): Promise<void> {
    let emptyLooks = 0;
    for (let round = 0; round < 100; round++) {
      await this.#killAllOfUid();
      const living = this.#living();
      for (const { pid } of living) {
        // A group goes without a fork in between, and holds nobody else's: commands begin in sessions of their own.
        const group = processGroupOf(pid);
        if (group !== undefined) signalQuietly(-group, 'SIGKILL');
        signalQuietly(pid, 'SIGKILL');
      }
      emptyLooks = living.length === 0 ? emptyLooks + 1 : 0;
      // Where only looking tells, one look may miss who forks and exits meanwhile.
      if (emptyLooks === (this.uid === undefined ? 3 : 1)) return this.#untilReaped();
      if (living.length > 0) await delay(20);
    }
    throw new SandboxError('processes of the sandbox could not be killed');
  }

  /** Ended processes that nobody has waited for count against the limit of the next command; their reaper is init. */
  async #untilReaped(): Promise<void> {
    for (let round = 0; round < 50; round++) {
      if (!readProcesses().some((process) => process.uid === this.uid)) return;
      await delay(20);
    }
  }

  /** All processes of the host's own uid, if it has one, without a fork in between (kill(2) of -1). */
  async #killAllOfUid(): Promise<void> {
    if (this.uid === undefined) return;
    const become = [`--reuid=${this.uid}`, `--regid=${this.uid}`, '--clear-groups', '--no-new-privs'];
    const argv = [...become, '--', '/bin/sh', '-c', 'kill -s KILL -- -1'];
    // It may be killed by those whom it is to kill: then the next round does it.
    await promisify(execFile)('setpriv', argv, { cwd: '/', env: TOOL_ENVIRONMENT }).catch(() => undefined);
  }

  async close(): Promise<void> {
    for (const piped of this.#processes) piped.release();
    await this.killAll();
    // Folders without write permission stand only in an ordinary user's way. Nobody is left who could swap names.
    await promisify(execFile)('chmod', ['-R', 'u+rwX', '--', this.folder]).catch(() => undefined);
    await rm(this.folder, { recursive: true, force: true });
  }
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}
