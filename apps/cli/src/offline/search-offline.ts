import { searchCells } from '#libs/contracts';
import {
  CELL_STATUSES,
  CellTally,
  DomainError,
  isIn,
  listedStatuses,
  namedCounts,
  type CellSearch,
} from '#libs/domain';
import { z } from 'zod';
import { BundledCells, statusPlace, type FoundRelease } from './bundled-cells.js';
import { momentsOf } from './moments.js';
import type { OfflineMatrix } from './offline-matrix.js';
import { askedBy, parsedQuery, type CellsQuery } from './query-offline.js';

/** One page, or, without a limit, all there is behind the cursor. */
interface Page {
  readonly limit: number | null;
  readonly cursor?: string;
}

type Item = CellSearch['items'][number];

/**
 * Searches a bundle: the document that the service gives a stranger as of the bundle's revision. Of the releases at another
 * moment than the present only those are counted that match, as the service counts them.
 *
 * @param onRelease called for each release of the bundle that has been looked at
 * @throws DomainError `unknown-coordinate`, `invalid-request`
 */
export async function searchOffline(
  matrix: OfflineMatrix,
  query: CellsQuery,
  { limit, cursor }: Page,
  now: Date,
  onRelease: () => void,
): Promise<CellSearch> {
  const parsed = parsedQuery(searchCells.query, { ...query, ...(limit === null ? {} : { limit }) });
  const { filter, moments, isNamed } = askedBy(parsed);
  const cells = new BundledCells(matrix, filter, momentsOf(matrix.file.index, moments, now, 'query.'), onRelease);
  const { chosen, columns } = cells;
  const { categories, vendors, osReleases, cpuModels } = matrix.catalogue;
  const tally = new CellTally(chosen, {
    category: categories.length,
    vendor: vendors.length,
    os: osReleases.length,
    cpu: cpuModels.length,
  });
  const listed = listedStatuses(chosen);
  const most = limit ?? Infinity;
  const found: Item[] = [];
  const start = await startOf(matrix, cells, cursor);
  let isBehind = start === null;
  for await (const release of cells.releases()) {
    const first = start?.release === release.entry.release ? start.column + 1 : 0;
    const lists = isBehind || first > 0;
    isBehind = lists;
    if (!isCounted(cells, release, isNamed)) continue;
    const answers = asksStatus(cells, release) ? (await cells.told(release)).answers : null;
    matrix.reading(() => {
      columns.forEach(({ platform, os, cpu }, place) => {
        const { category, vendor } = release;
        const status = tally.add({ category, vendor, os, cpu }, () =>
          answers === null ? NO_STATUS : statusPlace(answers, platform),
        );
        const name = status === null || listed[status] !== 1 ? undefined : CELL_STATUSES[status];
        if (name === undefined || !lists || place < first || found.length > most) return;
        found.push({
          release: release.entry.release,
          os: platform.os.coordinate,
          cpu: platform.cpu.coordinate,
          status: name,
        });
      });
    });
  }
  const items = found.slice(0, most);
  const last = items.at(-1);
  const { counts } = tally;
  return {
    items,
    counts: namedCounts(counts, { categories, vendors, osReleases, cpuModels }),
    total: counts.total,
    revision: matrix.file.index.revision,
    nextCursor: found.length > items.length && last !== undefined ? cursorOf(last) : null,
  };
}

/** Where no status is asked for, none is looked at. */
const NO_STATUS = -1;

function isCounted(cells: BundledCells, release: FoundRelease, isNamed: boolean): boolean {
  if (isNamed) return cells.isAsked(release);
  return isIn(cells.chosen.category, release.category) || isIn(cells.chosen.vendor, release.vendor);
}

/** Of a release of another category or vendor than asked for, cells are counted by a status only where one is asked for. */
function asksStatus(cells: BundledCells, release: FoundRelease): boolean {
  return cells.isAsked(release) || cells.chosen.status !== null;
}

/** Names the last cell of a page by its coordinates. */
function cursorOf({ release, os, cpu }: Item): string {
  return Buffer.from(JSON.stringify([release, os, cpu])).toString('base64url');
}

const place = z.tuple([z.string(), z.string(), z.string()]);

/** @throws DomainError `invalid-request` for a cursor that is none of this bundle's */
async function startOf(
  matrix: OfflineMatrix,
  { columns }: BundledCells,
  cursor: string | undefined,
): Promise<{ readonly release: string; readonly column: number } | null> {
  if (cursor === undefined) return null;
  const [release, os, cpu] = read(cursor) ?? [];
  const column = columns.findIndex(({ platform }) => platform.os.coordinate === os && platform.cpu.coordinate === cpu);
  if (release !== undefined && column !== -1 && (await matrix.has(release))) return { release, column };
  throw new DomainError('invalid-request', '游标无效 · The cursor is not one of this list', {
    fields: [{ path: 'query.cursor', code: 'invalid', message: 'use the nextCursor of the page before' }],
  });
}

function read(cursor: string): readonly [string, string, string] | undefined {
  try {
    return place.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
