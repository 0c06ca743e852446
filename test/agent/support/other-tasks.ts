import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { readProcesses, threadsOf } from '../../../apps/agent/src/sandbox/process-table.js';
import { asRoot, type TestSandbox } from './sandbox-harness.js';

/** Threads of this user's processes, as `<pid>/<thread>`: what RLIMIT_NPROC counts, ended and unreaped ones too. */
export function tasksOfThisUser(): ReadonlySet<string> {
  const uid = process.getuid?.();
  return new Set(
    readProcesses()
      .filter((entry) => entry.uid === uid)
      .flatMap(({ pid }) => threadsOf(pid).map((thread) => `${pid}/${thread}`)),
  );
}

/** The limit of processes that a process runs under (soft; 0 where it has gone). */
function processLimitOf(pid: number): number {
  try {
    return Number(/^Max processes\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** This user's tasks that are not the vendor's. */
export async function tasksBeside({ sandbox }: TestSandbox): Promise<ReadonlySet<string>> {
  const all = tasksOfThisUser();
  const vendors = new Set((await sandbox.livingProcesses()).map((entry) => Number.parseInt(entry, 10)));
  return new Set([...all].filter((task) => !vendors.has(Number.parseInt(task, 10))));
}

/**
 * Not more processes than are allowed. Where the kernel counts the user's others too, the limit has room for those that
 * were there at the launch: the limit is then what is exact, and who was there all the time has left the vendor's no
 * place.
 */
export async function expectWithin(
  { sandbox }: TestSandbox,
  allowed: number,
  before: ReadonlySet<string>,
  launched: ReadonlySet<string>,
): Promise<void> {
  const living = (await sandbox.livingProcesses()).map((entry) => Number.parseInt(entry, 10));
  if (asRoot || sandbox.isolation !== 'allow-listed') {
    expect(living.length).toBeLessThanOrEqual(allowed);
    return;
  }
  if (living.length === 0) return;
  const limit = Math.max(...living.map(processLimitOf));
  const now = tasksOfThisUser();
  expect(limit).toBeGreaterThanOrEqual(allowed);
  expect(limit - allowed).toBeLessThanOrEqual(new Set([...before, ...launched]).size);
  expect(living.length).toBeLessThanOrEqual(limit - [...before].filter((task) => now.has(task)).length);
}
