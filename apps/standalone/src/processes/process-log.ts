import { type FileHandle, mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const ROTATE_AT_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 16 * 1024;

/** Opens a child's log for appending; one over 10 MB becomes `<path>.1` first, so two files bound the space. */
export async function openProcessLog(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true });
  const size = await stat(path).then(
    (file) => file.size,
    () => 0,
  );
  if (size > ROTATE_AT_BYTES) await rename(path, `${path}.1`);
  // Logs name people and addresses: for the owner alone.
  return open(path, 'a', 0o600);
}

/**
 * Last lines of a log, each behind `<name> | `; empty where there is nothing to read.
 * @param from bytes to leave out at the beginning, which belong to earlier runs
 */
export async function logTail(name: string, path: string, lines: number, from: number): Promise<string[]> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return [];
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(Math.max(0, size - from), TAIL_BYTES));
    await file.read(buffer, 0, buffer.length, size - buffer.length);
    const text = buffer.toString('utf8').trimEnd();
    return text === ''
      ? []
      : text
          .split('\n')
          .slice(-lines)
          .map((line) => `${name} | ${line}`);
  } finally {
    await file.close();
  }
}
