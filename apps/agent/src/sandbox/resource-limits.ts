import { readFileSync } from 'node:fs';
import { release } from 'node:os';
import { readProcesses, threadsOf } from './process-table.js';
import type { SandboxLimits } from './sandbox.js';

const OPEN_FILES = 4096;

type LimitName = 'nproc' | 'fsize' | 'data' | 'nofile' | 'core';

const KERNEL_LABELS: Readonly<Record<LimitName, string>> = {
  nproc: 'Max processes',
  fsize: 'Max file size',
  data: 'Max data size',
  nofile: 'Max open files',
  core: 'Max core file size',
};

/**
 * One byte is no core file, and the kernel's sign not to call a machine's crash handler either; of 0 the handler would
 * know nothing (core(5), fs/coredump.c).
 */
const NO_CORE = 1;

/**
 * Options of prlimit(1) for vendor code.
 *
 * @param others processes that count against the same limit and are not the vendor's
 */
export function prlimitOptions(limits: SandboxLimits, others = 0): string[] {
  return withinHardLimits({
    nproc: limits.processes + others,
    fsize: limits.scratchBytes,
    data: limits.memoryBytes,
    nofile: OPEN_FILES,
    core: NO_CORE,
  });
}

/** Option of prlimit(1) for our own helper, which ends by the signal that ended the command. */
export function noCoreOption(): string[] {
  return withinHardLimits({ core: NO_CORE });
}

function withinHardLimits(wanted: Partial<Record<LimitName, number>>): string[] {
  const hard = hardLimits(readFileSync('/proc/self/limits', 'utf8'));
  return Object.entries(wanted).map(([name, value]) => `--${name}=${Math.min(value, hard.get(name) ?? value)}`);
}

/** Hard limits of a process by prlimit's names, from the text of /proc/<pid>/limits; without those that are unlimited. */
export function hardLimits(text: string): Map<string, number> {
  const limits = new Map<string, number>();
  for (const [name, label] of Object.entries(KERNEL_LABELS)) {
    const row = text.split('\n').find((line) => line.startsWith(label));
    const hard = Number(row?.slice(label.length).trim().split(/\s+/)[1]);
    if (Number.isFinite(hard)) limits.set(name, hard);
  }
  return limits;
}

/**
 * Processes that an unprivileged agent's own user already has, where they count against the sandbox's limit: kernels
 * before 5.14 count a user's processes over all user namespaces (commit 21d1c5e386bc "Reimplement RLIMIT_NPROC on top
 * of ucounts").
 */
export function processesCountedToo(uid: number, kernel = release()): number {
  const [major = 0, minor = 0] = kernel.split('.').map((part) => Number.parseInt(part, 10));
  if (major > 5 || (major === 5 && minor >= 14)) return 0;
  return (
    readProcesses()
      .filter((process) => process.uid === uid)
      // RLIMIT_NPROC counts threads (getrlimit(2)).
      .reduce((sum, { pid }) => sum + threadsOf(pid).length, 0)
  );
}
