import { CELL_STATUSES, isIn, listedStatuses, type CellStatus } from '#libs/domain';
import type { Matrix } from '../memory/matrix.js';
import { platformsOf, type PlacedFilter } from './cell-filter.js';
import type { ReleaseDirectory } from './release-directory.js';

const STATUSES = CELL_STATUSES.length;

/** A cell by its places. */
export interface PlacedCell {
  readonly release: number;
  readonly platform: number;
  readonly status: CellStatus;
}

/** Whether a release is among those asked for. */
export function isReleaseIn(filter: PlacedFilter, directory: ReleaseDirectory, release: number): boolean {
  return (
    isIn(filter.text, release) &&
    isIn(filter.category, directory.category[release] ?? 0) &&
    isIn(filter.vendor, directory.vendor[release] ?? 0)
  );
}

/** Has the release any cell of these statuses? By its counts, which may lag behind the clock by a second. */
export function hasStatus({ answers }: Matrix, release: number, statuses: Uint8Array): boolean {
  for (let s = 0; s < STATUSES; s += 1) {
    if (statuses[s] === 1 && (answers.countsOfRelease[release * STATUSES + s] ?? 0) > 0) return true;
  }
  return false;
}

/**
 * Matching cells in the order of their places, as they are at a moment.
 *
 * @param from the place to begin at
 * @param at epoch seconds: the present, or the moment that the answers were derived for
 */
export function listCells(
  matrix: Matrix,
  directory: ReleaseDirectory,
  filter: PlacedFilter,
  from: { readonly release: number; readonly platform: number },
  limit: number,
  at: number,
): PlacedCell[] {
  const found: PlacedCell[] = [];
  const statuses = listedStatuses(filter);
  const platforms = platformsOf(filter, matrix.world);
  for (let release = from.release; release < matrix.world.releases.size && found.length < limit; release += 1) {
    if (matrix.world.releases.isDraft(release) || !isReleaseIn(filter, directory, release)) continue;
    if (!hasStatus(matrix, release, statuses)) continue;
    matrix.refresh(release, at);
    for (const platform of platforms) {
      if (release === from.release && platform < from.platform) continue;
      const place = matrix.answers.status(release, platform);
      const status = CELL_STATUSES[place];
      if (statuses[place] === 1 && status !== undefined) found.push({ release, platform, status });
      if (found.length === limit) break;
    }
  }
  return found;
}
