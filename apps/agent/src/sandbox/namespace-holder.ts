import { spawn, type ChildProcess } from 'node:child_process';
import { SETUP_SCRIPT, WATCH_SCRIPT } from './namespace-scripts.js';
import { SandboxError } from './sandbox.js';

const SETUP_DEADLINE_MS = 20_000;
const BYTES_PER_INODE = 4096;
/** Environment of our own programs; nothing of the agent's reaches even the sandbox's first process. */
export const TOOL_ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };

/** What keeps a sandbox's namespaces: their first process. */
export interface Holder {
  /** Child of the agent that starts the first process and kills it when the agent dies. */
  readonly watcher: ChildProcess;
  /** Process id, outside, of the first process. */
  readonly pid: number;
  /** User namespace that vendor code runs in, as /proc names it; `-` where the kernel has none. */
  readonly userNamespace: string;
}

export interface HolderOptions {
  /** Whether the namespaces are made by root, who gives vendor code another uid. */
  readonly asRoot: boolean;
  readonly uid: number;
  readonly scratchBytes: number;
  readonly network: boolean;
  readonly memoryBytes: number;
}

const ready = /^ready (\d+) (\S+)$/m;

/**
 * Makes the namespaces and the file tree of a sandbox.
 *
 * @param unshare argv that makes the namespaces, without the options that say what runs in them
 * @throws SandboxError where this machine does not allow it, with what the tools said
 */
export async function startHolder(unshare: readonly string[], options: HolderOptions): Promise<Holder> {
  const { scratchBytes, uid, network, memoryBytes } = options;
  const inodes = Math.min(Math.max(Math.ceil(scratchBytes / BYTES_PER_INODE), 4096), 1_000_000);
  const watcher = spawn(
    '/bin/sh',
    [
      ...['-c', WATCH_SCRIPT, 'shipei-sandbox', ...unshare],
      ...['--fork', '--kill-child=SIGKILL', '--propagation', 'private'],
      ...['/bin/sh', '-c', SETUP_SCRIPT, 'shipei-sandbox', options.asRoot ? 'root' : 'user'],
      ...[String(uid), String(scratchBytes), String(inodes), network ? 'yes' : 'no', String(memoryBytes)],
    ],
    { cwd: '/', env: TOOL_ENVIRONMENT, detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const [, pid, userNamespace] = await setupAnswer(watcher);
  return { watcher, pid: Number(pid), userNamespace: userNamespace ?? '-' };
}

async function setupAnswer(watcher: ChildProcess): Promise<RegExpExecArray> {
  let said = '';
  const hear = (bytes: Buffer): void => void (said = (said + bytes.toString()).slice(-4000));
  watcher.stderr?.on('data', hear);
  const answer = await new Promise<RegExpExecArray | undefined>((resolve) => {
    const deadline = setTimeout(() => resolve(undefined), SETUP_DEADLINE_MS);
    const settle = (value: RegExpExecArray | undefined): void => {
      clearTimeout(deadline);
      resolve(value);
    };
    watcher.once('error', () => settle(undefined));
    // The watcher lives on when the setup fails; both have closed their standard output by then.
    watcher.stdout?.once('close', () => settle(undefined));
    watcher.stdout?.on('data', (bytes: Buffer) => {
      hear(bytes);
      const match = ready.exec(said);
      if (match !== null) settle(match);
    });
  });
  if (answer !== undefined) return answer;
  watcher.stdin?.destroy();
  throw new SandboxError(`the sandbox could not be made: ${said.trim() || 'no answer'}`);
}
