import { ask, expectStatus } from '../http/ask.js';
import { percentile } from '../http/percentiles.js';
import { rounded } from '../figures/figures.js';
import { startApi } from '../processes/api-process.js';
import { forked } from '../processes/forked.js';
import { Random, STREAM } from '../world/random.js';
import type { Measured } from './figures.js';
import type { LoadedSearch } from './load-search.js';
import { loadNamedWorld, namedProduct, namedVendor, productsOf, versionOf } from './named-world.js';
import type { RegistryScene } from './scene.js';

const QUESTIONS = 1_000;
const WARM_UP = 100;
const MEGABYTE = 1024 * 1024;
/** What people type without a product in mind: much is found, which takes longest. */
const BROAD = [
  '数据库',
  '系统',
  'xitong',
  'sjk',
  '服务器',
  '北京',
  '科技',
  'anquan',
  'server',
  '管理系统',
  '1.2',
  'bjtykj',
];
const PLATFORMS = [
  '麒麟V10 SP3',
  'Hygon3',
  'Hygon 3号',
  '飞腾 FT2000+',
  '鲲鹏920',
  'openEuler 22.03',
  'qilin',
  '统信UOS',
];
const TYPES = ['product', 'release', 'organization'];

/** Search over all names, one question after the other, as people ask: mostly for something in particular. */
export async function measureSearch({ root, options, server, say }: RegistryScene): Promise<Measured> {
  const databaseUrl = await server.empty('names');
  say(`加载数据 · Loading ${options.releases} releases`);
  await loadNamedWorld(databaseUrl, options.releases);
  const loader = forked<LoadedSearch>('registry/load-search', [databaseUrl, `${options.releases}`], ['--expose-gc']);
  const loaded = await loader.answer();
  await loader.stop();
  say(
    `名称索引 · Names read in ${loaded.seconds.toFixed(1)} s into ${(loaded.bytes / MEGABYTE).toFixed(0)} MB; ${Math.round(loaded.namesPerSecond)} names resolved a second, ${loaded.unresolved} of them unknown (drafts)`,
  );
  const api = await startApi(root, databaseUrl);
  try {
    const random = new Random(options.seed, STREAM.questions);
    const took = new Float64Array(QUESTIONS);
    let slowest = { took: 0, path: '' };
    let found = 0;
    for (let asked = -WARM_UP; asked < QUESTIONS; asked += 1) {
      const path = `/api/v1/search?${question(random, options.releases).toString()}`;
      const begun = performance.now();
      const text = expectStatus(await ask(api.url, { path }), 200);
      if (asked < 0) continue;
      const time = performance.now() - begun;
      took[asked] = time;
      if (time > slowest.took) slowest = { took: time, path: decodeURIComponent(path) };
      // The answer's own shape, which the contract says.
      if ((JSON.parse(text) as { total: number }).total > 0) found += 1;
    }
    took.sort();
    say(
      `检索 · Search: p50 ${percentile(took, 0.5).toFixed(1)} ms, p95 ${percentile(took, 0.95).toFixed(1)} ms, p99 ${percentile(took, 0.99).toFixed(1)} ms; ${found} of ${QUESTIONS} questions found something; slowest ${slowest.took.toFixed(1)} ms: ${slowest.path}`,
    );
    return {
      searchP95Ms: rounded(percentile(took, 0.95)),
      searchP50Ms: rounded(percentile(took, 0.5)),
      searchIndexMB: rounded(loaded.bytes / MEGABYTE),
      searchLoadSeconds: rounded(loaded.seconds),
      namesPerSecond: rounded(loaded.namesPerSecond),
    };
  } finally {
    await api.stop();
  }
}

function question(random: Random, releases: number): URLSearchParams {
  const index = random.below(productsOf(releases));
  const product = namedProduct(index);
  const ways: readonly (() => string)[] = [
    () => product.name,
    () => `${product.name} ${versionOf(index, random.below(5))}`,
    () => `${product.nameEn} ${versionOf(index, random.below(5))}`,
    () => product.name.slice(0, 4),
    () => namedVendor(product.vendor).name,
    () => `${namedVendor(product.vendor).name.slice(0, 4)} ${product.name.slice(-3)}`,
    () => product.slug,
    () => random.pick(PLATFORMS),
    () => random.pick(BROAD),
    () => `${product.name.slice(0, 2)}没有的${index}`,
  ];
  const search = new URLSearchParams({ q: random.pick(ways)() });
  if (random.chance(0.3)) search.set('type', random.pick(TYPES));
  if (random.chance(0.1)) search.set('category', 'database');
  return search;
}
