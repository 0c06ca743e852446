import { CERTIFICATE_NAMES } from '#libs/certification';
import { openDatabase } from '#libs/database';
import { LiveSearch, loadNameResolver } from '#libs/registry';
import { namedProduct, productsOf, versionOf } from './named-world.js';

/** What reading all names took, and how many names are resolved in a second. */
export interface LoadedSearch {
  readonly seconds: number;
  readonly bytes: number;
  readonly namesPerSecond: number;
  readonly unresolved: number;
}

const RESOLVED = 100_000;
/** What nobody refers to any more would be collected before it is weighed. */
const kept: object[] = [];
const [databaseUrl = '', releases = '0'] = process.argv.slice(2);
process.on('disconnect', () => process.exit());
process.send?.(await measure());

async function measure(): Promise<LoadedSearch> {
  const db = await openDatabase({ url: databaseUrl, poolMax: 4, applicationName: 'shipei-bench-search' });
  await db.query('SELECT 1');
  const before = residentBytes();
  const begun = performance.now();
  kept.push(await new LiveSearch(db, CERTIFICATE_NAMES).current());
  const seconds = (performance.now() - begun) / 1000;
  const bytes = residentBytes() - before;
  const resolver = await loadNameResolver(db, null);
  const products = productsOf(Number(releases));
  let unresolved = 0;
  const start = performance.now();
  for (let row = 0; row < RESOLVED; row += 1) {
    const product = (row * 7) % products;
    const { nameEn } = namedProduct(product);
    const found = resolver.resolve('release', { text: nameEn, version: `V${versionOf(product, 1 + (row % 3))}` });
    if (found.kind === 'none') unresolved += 1;
  }
  const namesPerSecond = RESOLVED / ((performance.now() - start) / 1000);
  return { seconds, bytes, namesPerSecond, unresolved };
}

function residentBytes(): number {
  for (let times = 0; times < 4; times += 1) globalThis.gc?.();
  return process.memoryUsage.rss();
}
