import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HostSlots } from '../../../apps/agent/src/hosts/host-slots.js';
import { namespaceMeans, type IsolationMeans } from '../../../apps/agent/src/sandbox/isolation.js';
import type { NamespaceMode } from '../../../apps/agent/src/sandbox/namespace-sandbox.js';
import { openPlainSandbox } from '../../../apps/agent/src/sandbox/plain-sandbox.js';
import type { ProcessExit, Sandbox, SandboxOptions } from '../../../apps/agent/src/sandbox/sandbox.js';

export const MIB = 1024 * 1024;
/** Number of a host that no agent of this machine has; held until the suite ends. */
export const FREE_SLOT = await new HostSlots().slotOf('test');
export const asRoot = process.getuid?.() === 0;

export const plainMeans: IsolationMeans = { isolation: 'allow-listed', open: openPlainSandbox };

/** Ways to isolate that this user may try. */
export function namespaceModes(): NamespaceMode[] {
  return asRoot ? ['root', 'root-as-user'] : ['user'];
}

export { namespaceMeans };

export interface Ran extends ProcessExit {
  readonly stdout: string;
  readonly stderr: string;
}

/** A sandbox of one test together with the folder it needs. */
export class TestSandbox {
  private constructor(
    readonly sandbox: Sandbox,
    private readonly folder: string,
  ) {}

  static async open(
    means: IsolationMeans,
    options: Partial<Omit<SandboxOptions, 'pipeFolder'>> = {},
  ): Promise<TestSandbox> {
    const folder = mkdtempSync(path.join(tmpdir(), 'shipei-test-pipes-'));
    const limits = { scratchBytes: 32 * MIB, processes: 64, memoryBytes: 256 * MIB };
    const sandbox = await means.open({ slot: FREE_SLOT, network: false, limits, ...options, pipeFolder: folder });
    return new TestSandbox(sandbox, folder);
  }

  async run(argv: readonly string[], stdin?: string): Promise<Ran> {
    const said = { stdout: '', stderr: '' };
    const started = await this.sandbox.launch({
      argv,
      ...(stdin === undefined ? {} : { stdin }),
      onOutput: (stream, bytes) => {
        said[stream] += bytes.toString();
        return 'kept';
      },
    });
    return { ...(await started.exit), ...said };
  }

  /** A hostile script; `sh` itself is only the vendor's tool here. */
  shell(script: string): Promise<Ran> {
    return this.run(['/bin/bash', '-c', script]);
  }

  async close(): Promise<void> {
    await this.sandbox.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
