import { ask, expectStatus, isMissing } from '../http/ask.js';
import { percentile } from '../http/percentiles.js';
import { PLATFORMS } from '../world/platforms.js';
import { Random, STREAM } from '../world/random.js';
import { vendorCount, worldVendor } from '../world/releases.js';
import { rounded, type Measured } from './figures.js';
import type { Scene } from './scene.js';

const PATH = '/api/v1/matrix';
const QUESTIONS = 300;
const STATUSES = ['certified', 'inherited', 'expected', 'declared', 'incompatible', 'conflicting', 'lapsed', 'unknown'];

/** Faceted search over everything: no filter, one, and several at once. */
export async function measureFacets({ api, size, say }: Scene): Promise<Measured> {
  const first = await ask(api.url, { path: PATH });
  if (isMissing(first)) {
    say(`分面检索 · facetP95Ms: not measured; GET ${PATH} answers ${first.status}`);
    return { facetP95Ms: null };
  }
  const random = new Random(size.seed, STREAM.questions);
  const took = new Float64Array(QUESTIONS);
  for (let asked = 0; asked < QUESTIONS; asked += 1) {
    const path = `${PATH}?${filters(random, size).toString()}`;
    const begun = performance.now();
    expectStatus(await ask(api.url, { path }), 200);
    took[asked] = performance.now() - begun;
  }
  took.sort();
  say(
    `分面检索 · Faceted search: p50 ${percentile(took, 0.5).toFixed(1)} ms, p95 ${percentile(took, 0.95).toFixed(1)} ms`,
  );
  return { facetP95Ms: rounded(percentile(took, 0.95)) };
}

function filters(random: Random, size: Scene['size']): URLSearchParams {
  const search = new URLSearchParams();
  const { os, cpu } = random.pick(PLATFORMS);
  if (random.chance(0.4)) search.set('os', os);
  if (random.chance(0.3)) search.set('cpu', cpu);
  if (random.chance(0.3)) search.set('status', random.pick(STATUSES));
  if (random.chance(0.1)) search.set('vendor', worldVendor(random.below(vendorCount(size))).slug);
  return search;
}
