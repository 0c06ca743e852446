import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { makeMemoryGroup, type MemoryGroup } from './memory-group.js';
import { startHolder, TOOL_ENVIRONMENT, type Holder } from './namespace-holder.js';
import { KILL_AND_LIST_SCRIPT, LAUNCH_SCRIPT, LIST_SCRIPT, SIGNAL_SCRIPT } from './namespace-scripts.js';
import { launchPiped, type PipedOptions, type PipedProcess } from './piped-process.js';
import { noCoreOption, prlimitOptions, processesCountedToo } from './resource-limits.js';
import {
  SandboxDisturbedError,
  SandboxError,
  vendorEnvironment,
  type Command,
  type Sandbox,
  type SandboxOptions,
  type SandboxProcess,
} from './sandbox.js';
import { vendorUid } from './vendor-uid.js';

/** Uid that vendor code sees where all of the sandbox is one ordinary user outside. */
const UID_INSIDE = 1000;
const SCRATCH = '/scratch';
const HELPER_DEADLINE_MS = 15_000;
const CLOSE_DEADLINE_MS = 20_000;
const NAMESPACES = ['--mount', '--pid', '--ipc', '--uts'];

/** A root that may not make namespaces may still give its place to a user who may. */
export type NamespaceMode = 'root' | 'user' | 'root-as-user';

/**
 * Opens a sandbox of namespaces made by util-linux: one long-lived holder, which commands enter by nsenter.
 *
 * @throws SandboxError where this machine does not allow it, with what the tools said
 */
export async function openNamespaceSandbox(mode: NamespaceMode, options: SandboxOptions): Promise<Sandbox> {
  const uid = mode === 'user' ? UID_INSIDE : vendorUid(options.slot);
  const prefix = mode === 'root-as-user' ? asUser(uid) : [];
  const namespaces = [...(mode === 'root' ? [] : ['--user', '--map-root-user']), ...NAMESPACES];
  const { limits, network } = options;
  const argv = [...prefix, 'unshare', ...namespaces, ...(network ? [] : ['--net'])];
  const { scratchBytes, memoryBytes } = limits;
  const holder = await startHolder(argv, { asRoot: mode === 'root', uid, scratchBytes, network, memoryBytes });
  // What is in the tree counts as memory.
  const memory = await makeMemoryGroup(memoryBytes + scratchBytes);
  return new NamespaceSandbox(mode, options, holder, prefix, uid, memory);
}

function asUser(uid: number): string[] {
  return ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--'];
}

class NamespaceSandbox implements Sandbox {
  readonly isolation;
  readonly scratch = SCRATCH;
  readonly #processes = new Set<PipedProcess>();
  #intact = true;
  /** Whether there may be processes that are not ours. */
  #used = false;
  #closed = false;

  constructor(
    private readonly mode: NamespaceMode,
    private readonly options: SandboxOptions,
    private readonly holder: Holder,
    private readonly prefix: readonly string[],
    private readonly uid: number,
    private readonly memory: MemoryGroup | undefined,
  ) {
    this.isolation = mode === 'root' ? ('namespaces' as const) : ('user-namespaces' as const);
    holder.watcher.once('exit', () => {
      // Somebody else ended the watcher; nothing may go on unwatched.
      if (this.#intact) signalQuietly(holder.pid, 'SIGKILL');
      this.#intact = false;
    });
  }

  get intact(): boolean {
    return this.#intact;
  }

  async launch(command: Command): Promise<SandboxProcess> {
    this.#mustBeIntact();
    const withInput = typeof command.stdin === 'string';
    const apart = withInput ? ['unshare', '--mount', '--propagation', 'private', '--'] : [];
    const launcher = [...apart, '/bin/sh', '-c', LAUNCH_SCRIPT, 'shipei', SCRATCH, withInput ? 'mount' : '-'];
    const entering = this.#enter([...launcher, ...this.#confined(command)]);
    const [program, ...args] = [...(this.memory?.enter ?? []), ...entering];
    if (program === undefined) throw new SandboxError('nothing to start');
    const { pipeFolder } = this.options;
    const piped = await this.#launch({ program, args, cwd: '/', env: vendorEnvironment(SCRATCH), pipeFolder, command });
    this.#processes.add(piped);
    this.#used = true;
    let running = true;
    return {
      exit: piped.exit.finally(() => (running = false)),
      get running() {
        return running;
      },
      signal: async (name) => {
        if (!running) return;
        await this.#inside([SIGNAL_SCRIPT, 'shipei', name.slice('SIG'.length), String(piped.pid)]);
        // A vendor process that stopped itself has stopped the nsenter that waits for it, too.
        piped.child.kill('SIGCONT');
      },
    };
  }

  async #launch(options: PipedOptions): Promise<PipedProcess> {
    try {
      return await launchPiped(options);
    } catch (error) {
      throw this.#blame('a command could not be started inside the sandbox', error);
    }
  }

