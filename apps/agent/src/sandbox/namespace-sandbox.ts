import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { LAUNCH_SCRIPT, LIST_SCRIPT, SETUP_SCRIPT, SIGNAL_SCRIPT, WATCH_SCRIPT } from './namespace-scripts.js';
import { launchPiped, type PipedProcess } from './piped-process.js';
import { noCoreOption, prlimitOptions, processesCountedToo } from './resource-limits.js';
import {
  SandboxError,
  vendorEnvironment,
  vendorUid,
  type Command,
  type Sandbox,
  type SandboxOptions,
  type SandboxProcess,
} from './sandbox.js';

/** Uid that vendor code sees where all of the sandbox is one ordinary user outside. */
const UID_INSIDE = 1000;
const SCRATCH = '/work';
/** Where the setup makes room for what commands read. */
const INPUT_FOLDER = '/input';
const HELPER_DEADLINE_MS = 15_000;
const SETUP_DEADLINE_MS = 20_000;
const CLOSE_DEADLINE_MS = 20_000;
const BYTES_PER_INODE = 4096;
const NAMESPACES = ['--mount', '--pid', '--ipc', '--uts'];
/** Environment of our own programs; nothing of the agent's reaches even the sandbox's first process. */
const TOOL_ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };

/** A root that may not make namespaces may still give its place to a user who may. */
export type NamespaceMode = 'root' | 'user' | 'root-as-user';

const ready = /^ready (\d+) (\S+)$/m;

/**
 * Opens a sandbox of namespaces made by util-linux: one long-lived holder, which commands enter by nsenter.
 *
 * @throws SandboxError where this machine does not allow it, with what the tools said
 */
