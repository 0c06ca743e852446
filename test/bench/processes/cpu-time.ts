import { readFile } from 'node:fs/promises';

/** Linux counts CPU time in hundredths of a second, whatever the kernel's own tick (`USER_HZ`, proc(5)). */
const MICROSECONDS_PER_TICK = 10_000;

/** CPU time that a process has used, all its threads, in µs; null where there is no /proc. */
export async function cpuMicroseconds(pid: number): Promise<number | null> {
  try {
    return parseStat(await readFile(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return null;
  }
}

/** The program's name stands in brackets and may hold anything, brackets too: fields are counted after the last one. */
export function parseStat(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // utime and stime are fields 14 and 15; the first one here is field 3.
  return (Number(fields[11]) + Number(fields[12])) * MICROSECONDS_PER_TICK;
}
