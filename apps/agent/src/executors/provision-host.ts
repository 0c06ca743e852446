import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '#libs/runtime';
import { readProcesses } from '../sandbox/process-table.js';
import { SandboxError, type Sandbox } from '../sandbox/sandbox.js';
import { vendorUid } from '../sandbox/vendor-uid.js';

const RETRY_MS = 10_000;

/**
 * Provision hook of the local and emulated executors: makes the host what it was before the job. Ends the sandbox with
 * its scratch and makes sure that no process of the host's uid is left. Until it succeeds the host is tainted: the
 * caller must not offer it.
 *
 * @returns false when given up because the agent stops
 */
export async function provisionHost(
  sandbox: Sandbox | undefined,
  slot: number,
  signal: AbortSignal,
  log: Logger,
): Promise<boolean> {
  for (;;) {
    try {
      await sandbox?.close();
      killLeftovers(slot);
      return true;
    } catch (error) {
      log.error({ err: error, slot }, 'the host could not be cleaned after a job; it takes no work until it is');
      if (signal.aborted) return false;
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Only root gives a host its own uid; elsewhere the end of the sandbox is the proof. */
function killLeftovers(slot: number): void {
  if (process.getuid?.() !== 0) return;
  const left = readProcesses().filter((process) => process.uid === vendorUid(slot) && !process.ended);
  for (const { pid } of left) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone meanwhile.
    }
  }
  if (left.length > 0) throw new SandboxError(`${left.length} processes of the host's uid outlived the sandbox`);
}
