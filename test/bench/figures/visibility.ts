import { openDatabase, row } from '#libs/database';
import type { DataSource } from 'typeorm';
import { ask, expectStatus } from '../http/ask.js';
import { percentile } from '../http/percentiles.js';
import { startApi, type ApiProcess } from '../processes/api-process.js';
import { PLATFORMS } from '../world/platforms.js';
import { Random, STREAM } from '../world/random.js';
import { worldRelease, type WorldRelease } from '../world/releases.js';
import { rounded, type Measured } from './figures.js';
import { signIn } from './members.js';
import type { Scene } from './scene.js';

const FINDINGS = 300;
/** Guard against a process that never learns of anything. */
const GIVE_UP_MS = 10_000;

/**
 * A vendor declares through one API process; another process is asked until its answer names the declarer. Counted from the
 * instant with which the finding became known in the database, so writing and committing it are in the figure.
 */
export async function measureVisibility({ root, databaseUrl, size, api, say }: Scene): Promise<Measured> {
  const second = await startApi(root, databaseUrl);
  const db = await openDatabase({ url: databaseUrl, poolMax: 2, applicationName: 'shipei-bench-visibility' });
  try {
    const random = new Random(size.seed, STREAM.questions, 1);
    const releases = Array.from({ length: 20 }, () => worldRelease(size, random.below(size.releases)));
    const vendors = [...new Set(releases.map(({ vendor }) => vendor))];
    const tokens = await signIn(
      db,
      vendors.map((slug) => ({ slug, role: 'vendor' as const })),
    );
    const took: number[] = [];
    for (let made = 0; made < FINDINGS; made += 1) {
      const release = random.pick(releases);
      took.push(await declareAndSee(db, api, second, release, tokens.get(release.vendor) ?? '', random));
    }
    const sorted = Float64Array.from(took).sort();
    say(
      `新结论可见 · New findings in a second process: p50 ${percentile(sorted, 0.5).toFixed(1)} ms, ` +
        `p99 ${percentile(sorted, 0.99).toFixed(1)} ms of ${FINDINGS}`,
    );
    return { visibleP99Ms: rounded(percentile(sorted, 0.99)) };
  } finally {
    await db.destroy();
    await second.stop();
  }
}

async function declareAndSee(
  db: DataSource,
  api: ApiProcess,
  second: ApiProcess,
  { coordinate, vendor }: WorldRelease,
  token: string,
  random: Random,
): Promise<number> {
  const { os, cpu } = random.pick(PLATFORMS);
  const path = `/api/v1/matrix/check?${new URLSearchParams({ release: coordinate, os, cpu }).toString()}`;
  const before = revisionIn(await answerOf(second, path));
  const body = JSON.stringify({ release: coordinate, os, cpu, verdict: 'pass', source: 'measuring' });
  const written = ask(api.url, { path: '/api/v1/declarations', token, body });
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    const answer = await answerOf(second, path);
    const seenAt = performance.timeOrigin + performance.now();
    if (revisionIn(answer) > before && answer.includes(`"organization":"${vendor}"`)) {
      expectStatus(await written, 201);
      const head = await row<{ ms: number }>(
        db,
        'SELECT (extract(epoch FROM known_at) * 1000)::float8 AS ms FROM revision_head',
      );
      return seenAt - (head?.ms ?? seenAt);
    }
    if (Date.now() > deadline) throw new Error(`a finding about ${coordinate} never became visible`);
  }
}

async function answerOf(api: ApiProcess, path: string): Promise<string> {
  return expectStatus(await ask(api.url, { path }), 200);
}

function revisionIn(answer: string): number {
  return Number(/"revision":(\d+)/.exec(answer)?.[1] ?? NaN);
}
