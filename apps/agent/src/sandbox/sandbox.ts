import type { Readable } from 'node:stream';

/**
 * How vendor code is kept away from everything else on the machine (dispatch.md "Vendor code is hostile").
 *
 * `namespaces` made by root: own mount, pid, network, ipc and uts namespaces, another uid · `user-namespaces` the same
 * made by an ordinary user · `allow-listed` no isolation can be had: only artifacts that the operator has listed run.
 */
export type Isolation = 'namespaces' | 'user-namespaces' | 'allow-listed';

/** Sizes in bytes; `memoryBytes` and `processes` as in the plan's limits. */
export interface SandboxLimits {
  readonly scratchBytes: number;
  readonly processes: number;
  readonly memoryBytes: number;
}

export interface SandboxOptions {
  /** Number of the host on this machine: as root each has its own uid, so that two hosts' processes never meet. */
  readonly slot: number;
  /** Whether the plan asks for the network; otherwise there is none but a loopback of the sandbox's own. */
  readonly network: boolean;
  readonly limits: SandboxLimits;
  /** Existing folder of the agent for the ends of pipes. */
  readonly pipeFolder: string;
}

export interface Command {
  /** Never a shell string. A relative `argv[0]` is relative to the scratch directory, the working directory. */
  readonly argv: readonly string[];
  /** What the command reads; without it, nothing. */
  readonly stdin?: string | Readable;
  /** Answers whether the bytes were of use; a writer of useless ones is slowed down. */
  readonly onOutput: (stream: 'stdout' | 'stderr', bytes: Buffer) => 'kept' | 'dropped';
}

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface SandboxProcess {
  /** Resolves when the process has gone and its output has arrived. */
  readonly exit: Promise<ProcessExit>;
  readonly running: boolean;
  /** Sends a signal to the process and those of its process group. Without effect when they are gone. */
  signal(name: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

/** One attempt's place to run in. Nothing of it outlives {@link Sandbox.close}. */
export interface Sandbox {
  readonly isolation: Isolation;
  /** Scratch directory as commands see it. */
  readonly scratch: string;
  launch(command: Command): Promise<SandboxProcess>;
  /** Names of the vendor's processes that live; those that ended and wait for their parent don't count. */
  livingProcesses(): Promise<readonly string[]>;
  killAll(): Promise<void>;
  /** False after the sandbox was destroyed by something else than {@link close}: what was seen then says nothing. */
  readonly intact: boolean;
  /** Ends every process and frees the scratch. Throws when something is left. */
  close(): Promise<void>;
}

/** The sandbox itself did not work: never the product's fault. */
export class SandboxError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SandboxError';
  }
}

/**
 * Vendor code stood in the way of the sandbox's own helpers. Where all of a sandbox is one ordinary user it may signal
 * them; that is a finding about the product and no failure of the host, which would run it again elsewhere.
 */
export class SandboxDisturbedError extends SandboxError {
  constructor(options?: ErrorOptions) {
    super('被测软件干扰了测试环境 · the software under test disturbed its test environment', options);
    this.name = 'SandboxDisturbedError';
  }
}

/** Everything that vendor code finds in its environment. */
export function vendorEnvironment(home: string): Record<string, string> {
  return { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin', HOME: home, LANG: 'C.UTF-8' };
}
