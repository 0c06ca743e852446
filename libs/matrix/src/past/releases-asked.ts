import { DomainError, type CellFilter } from '#libs/domain';
import { placeFilter } from '../search/cell-filter.js';
import type { LiveDirectory } from '../search/live-directory.js';
import { isReleaseIn } from '../search/list-cells.js';

type Current = NonNullable<Awaited<ReturnType<LiveDirectory['current']>>>;

/**
 * Ids of the published releases that a filter is about, by what products are called today.
 *
 * @throws DomainError `unknown-coordinate`, `invalid-request` where there are more than `most`
 */
export function releasesAsked({ snapshot, directory }: Current, filter: CellFilter, most: number): string[] {
  const { world } = snapshot.matrix;
  // Platforms are looked up as of the moment asked about.
  const placed = placeFilter({ ...filter, os: [], cpu: [] }, directory, world);
  const ids = world.releases.releases.flatMap(({ id }, place) =>
    place < directory.size && !world.releases.isDraft(place) && isReleaseIn(placed, directory, place) ? [id] : [],
  );
  if (ids.length <= most) return ids;
  throw new DomainError(
    'invalid-request',
    `筛选结果有 ${ids.length} 个版本，对其他时刻一次最多 ${most} 个 · ${ids.length} releases match and at most ${most} are looked up at other moments: narrow the filter by vendor, category or q`,
    { fields: [{ path: 'query', code: 'too_big', message: `more than ${most} releases match` }] },
  );
}
