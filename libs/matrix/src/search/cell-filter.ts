import { chosenOf, chosenStatuses, isIn, type CellFilter, type Chosen } from '#libs/domain';
import type { MatrixWorld } from '../memory/matrix.js';
import type { ReleaseDirectory } from './release-directory.js';

/** The filter by places; null where everything is asked for. */
export interface PlacedFilter {
  readonly category: Chosen;
  readonly vendor: Chosen;
  readonly os: Chosen;
  readonly cpu: Chosen;
  readonly status: Chosen;
  /** By release. */
  readonly text: Chosen;
}

/** @throws DomainError `unknown-coordinate` with the nearest matches, for a value that nothing is called */
export function placeFilter(filter: CellFilter, directory: ReleaseDirectory, world: MatrixWorld): PlacedFilter {
  return {
    category: chosenOf('category', filter.category, directory.categories),
    vendor: chosenOf('vendor', filter.vendor, directory.vendors),
    ...placePlatforms(filter, world),
    status: chosenStatuses(filter.status),
    text: filter.q === undefined ? null : directory.matching(filter.q),
  };
}

/** The part of a filter that is about platforms. */
export function placePlatforms(
  { os, cpu }: Pick<CellFilter, 'os' | 'cpu'>,
  { platforms }: MatrixWorld,
): Pick<PlacedFilter, 'os' | 'cpu'> {
  const coordinates = (list: readonly { readonly coordinate: string }[]) => list.map(({ coordinate }) => coordinate);
  return {
    os: chosenOf('os', os, coordinates(platforms.osReleases)),
    cpu: chosenOf('cpu', cpu, coordinates(platforms.cpuModels)),
  };
}

/** Places of the platforms that a filter lets through. */
export function platformsOf({ os, cpu }: Pick<PlacedFilter, 'os' | 'cpu'>, { platforms }: MatrixWorld): number[] {
  return platforms.platforms.flatMap((platform, place) =>
    isIn(os, platform.os) && isIn(cpu, platform.cpu) ? [place] : [],
  );
}
