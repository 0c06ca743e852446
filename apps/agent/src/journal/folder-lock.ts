import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SettingsError } from '#libs/runtime';

/**
 * Claims the agent's folder for this process: a second agent would clear away what the first one is working on. The
 * claim ends with the process, however it ends.
 *
 * @throws SettingsError where another agent that lives holds it
 */
export function lockFolder(folder: string): void {
  const file = path.join(folder, 'agent.pid');
  const [pid = '', startedAt] = (readQuietly(file) ?? '').split(' ');
  if (/^\d+$/.test(pid) && pid !== String(process.pid) && startedAt !== undefined && startTime(pid) === startedAt) {
    throw new SettingsError(
      `另一个代理（进程 ${pid}）正在使用 ${folder} · Another agent (process ${pid}) is using ${folder}; give this one a SHIPEI_AGENT_DIR of its own`,
    );
  }
  writeFileSync(file, `${process.pid} ${startTime(String(process.pid)) ?? ''}`, { mode: 0o600 });
}

/** Clock ticks since boot at which a process started: with its id, that names it (proc(5), field 22 of stat). */
function startTime(pid: string): string | undefined {
  const stat = readQuietly(`/proc/${pid}/stat`);
  // The second field, a name in brackets, may hold anything.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

function readQuietly(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
