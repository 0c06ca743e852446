import { mkdir, rm } from 'node:fs/promises';
import { openNamespaceSandbox, type NamespaceMode } from './namespace-sandbox.js';
import { openPlainSandbox } from './plain-sandbox.js';
import type { Isolation, Sandbox, SandboxOptions } from './sandbox.js';

/** The way in which this machine can keep vendor code apart, found out by trying. */
export interface IsolationMeans {
  readonly isolation: Isolation;
  open(options: SandboxOptions): Promise<Sandbox>;
}

export interface ProbedIsolation {
  readonly means: IsolationMeans;
  /** Why the better ways are not there. */
  readonly refusals: readonly string[];
}

const PROBE_LIMITS = { scratchBytes: 4 * 1024 * 1024, processes: 64, memoryBytes: 512 * 1024 * 1024 };

/** Tries the ways from the strongest on, each with a real command, as the host of a number that nobody else has. */
export async function probeIsolation(pipeFolder: string, slot: number): Promise<ProbedIsolation> {
  await mkdir(pipeFolder, { recursive: true, mode: 0o700 });
  const modes: NamespaceMode[] = process.getuid?.() === 0 ? ['root', 'root-as-user'] : ['user'];
  const refusals: string[] = [];
  try {
    for (const mode of modes) {
      const means = namespaceMeans(mode);
      const refusal = await refusalOf(means, pipeFolder, slot);
      if (refusal === undefined) return { means, refusals };
      refusals.push(`${mode}: ${refusal}`);
    }
    return { means: { isolation: 'allow-listed', open: openPlainSandbox }, refusals };
  } finally {
    await rm(pipeFolder, { recursive: true, force: true });
  }
}

export function namespaceMeans(mode: NamespaceMode): IsolationMeans {
  return {
    isolation: mode === 'root' ? 'namespaces' : 'user-namespaces',
    open: (options) => openNamespaceSandbox(mode, options),
  };
}

async function refusalOf(means: IsolationMeans, pipeFolder: string, slot: number): Promise<string | undefined> {
  try {
    const sandbox = await means.open({ slot, network: false, limits: PROBE_LIMITS, pipeFolder });
    try {
      let said = '';
      const { exit } = await sandbox.launch({
        argv: ['id', '-u'],
        onOutput: (_stream, bytes) => {
          said += bytes.toString();
          return 'kept';
        },
      });
      const { code } = await exit;
      // Root inside would mean that the uid could not be given up.
      return code === 0 && /^[1-9]\d*\n$/.test(said) ? undefined : `id -u said ${said.trim()} and ended with ${code}`;
    } finally {
      await sandbox.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
