import { CELL_STATUSES, nearestMatches, type CellStatus } from '#libs/domain';
import { unknownCoordinate } from '#libs/registry';
import { STATUS_PLACE } from '../memory/answers.js';
import type { MatrixWorld } from '../memory/matrix.js';
import type { ReleaseDirectory } from './release-directory.js';

/** Which cells are asked for. Any one of the values of a field; an empty list asks for all. */
export interface CellFilter {
  readonly category: readonly string[];
  readonly vendor: readonly string[];
  readonly os: readonly string[];
  readonly cpu: readonly string[];
  readonly status: readonly CellStatus[];
  /** Part of a product's name or of a coordinate. */
  readonly q: string | undefined;
}

/** The filter by places; null where everything is asked for. */
export interface PlacedFilter {
  readonly category: Uint8Array | null;
  readonly vendor: Uint8Array | null;
  readonly os: Uint8Array | null;
  readonly cpu: Uint8Array | null;
  readonly status: Uint8Array | null;
  /** By release. */
  readonly text: Uint8Array | null;
}

/** @throws DomainError `unknown-coordinate` with the nearest matches, for a value that nothing is called */
export function placeFilter(filter: CellFilter, directory: ReleaseDirectory, world: MatrixWorld): PlacedFilter {
  return {
    category: chosen('category', filter.category, directory.categories),
    vendor: chosen('vendor', filter.vendor, directory.vendors),
    ...placePlatforms(filter, world),
    status:
      filter.status.length === 0
        ? null
        : flags(
            CELL_STATUSES.length,
            filter.status.map((s) => STATUS_PLACE[s]),
          ),
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
    os: chosen('os', os, coordinates(platforms.osReleases)),
    cpu: chosen('cpu', cpu, coordinates(platforms.cpuModels)),
  };
}

/** Places of the platforms that a filter lets through. */
export function platformsOf({ os, cpu }: Pick<PlacedFilter, 'os' | 'cpu'>, { platforms }: MatrixWorld): number[] {
  return platforms.platforms.flatMap((platform, place) =>
    isIn(os, platform.os) && isIn(cpu, platform.cpu) ? [place] : [],
  );
}

export function isIn(chosenPlaces: Uint8Array | null, place: number): boolean {
  return chosenPlaces === null || chosenPlaces[place] === 1;
}

/** Statuses that are listed: those asked for, or else all that say something. */
export function listedStatuses({ status }: Pick<PlacedFilter, 'status'>): Uint8Array {
  return status ?? Uint8Array.from(CELL_STATUSES, (name) => (name === 'unknown' ? 0 : 1));
}

function chosen(field: string, wanted: readonly string[], known: readonly string[]): Uint8Array | null {
  if (wanted.length === 0) return null;
  const places = wanted.map((name) => {
    const place = known.indexOf(name);
    if (place === -1) throw unknownCoordinate(`query.${field}`, name, nearestMatches(name, known));
    return place;
  });
  return flags(known.length, places);
}

function flags(size: number, places: readonly number[]): Uint8Array {
  const all = new Uint8Array(size);
  for (const place of places) all[place] = 1;
  return all;
}
