import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessEntry {
  readonly pid: number;
  readonly uid: number;
  readonly name: string;
  /** Ended, and only waits for its parent. */
  readonly ended: boolean;
}

/** Processes of this machine; those that vanish meanwhile are left out. */
export function readProcesses(): ProcessEntry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const status = readVanishing(`/proc/${pid}/status`);
      const entry = status === undefined ? undefined : parseStatus(Number(pid), status);
      if (entry === undefined) return [];
      return [{ ...entry, ended: entry.ended && !someThreadLives(Number(pid)) }];
    });
}

/** A process whose first thread has ended is a zombie by its own state while its other threads run on. */
function someThreadLives(pid: number): boolean {
  return threadsOf(pid).some((thread) => {
    const status = readVanishing(`/proc/${pid}/task/${thread}/status`);
    return status !== undefined && parseStatus(Number(thread), status)?.ended === false;
  });
}

/** Ids of a process's threads; none of one that has gone. */
export function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Reads /proc/<pid>/status; `ended` is what it says of the first thread alone. */
export function parseStatus(pid: number, text: string): ProcessEntry | undefined {
  const field = (name: string): string | undefined => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(text)?.[1];
  const uid = field('Uid')?.split(/\s+/)[0];
  if (uid === undefined) return undefined;
  return { pid, uid: Number(uid), name: field('Name') ?? '?', ended: /^[ZX]/.test(field('State') ?? '') };
}

/** Id of a process's group; undefined for one that has gone. */
export function processGroupOf(pid: number): number | undefined {
  // The name, in parentheses, may hold any character (proc_pid_stat(5)).
  const group = Number(readVanishing(`/proc/${pid}/stat`)?.split(')').at(-1)?.trim().split(' ')[2]);
  return group > 1 ? group : undefined;
}

/** Whether a process was started with this variable; false also where it may not be asked. */
export function hasEnvironment(pid: number, assignment: string): boolean {
  // Of a process whose first thread has ended, the others tell.
  return ['', ...threadsOf(pid).map((thread) => `task/${thread}/`)].some(
    (below) => readVanishing(`/proc/${pid}/${below}environ`)?.split('\0').includes(assignment) ?? false,
  );
}

function readVanishing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
