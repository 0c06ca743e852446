import type { CellFilter, CellSearch } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { Turns } from '../batch/take-turns.js';
import type { LiveDirectory } from '../search/live-directory.js';
import { searchCells } from '../search/search-cells.js';
import { pastMatrix, type Moment } from './past-matrix.js';
import { releasesAsked } from './releases-asked.js';

type Current = NonNullable<Awaited<ReturnType<LiveDirectory['current']>>>;

/** Releases that one search looks up. */
const MOST_RELEASES = 500;

/**
 * The same search over another moment, from the database's facts. Counts are those of the releases that match: counting by
 * category and vendor leaves no filter out here.
 *
 * @throws DomainError `unknown-coordinate`, `invalid-request` where too many releases match
 */
export async function searchPastCells(
  db: DataSource,
  now: Current,
  filter: CellFilter,
  page: { readonly cursor: string | undefined; readonly limit: number },
  moment: Moment,
  stopping: AbortSignal,
): Promise<CellSearch> {
  const ids = releasesAsked(now, filter, MOST_RELEASES);
  const past = await pastMatrix(db, ids, moment, new Turns(stopping));
  if (past === undefined) return { ...NOTHING, revision: moment.revision };
  const at = Math.floor(moment.validAt.getTime() / 1000);
  return searchCells(past.snapshot, past.directory, filter, page, at);
}

/** Before there was a catalogue. */
const NOTHING: CellSearch = {
  items: [],
  counts: { status: {}, category: {}, vendor: {}, os: {}, cpu: {} },
  total: 0,
  revision: 0,
  nextCursor: null,
};
