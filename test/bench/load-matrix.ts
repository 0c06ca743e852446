import { openDatabase } from '#libs/database';

/** What loading took: wall-clock seconds and growth of resident memory in bytes. */
export type LoadedMatrix = { readonly seconds: number; readonly bytes: number } | { readonly missing: string };

/** The part of the in-memory matrix that is measured here. */
interface Loader {
  load(db: object, options: object): Promise<object>;
}

/** What nobody refers to any more would be collected before it is weighed. */
const kept: object[] = [];
const [databaseUrl = ''] = process.argv.slice(2);
process.on('disconnect', () => process.exit());
process.send?.(await measure());

async function measure(): Promise<LoadedMatrix> {
  const matrix: object = await import('#libs/matrix');
  const found: unknown = 'Matrix' in matrix ? matrix.Matrix : undefined;
  if (!isLoader(found)) return { missing: '#libs/matrix has no Matrix.load' };
  const db = await openDatabase({ url: databaseUrl, poolMax: 4, applicationName: 'shipei-bench-matrix' });
  await db.query('SELECT 1');
  const before = residentBytes();
  const begun = performance.now();
  kept.push(await found.load(db, {}));
  const seconds = (performance.now() - begun) / 1000;
  const bytes = residentBytes() - before;
  return { seconds, bytes };
}

function residentBytes(): number {
  for (let times = 0; times < 4; times += 1) globalThis.gc?.();
  return process.memoryUsage.rss();
}

function isLoader(found: unknown): found is Loader {
  return typeof found === 'function' && 'load' in found && typeof found.load === 'function';
}
