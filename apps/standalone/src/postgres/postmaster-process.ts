import { readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { EmbeddedPostgresError, hasCode } from './postgres-error.js';

/** Fast shutdown: roll back and disconnect everybody, then write a checkpoint. */
const FAST: NodeJS.Signals = 'SIGINT';
/** Immediate shutdown: no checkpoint; the next start recovers from the log. */
const IMMEDIATE: NodeJS.Signals = 'SIGQUIT';

/** Milliseconds granted to each step of a shutdown before the next, harsher one. */
const GRACE: readonly (readonly [NodeJS.Signals, number])[] = [
  [FAST, 10_000],
  [IMMEDIATE, 5_000],
  ['SIGKILL', 5_000],
];

/** Process id in the text of a postmaster.pid file (its first line), or undefined where it is torn or empty. */
export function postmasterPid(text: string): number | undefined {
  const first = text.split('\n', 1)[0]?.trim() ?? '';
  return /^[1-9]\d*$/.test(first) ? Number(first) : undefined;
}

/**
 * Stops the server that a killed supervisor left behind on this data directory, and removes a pid file that no
 * server stands behind: process ids are used again, and PostgreSQL takes a stranger or a zombie with the old id
 * for a running server.
 * @param dataDir link-free absolute path
 * @returns the process id of the server that was stopped, or undefined where none ran
 */
export async function stopOrphan(dataDir: string): Promise<number | undefined> {
  const pidFile = join(dataDir, 'postmaster.pid');
  const text = await readFile(pidFile, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const pid = postmasterPid(text);
  if (pid !== undefined && (await servesFrom(pid, dataDir))) {
    await stopProcess(pid, () => servesFrom(pid, dataDir));
    await rm(pidFile, { force: true });
    return pid;
  }
  await rm(pidFile, { force: true });
  return undefined;
}

/** Whether a live process works in the data directory, as every postmaster does; a zombie does not. */
async function servesFrom(pid: number, dataDir: string): Promise<boolean> {
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === dataDir;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH')) return false;
    // Not allowed to look: the process belongs to somebody else, while the files are ours to read, so it is a
    // stranger under a reused id.
    if (hasCode(error, 'EACCES', 'EPERM')) return false;
    throw error;
  }
}

/**
 * Ends a server by ever harsher signals; resolves once it is gone, at once where it already was.
 * @throws EmbeddedPostgresError where it survives SIGKILL or may not be signalled
 */
export async function stopProcess(pid: number, isAlive: () => boolean | Promise<boolean>): Promise<void> {
  for (const [signal, graceMs] of GRACE) {
    if (!(await isAlive())) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (hasCode(error, 'ESRCH')) return;
      throw new EmbeddedPostgresError(
        'not-ours',
        `无法停止 PostgreSQL 进程 ${pid} · Cannot stop the PostgreSQL process ${pid}: it belongs to another user; ` +
          `stop it as that user (kill -INT ${pid})`,
        { cause: error },
      );
    }
    const deadline = Date.now() + graceMs;
    while (Date.now() < deadline) {
      if (!(await isAlive())) return;
      await delay(20);
    }
  }
  throw new EmbeddedPostgresError('failed', `PostgreSQL 进程 ${pid} 无法结束 · PostgreSQL process ${pid} does not end`);
}
