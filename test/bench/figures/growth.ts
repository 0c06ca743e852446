import { median } from '../http/percentiles.js';
import { startApi } from '../processes/api-process.js';
import { worldSize } from '../world/size.js';
import { rounded, type Measured } from './figures.js';
import { LoadGenerator, pairedRounds } from './paired-rounds.js';
import type { Scene } from './scene.js';

/** The world that the single check's median is compared with. */
const SMALL_WORLD = 100_000;
const ROUNDS = 7;

/** Does the single check slow down as the world grows? One connection, so that nothing waits for anything else. */
export async function measureGrowth({ root, api, server, size, options, say }: Scene): Promise<Measured> {
  if (size.findings <= SMALL_WORLD) {
    say(`规模增长 · growthRatio: not measured; it needs more than ${SMALL_WORLD} findings`);
    return { growthRatio: null };
  }
  const small = worldSize(size.seed, SMALL_WORLD);
  const smallApi = await startApi(root, await server.world(small));
  const [large, little] = [await LoadGenerator.start(size), await LoadGenerator.start(small)];
  try {
    const rounds = await pairedRounds(
      ROUNDS,
      () => little.load(smallApi, 1, options.seconds),
      () => large.load(api, 1, options.seconds),
    );
    const of = (side: 'baseline' | 'subject'): number => median(rounds.map((round) => round[side].p50Ms));
    say(
      `规模增长 · Median of the single check: ${of('baseline').toFixed(3)} ms at ${SMALL_WORLD} findings, ` +
        `${of('subject').toFixed(3)} ms at ${size.findings}`,
    );
    return { growthRatio: rounded(median(rounds.map(({ subject, baseline }) => subject.p50Ms / baseline.p50Ms))) };
  } finally {
    await Promise.all([large.stop(), little.stop(), smallApi.stop()]);
  }
}
