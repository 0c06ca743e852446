import { readFileSync, readlinkSync } from 'node:fs';
import { readProcesses } from '../../../apps/agent/src/sandbox/process-table.js';

/** A process's own idea of its id, where it lives in another pid namespace than we do; undefined also for one that ended. */
function pidInside(pid: string): string | undefined {
  const status = unlessGone(() => readFileSync(`/proc/${pid}/status`, 'utf8')) ?? '';
  const ids = /^NSpid:\t(.*)$/m.exec(status)?.[1]?.split('\t');
  return ids === undefined || ids.length < 2 ? undefined : ids.at(-1);
}

/** Processes come and go while /proc is read. */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Outer pid of the process that is the first in the pid namespace of one of these; who just becomes another program hides. */
export function firstProcessBeside(pids: readonly string[]): number | undefined {
  const namespaces = pids
    .filter((pid) => pidInside(pid) !== undefined)
    .map((pid) => unlessGone(() => readlinkSync(`/proc/${pid}/ns/pid`)))
    .filter((namespace) => namespace !== undefined);
  const first = readProcesses().find(
    ({ pid }) =>
      pidInside(String(pid)) === '1' &&
      namespaces.includes(unlessGone(() => readlinkSync(`/proc/${pid}/ns/pid`)) ?? 'ended'),
  );
  return first?.pid;
}
