import { ask, expectStatus, isMissing } from '../http/ask.js';
import { median } from '../http/percentiles.js';
import { forked } from '../processes/forked.js';
import { askedCells, questionSequence } from '../queries/asked-cells.js';
import { PLATFORMS } from '../world/platforms.js';
import { worldRelease } from '../world/releases.js';
import { rounded, type Measured } from './figures.js';
import type { Scene } from './scene.js';

const PATH = '/api/v1/matrix/check';
const CELLS = 10_000;
const ROUNDS = 21;

/** A batch of 10,000 cells beside merely reading its request and writing its answer as JSON. */
export async function measureBatch({ api, size, say }: Scene): Promise<Measured> {
  const body = batchBody(size);
  const first = await ask(api.url, { path: PATH, body });
  if (isMissing(first)) {
    say(`批量查询 · batchRatio: not measured; POST ${PATH} answers ${first.status}`);
    return { batchRatio: null };
  }
  const json = forked<number>('baselines/json-only');
  try {
    const ratios: number[] = [];
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const begun = performance.now();
      const answer = await ask(api.url, { path: PATH, body });
      const text = expectStatus(answer, 200);
      const subject = answer.endedAt - begun;
      json.send({ request: body, answer: text });
      ratios.push((await json.answer()) / subject);
      took.push(subject);
    }
    say(`批量查询 · Batch of ${CELLS} cells: ${median(took).toFixed(1)} ms over HTTP`);
    return { batchRatio: rounded(median(ratios)) };
  } finally {
    await json.stop();
  }
}

function batchBody(size: Scene['size']): string {
  const cells = questionSequence(size, askedCells(size), CELLS);
  return JSON.stringify({
    cells: Array.from(cells, (cell) => {
      const place = PLATFORMS[cell % PLATFORMS.length];
      return {
        release: worldRelease(size, Math.floor(cell / PLATFORMS.length)).coordinate,
        os: place?.os,
        cpu: place?.cpu,
      };
    }),
  });
}
