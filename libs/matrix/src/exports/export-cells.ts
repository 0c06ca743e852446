import { listedStatuses, type CellFilter } from '#libs/domain';
import type { ProductCard } from '#libs/registry';
import { Turns } from '../batch/take-turns.js';
import type { Snapshot } from '../memory/live-matrix.js';
import { placeFilter, placePlatforms, platformsOf } from '../search/cell-filter.js';
import type { LiveDirectory } from '../search/live-directory.js';
import { hasStatus, isReleaseIn } from '../search/list-cells.js';

/** One cell to be written down, by places in the matrix that is live at that instant. */
export interface ExportedCell {
  readonly snapshot: Snapshot;
  readonly product: ProductCard;
  readonly release: number;
  readonly platform: number;
  /** Epoch ms. */
  readonly at: number;
}

/** Characters that are handed on together. */
const CHUNK = 64 * 1024;

type Current = NonNullable<Awaited<ReturnType<LiveDirectory['current']>>>;

/**
 * Writes down all cells that match, in slices. Between slices the matrix moves on, and may be exchanged for another: each
 * cell is told as of its own revision, and no old matrix is kept for a slow reader.
 *
 * @param start the matrix as the caller has just asked for it
 * @param write one cell as UTF-8 bytes, one a character
 * @throws DomainError `unknown-coordinate`, before anything is written
 */
export function exportCells(
  live: LiveDirectory,
  start: Current,
  filter: CellFilter,
  write: (cell: ExportedCell) => string,
  stopping: AbortSignal,
): AsyncGenerator<Buffer> {
  const { snapshot, directory } = start;
  const placed = placeFilter(filter, directory, snapshot.matrix.world);
  const statuses = listedStatuses(placed);
  const { releases } = snapshot.matrix.world;
  const ids = releases.releases.flatMap(({ id }, release) =>
    !releases.isDraft(release) && isReleaseIn(placed, directory, release) ? [id] : [],
  );
  const turns = new Turns(stopping);
  return writeAll();

  async function* writeAll(): AsyncGenerator<Buffer> {
    let here = await current(live);
    let platforms = platformsOf(placePlatforms(filter, here.snapshot.matrix.world), here.snapshot.matrix.world);
    let text = '';
    const renew = async (): Promise<void> => {
      await turns.next();
      const { matrix } = here.snapshot;
      here = await current(live);
      const { world } = here.snapshot.matrix;
      if (here.snapshot.matrix !== matrix) platforms = platformsOf(placePlatforms(filter, world), world);
    };
    for (const id of ids) {
      if (turns.isOver) await renew();
      const { snapshot: now, directory: names } = here;
      const release = now.matrix.world.releases.placeOfId(id);
      const product = names.products[names.product[release] ?? -1];
      if (release === -1 || product === undefined || !hasStatus(now.matrix, release, statuses)) continue;
      const at = Date.now();
      now.matrix.refresh(release, Math.floor(at / 1000));
      for (const platform of platforms) {
        if (statuses[now.matrix.answers.status(release, platform)] !== 1) continue;
        text += write({ snapshot: now, product, release, platform, at });
      }
      if (text.length < CHUNK) continue;
      yield Buffer.from(text, 'latin1');
      text = '';
      await renew();
    }
    if (text !== '') yield Buffer.from(text, 'latin1');
  }
}

async function current(live: LiveDirectory): Promise<Current> {
  const here = await live.current();
  if (here === null) throw new Error('a matrix that was loaded is gone');
  return here;
}
