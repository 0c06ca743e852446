import { openDatabase } from '#libs/database';
import { deriveAll, loadMatrix } from '#libs/matrix';

/** What loading took: wall-clock seconds and growth of resident memory in bytes. */
export type LoadedMatrix = { readonly seconds: number; readonly bytes: number } | { readonly missing: string };

/** What nobody refers to any more would be collected before it is weighed. */
const kept: object[] = [];
const [databaseUrl = ''] = process.argv.slice(2);
process.on('disconnect', () => process.exit());
process.send?.(await measure());

async function measure(): Promise<LoadedMatrix> {
  const db = await openDatabase({ url: databaseUrl, poolMax: 4, applicationName: 'shipei-bench-matrix' });
  await db.query('SELECT 1');
  const before = residentBytes();
  const begun = performance.now();
  const loaded = await loadMatrix(db, databaseUrl);
  if (loaded === undefined) return { missing: 'the database has no catalogue' };
  await deriveAll(loaded.matrix, () => Math.floor(Date.now() / 1000));
  kept.push(loaded);
  const seconds = (performance.now() - begun) / 1000;
  const bytes = residentBytes() - before;
  return { seconds, bytes };
}

function residentBytes(): number {
  for (let times = 0; times < 4; times += 1) globalThis.gc?.();
  return process.memoryUsage.rss();
}
