import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf } from '#libs/runtime';

/** Whoever means to go on with an upload does so within a week. */
const KEPT_DAYS = 7;

/** Deletes what uploads that nobody went on with have left in a store's folder. Any number of processes may do so. */
export async function dropOldUploads(storeFolder: string, keptDays = KEPT_DAYS): Promise<void> {
  const before = Date.now() - keptDays * 86_400_000;
  const uploads = path.join(storeFolder, 'uploads');
  for (const scope of await namesIn(uploads)) {
    const folder = path.join(uploads, scope);
    for (const name of await namesIn(folder)) {
      const file = path.join(folder, name);
      if (await isOlder(file, before)) await rm(file, { force: true });
    }
    if (await isOlder(folder, before)) await rmdir(folder).catch(ignoreUse);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

async function isOlder(file: string, before: number): Promise<boolean> {
  try {
    return (await stat(file)).mtimeMs < before;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Somebody uses the folder, or has deleted it. */
function ignoreUse(error: unknown): void {
  if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(errnoOf(error) ?? '')) throw error;
}
