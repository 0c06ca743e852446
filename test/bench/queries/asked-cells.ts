import { PLATFORMS } from '../world/platforms.js';
import { Random, STREAM } from '../world/random.js';
import { knownBlocks } from '../world/release-findings.js';
import type { WorldSize } from '../world/size.js';
import { Zipf } from './zipf.js';

/** Distinct cells that are asked about; a small world has fewer. */
const ASKED = 1_200_000;
/** Of one release at most so many: beyond them even a small world would be asked where nobody works. */
const PER_RELEASE = 150;
/** People ask where the vendor works: that share of a release's asked cells lies near what was tested. */
const NEAR = 0.9;

/** Distinct cells, the most asked one first. A cell is `release * PLATFORMS.length + platform`. */
export function askedCells(size: WorldSize, wanted = ASKED): Uint32Array {
  const each = Math.min(PER_RELEASE, Math.ceil(wanted / size.releases));
  const cells = new Uint32Array(each * size.releases);
  for (let release = 0; release < size.releases; release += 1) {
    const random = new Random(size.seed, STREAM.cells, release);
    const near = knownBlocks(size, release).flatMap(({ platforms }) => platforms);
    const chosen = new Set<number>();
    for (let tries = 0; chosen.size < each; tries += 1) {
      // A release of few known platforms must come to an end too.
      const isNear = random.chance(NEAR) && tries < 4 * each;
      chosen.add(isNear ? random.pick(near) : random.below(PLATFORMS.length));
    }
    let place = release * each;
    for (const platform of chosen) cells[place++] = release * PLATFORMS.length + platform;
  }
  new Random(size.seed, STREAM.cells, size.releases).shuffle(cells);
  return cells;
}

/** Cells in the order in which they are asked, Zipf-distributed. */
export function questionSequence(size: WorldSize, cells: Uint32Array, length: number): Uint32Array {
  const zipf = new Zipf(cells.length);
  const random = new Random(size.seed, STREAM.queries);
  return Uint32Array.from({ length }, () => cells[zipf.draw(random)] ?? 0);
}
