import { ask, expectStatus } from '../http/ask.js';
import { askedCells, questionSequence } from '../queries/asked-cells.js';
import { PLATFORMS } from '../world/platforms.js';
import { worldRelease } from '../world/releases.js';
import type { Measured } from './figures.js';
import type { Scene } from './scene.js';

const SAMPLE = 1_000;
/** The load that the figures are stated for: so many of the questions are answered by inference. */
const AT_LEAST = 0.4;

/** No figure of its own: whether the questions are the ones that the figures are stated for. */
export async function checkInferredShare({ api, size, say }: Scene): Promise<Measured> {
  const counts = new Map<string, number>();
  for (const cell of questionSequence(size, askedCells(size), SAMPLE)) {
    const release = worldRelease(size, Math.floor(cell / PLATFORMS.length)).coordinate;
    const { os = '', cpu = '' } = PLATFORMS[cell % PLATFORMS.length] ?? {};
    const path = `/api/v1/matrix/check?${new URLSearchParams({ release, os, cpu }).toString()}`;
    const status = /"status":"([a-z]+)"/.exec(expectStatus(await ask(api.url, { path }), 200))?.[1] ?? '';
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const share = ((counts.get('expected') ?? 0) + (counts.get('inherited') ?? 0)) / SAMPLE;
  const told = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([status, count]) => `${status} ${((count / SAMPLE) * 100).toFixed(1)} %`);
  say(`提问构成 · Questions answered by inference: ${(share * 100).toFixed(0)} % (${told.join(', ')})`);
  if (share < AT_LEAST)
    throw new Error(`only ${(share * 100).toFixed(1)} % of the questions are answered by inference`);
  return {};
}
