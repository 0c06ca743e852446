import { CELL_STATUSES, DomainError, type CellStatus } from '#libs/domain';
import type { Snapshot } from '../memory/live-matrix.js';
import { placeFilter, type CellFilter } from './cell-filter.js';
import { countCells } from './count-cells.js';
import { listCells } from './list-cells.js';
import type { ReleaseDirectory } from './release-directory.js';

/** Vendors that counts are given for: those with the most cells. */
const MOST_VENDORS = 50;

type Counts = Readonly<Record<string, number>>;

export interface CellSearch {
  readonly items: readonly {
    readonly release: string;
    readonly os: string;
    readonly cpu: string;
    readonly status: CellStatus;
  }[];
  readonly counts: Readonly<Record<'status' | 'category' | 'vendor' | 'os' | 'cpu', Counts>>;
  readonly total: number;
  readonly revision: number;
  readonly nextCursor: string | null;
}

/**
 * Cells that match, a page of them, with counts. What strangers may see; `unknown` cells are counted, and listed only where
 * they are asked for.
 *
 * @param at epoch seconds: the present, or the moment that the answers were derived for
 * @throws DomainError `unknown-coordinate`, `invalid-request` for a cursor that is none
 */
export function searchCells(
  { matrix, edition }: Snapshot,
  directory: ReleaseDirectory,
  filter: CellFilter,
  page: { readonly cursor: string | undefined; readonly limit: number },
  at: number = Math.floor(Date.now() / 1000),
): CellSearch {
  const { world } = matrix;
  const placed = placeFilter(filter, directory, world);
  const found = listCells(matrix, directory, placed, startOf(matrix, page.cursor), page.limit + 1, at);
  const items = found.slice(0, page.limit);
  const last = items.at(-1);
  const counts = countCells(matrix, directory, placed);
  const coordinates = (list: readonly { readonly coordinate: string }[]) => list.map(({ coordinate }) => coordinate);
  return {
    items: items.map(({ release, platform, status }) => ({
      release: world.releases.releases[release]?.coordinate ?? '',
      os: world.platforms.osReleases[world.platforms.osOf[platform] ?? 0]?.coordinate ?? '',
      cpu: world.platforms.cpuModels[world.platforms.cpuOf[platform] ?? 0]?.coordinate ?? '',
      status,
    })),
    counts: {
      status: named(CELL_STATUSES, counts.status),
      category: named(directory.categories, counts.category),
      vendor: named(directory.vendors, counts.vendor, MOST_VENDORS),
      os: named(coordinates(world.platforms.osReleases), counts.os),
      cpu: named(coordinates(world.platforms.cpuModels), counts.cpu),
    },
    total: counts.total,
    revision: edition.revision,
    nextCursor:
      found.length > items.length && last !== undefined
        ? cursorOf(world.releases.releases[last.release]?.id ?? '', world.platforms.platforms[last.platform]?.id ?? 0)
        : null,
  };
}

/** Counts by name, without what there is none of; greatest first where only so many are wanted. */
function named(names: readonly string[], counts: readonly number[], most = Infinity): Counts {
  const some = names.flatMap((name, place) => {
    const count = counts[place] ?? 0;
    return count > 0 ? [[name, count] as const] : [];
  });
  if (some.length <= most) return Object.fromEntries(some);
  return Object.fromEntries(some.sort(([, a], [, b]) => b - a).slice(0, most));
}

/** Names the last cell of a page by ids: places are another matter in another process. */
function cursorOf(releaseId: string, platformId: number): string {
  return Buffer.from(`${releaseId}.${platformId}`).toString('base64url');
}

function startOf({ world }: Snapshot['matrix'], cursor: string | undefined): { release: number; platform: number } {
  if (cursor === undefined) return { release: 0, platform: 0 };
  const [, releaseId = '', platformId = ''] =
    /^([0-9a-f-]{36})\.(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  const release = world.releases.placeOfId(releaseId);
  const platform = world.platforms.placeOfId(platformId === '' ? -1 : Number(platformId));
  if (release === -1 || platform === -1) {
    throw new DomainError('invalid-request', '游标无效 · The cursor is not one of this list', {
      fields: [{ path: 'query.cursor', code: 'invalid', message: 'use the nextCursor of the page before' }],
    });
  }
  return { release, platform: platform + 1 };
}
