import { listedStatuses, MAX_SHEET_ROWS, sheetMayBeFull, type CellFilter } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { Turns } from '../batch/take-turns.js';
import type { ExportedCell } from '../exports/export-cells.js';
import { placeFilter, platformsOf } from '../search/cell-filter.js';
import type { LiveDirectory } from '../search/live-directory.js';
import { pastMatrix, type Moment } from './past-matrix.js';
import { releasesAsked } from './releases-asked.js';

type Current = NonNullable<Awaited<ReturnType<LiveDirectory['current']>>>;

/** Releases that one export looks up, and that are held in memory together. */
const MOST_RELEASES = 5_000;
const GROUP = 100;
/** Characters that are handed on together. */
const CHUNK = 64 * 1024;

/**
 * Writes down all cells that match at another moment, from the database's facts: some releases at a time, each lot read in a
 * transaction of its own. What was known then does not change any more, so that they agree.
 *
 * @param isSheet the format has room for so many rows only
 * @param write one cell as UTF-8 bytes, one a character
 * @throws DomainError `unknown-coordinate`, `invalid-request`, before anything is written
 */
export async function exportPastCells(
  db: DataSource,
  now: Current,
  filter: CellFilter,
  { moment, isSheet }: { readonly moment: Moment; readonly isSheet: boolean },
  write: (cell: ExportedCell) => string,
  stopping: AbortSignal,
): Promise<AsyncGenerator<Buffer>> {
  const ids = releasesAsked(now, filter, MOST_RELEASES);
  const turns = new Turns(stopping);
  const first = await groupAt(0);
  const columns = first === undefined ? 0 : platformsOf(first.placed, first.past.snapshot.matrix.world).length;
  if (isSheet && ids.length * columns > MAX_SHEET_ROWS) throw sheetMayBeFull();
  return writeAll();

  async function groupAt(from: number) {
    const past = await pastMatrix(db, ids.slice(from, from + GROUP), moment, turns);
    if (past === undefined) return undefined;
    return { past, placed: placeFilter(filter, past.directory, past.snapshot.matrix.world) };
  }

  async function* writeAll(): AsyncGenerator<Buffer> {
    let text = '';
    for (let from = 0; from < ids.length; from += GROUP) {
      const group = from === 0 ? first : await groupAt(from);
      if (group === undefined) return;
      for await (const cell of cellsOf(group)) {
        text += write(cell);
        if (text.length < CHUNK) continue;
        yield Buffer.from(text, 'latin1');
        text = '';
      }
    }
    if (text !== '') yield Buffer.from(text, 'latin1');
  }

  async function* cellsOf({
    past,
    placed,
  }: NonNullable<Awaited<ReturnType<typeof groupAt>>>): AsyncGenerator<ExportedCell> {
    const { snapshot, directory } = past;
    const { answers, world } = snapshot.matrix;
    const statuses = listedStatuses(placed);
    const platforms = platformsOf(placed, world);
    const at = moment.validAt.getTime();
    for (let release = 0; release < world.releases.size; release += 1) {
      const product = directory.products[directory.product[release] ?? -1];
      if (world.releases.isDraft(release) || product === undefined) continue;
      for (const platform of platforms) {
        if (statuses[answers.status(release, platform)] === 1) yield { snapshot, product, release, platform, at };
      }
      if (turns.isOver) await turns.next();
    }
  }
}