export async function openNamespaceSandbox(mode: NamespaceMode, options: SandboxOptions): Promise<Sandbox> {
  const uid = mode === 'user' ? UID_INSIDE : vendorUid(options.slot);
  const prefix = mode === 'root-as-user' ? asUser(uid) : [];
  const { scratchBytes } = options.limits;
  const inodes = Math.min(Math.max(Math.ceil(scratchBytes / BYTES_PER_INODE), 4096), 1_000_000);
  const holder = spawn(
    '/bin/sh',
    [
      ...['-c', WATCH_SCRIPT, 'shipei-sandbox', ...prefix, 'unshare'],
      ...(mode === 'root' ? [] : ['--user', '--map-root-user']),
      ...NAMESPACES,
      ...(options.network ? [] : ['--net']),
      ...['--fork', '--kill-child=SIGKILL', '--propagation', 'private'],
      ...['/bin/sh', '-c', SETUP_SCRIPT, 'shipei-sandbox', mode === 'root' ? 'root' : 'user'],
      ...[String(uid), String(scratchBytes), String(inodes), options.network ? 'yes' : 'no'],
    ],
    { cwd: '/', env: TOOL_ENVIRONMENT, detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const [, outerPid, userNamespace] = await setupAnswer(holder);
  return new NamespaceSandbox(mode, options, holder, prefix, uid, Number(outerPid), userNamespace ?? '-');
}

function asUser(uid: number): string[] {
  return ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--'];
}

async function setupAnswer(holder: ChildProcess): Promise<RegExpExecArray> {
  let said = '';
  const hear = (bytes: Buffer): void => void (said = (said + bytes.toString()).slice(-4000));
  holder.stderr?.on('data', hear);
  const answer = await new Promise<RegExpExecArray | undefined>((resolve) => {
    const deadline = setTimeout(() => resolve(undefined), SETUP_DEADLINE_MS);
    const settle = (value: RegExpExecArray | undefined): void => {
      clearTimeout(deadline);
      resolve(value);
    };
    holder.once('error', () => settle(undefined));
    // The watcher lives on when the setup fails; both have closed their standard output by then.
    holder.stdout?.once('close', () => settle(undefined));
    holder.stdout?.on('data', (bytes: Buffer) => {
      hear(bytes);
      const match = ready.exec(said);
      if (match !== null) settle(match);
    });
  });
  if (answer !== undefined) return answer;
  holder.stdin?.destroy();
  throw new SandboxError(`the sandbox could not be made: ${said.trim() || 'no answer'}`);
}

class NamespaceSandbox implements Sandbox {
  readonly isolation;
  readonly scratch = SCRATCH;
  readonly #processes = new Set<PipedProcess>();
  #intact = true;
  #closed = false;

  constructor(
    private readonly mode: NamespaceMode,
    private readonly options: SandboxOptions,
    private readonly holder: ChildProcess,
    private readonly prefix: readonly string[],
    private readonly uid: number,
    private readonly outerPid: number,
    private readonly userNamespace: string,
  ) {
    this.isolation = mode === 'root' ? ('namespaces' as const) : ('user-namespaces' as const);
    holder.once('exit', () => {
      // Somebody else ended the watcher; nothing may go on unwatched.
      if (this.#intact) signalQuietly(outerPid, 'SIGKILL');
      this.#intact = false;
    });
  }

  get intact(): boolean {
    return this.#intact;
  }

  async launch(command: Command): Promise<SandboxProcess> {
    this.#mustBeIntact();
    const input = typeof command.stdin === 'string' ? INPUT_FOLDER : '-';
    const launcher = ['/bin/sh', '-c', LAUNCH_SCRIPT, 'shipei', SCRATCH, input];
    const [program, ...args] = this.#enter([...launcher, ...this.#confined(command)]);
    if (program === undefined) throw new SandboxError('nothing to start');
    const piped = await launchPiped({
      program,
      args,
      cwd: '/',
      env: vendorEnvironment(SCRATCH),
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
      signal: async (name) => {
        if (!running) return;
        await this.#inside([SIGNAL_SCRIPT, 'shipei', name.slice('SIG'.length), String(piped.pid)]);
        // A vendor process that stopped itself has stopped the nsenter that waits for it, too.
        piped.child.kill('SIGCONT');
      },
    };
  }

  async livingProcesses(): Promise<readonly string[]> {
    const listing = await this.#inside([LIST_SCRIPT]);
    return vendorProcesses(listing, this.uid, this.userNamespace);
  }

  async killAll(): Promise<void> {
    for (let round = 0; round < 50; round++) {
      const pids = (await this.livingProcesses()).map((name) => name.split(' ')[0] ?? '');
      if (pids.length === 0) return;
      await this.#inside(['kill -s KILL -- "$@" 2>/dev/null; :', 'shipei', ...pids]);
    }
    throw new SandboxError('processes of the sandbox could not be killed');
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#intact = false;
    for (const piped of this.#processes) piped.release();
    // The first process of a pid namespace is gone only after the kernel has killed all of the others.
    signalQuietly(this.outerPid, 'SIGKILL');
    const deadline = Date.now() + CLOSE_DEADLINE_MS;
    while (signalQuietly(this.outerPid, 0)) {
      if (Date.now() > deadline) throw new SandboxError('the sandbox does not end');
      await delay(5);
    }
    this.#closed = true;
    if (this.holder.exitCode !== null || this.holder.signalCode !== null) return;
    const gone = once(this.holder, 'exit');
    this.holder.stdin?.destroy();
    await gone;
  }

  /** Limits first, own session, inner user namespace, no privileges; the vendor's argv comes last and is only data. */
  #confined(command: Command): string[] {
    const others = this.mode === 'root' ? 0 : processesCountedToo(process.getuid?.() ?? 0);
    const enterInner =
      this.userNamespace === '-' ? [] : ['nsenter', '--user=/proc/1/fd/9', '--preserve-credentials', '--'];
    const become =
      this.mode === 'root'
        ? [`--reuid=${this.uid}`, `--regid=${this.uid}`, '--clear-groups', '--bounding-set=-all', '--inh-caps=-all']
        : ['--inh-caps=-all'];
    return [
      ...['prlimit', ...prlimitOptions(this.options.limits, others), '--', 'setsid', ...enterInner],
      ...['setpriv', '--no-new-privs', ...become, '--', ...command.argv],
    ];
  }

  /** Argv that runs another one inside as the namespaces' root. A crashed command must not leave nsenter's core behind. */
  #enter(argv: readonly string[]): string[] {
    const users = this.mode === 'root' ? [] : ['--user', '--preserve-credentials'];
    const network = this.options.network ? [] : ['--net'];
    return [
      ...[...this.prefix, 'prlimit', ...noCoreOption(), '--', 'nsenter', `--target=${this.outerPid}`, ...users],
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
      throw new SandboxError('a helper inside the sandbox failed', { cause: error });
    }
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