  async livingProcesses(): Promise<readonly string[]> {
    const listing = await this.#inside([LIST_SCRIPT]);
    return vendorProcesses(listing, this.uid, this.holder.userNamespace);
  }

  async killAll(): Promise<void> {
    this.#killWaiting();
    for (let round = 0; round < 50; round++) {
      const listing = await this.#inside([KILL_AND_LIST_SCRIPT]);
      if (vendorProcesses(listing, this.uid, this.holder.userNamespace).length === 0) return;
    }
    throw new SandboxError('processes of the sandbox could not be killed');
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#intact = false;
    for (const piped of this.#processes) piped.release();
    this.#killWaiting();
    // The first process of a pid namespace is gone only after the kernel has killed all of the others.
    signalQuietly(this.holder.pid, 'SIGKILL');
    const deadline = Date.now() + CLOSE_DEADLINE_MS;
    while (signalQuietly(this.holder.pid, 0)) {
      if (Date.now() > deadline) throw new SandboxError('the sandbox does not end');
      await delay(5);
    }
    await this.memory?.remove();
    this.#closed = true;
    const { watcher } = this.holder;
    if (watcher.exitCode !== null || watcher.signalCode !== null) return;
    const gone = once(watcher, 'exit');
    watcher.stdin?.destroy();
    await gone;
  }

  /**
   * Kills the programs outside that wait for commands. A command that stopped itself has stopped its nsenter too; while
   * that does not take note of the command's end, the kernel can't end the pid namespace.
   */
  #killWaiting(): void {
    for (const { child } of this.#processes) child.kill('SIGKILL');
  }

  /** Limits first, own session, inner user namespace, no privileges; the vendor's argv comes last and is only data. */
  #confined(command: Command): string[] {
    const others = this.mode === 'root' ? 0 : processesCountedToo(process.getuid?.() ?? 0);
    const enterInner =
      this.holder.userNamespace === '-' ? [] : ['nsenter', '--user=/proc/1/fd/9', '--preserve-credentials', '--'];
    const become =
      this.mode === 'root'
        ? [`--reuid=${this.uid}`, `--regid=${this.uid}`, '--clear-groups', '--bounding-set=-all', '--inh-caps=-all']
        : ['--inh-caps=-all'];
    return [
      ...['prlimit', ...prlimitOptions(this.options.limits, others), '--', 'setsid', ...enterInner],
      ...['setpriv', '--no-new-privs', ...become, '--', ...command.argv],
    ];
  }

  /**
   * Argv that runs another one inside as the namespaces' root. It dies with the agent even while it is stopped: the
   * watcher alone could not end the pid namespace then. A crashed command must not leave nsenter's core behind.
   */
  #enter(argv: readonly string[]): string[] {
    const users = this.mode === 'root' ? [] : ['--user', '--preserve-credentials'];
    const network = this.options.network ? [] : ['--net'];
    return [
      ...[
        ...this.prefix,
        'setpriv',
        '--pdeathsig=KILL',
        '--',
        'prlimit',
        ...noCoreOption(),
        '--',
        'nsenter',
        `--target=${this.holder.pid}`,
        ...users,
      ],
      ...[...NAMESPACES, ...network, '--', ...argv],
    ];
  }

  async #inside(script: readonly string[]): Promise<string> {
    this.#mustBeIntact();
    const [program, ...args] = this.#enter(['/bin/sh', '-c', ...script]);
    if (program === undefined) throw new SandboxError('nothing to start');
    try {
      const options = { cwd: '/', env: TOOL_ENVIRONMENT, timeout: HELPER_DEADLINE_MS, killSignal: 'SIGKILL' as const };
      const { stdout } = await promisify(execFile)(program, args, { ...options, maxBuffer: 16 * 1024 * 1024 });
      return stdout;
    } catch (error) {
      throw this.#blame('a helper inside the sandbox failed', error);
    }
  }

  /** Whose fault it is that a program of ours failed: as root it is out of the vendor's reach. */
  #blame(what: string, cause: unknown): SandboxError {
    const vendors = this.mode !== 'root' && this.#used && this.#intact;
    return vendors ? new SandboxDisturbedError({ cause }) : new SandboxError(what, { cause });
  }

  #mustBeIntact(): void {
    if (!this.#intact) throw new SandboxError('the sandbox has ended');
  }
}

/** Whether there was a process to signal. */
function signalQuietly(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/**
 * Vendor processes in the listing of a sandbox, as `pid name`. They are the ones in the inner user namespace; where the
 * kernel has none, those of the vendor's uid.
 */
export function vendorProcesses(listing: string, uid: number, userNamespace: string): string[] {
  return listing.split('\n').flatMap((line) => {
    const [pid, owner, namespace, state, ...name] = line.split(' ');
    if (pid === undefined || state === undefined || state.startsWith('Z') || state.startsWith('X')) return [];
    const vendors = userNamespace === '-' ? owner === String(uid) : namespace === userNamespace;
    return vendors ? [`${pid} ${name.join(' ')}`] : [];
  });
}
