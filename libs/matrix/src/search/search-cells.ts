import { DomainError, namedCounts, type CellFilter, type CellSearch } from '#libs/domain';
import type { Snapshot } from '../memory/live-matrix.js';
import { placeFilter } from './cell-filter.js';
import { countCells } from './count-cells.js';
import { listCells } from './list-cells.js';
import type { ReleaseDirectory } from './release-directory.js';

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
  return {
    items: items.map(({ release, platform, status }) => ({
      release: world.releases.releases[release]?.coordinate ?? '',
      os: world.platforms.osReleases[world.platforms.osOf[platform] ?? 0]?.coordinate ?? '',
      cpu: world.platforms.cpuModels[world.platforms.cpuOf[platform] ?? 0]?.coordinate ?? '',
      status,
    })),
    counts: namedCounts(counts, {
      categories: directory.categories,
      vendors: directory.vendors,
      osReleases: world.platforms.osReleases,
      cpuModels: world.platforms.cpuModels,
    }),
    total: counts.total,
    revision: edition.revision,
    nextCursor:
      found.length > items.length && last !== undefined
        ? cursorOf(world.releases.releases[last.release]?.id ?? '', world.platforms.platforms[last.platform]?.id ?? 0)
        : null,
  };
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
