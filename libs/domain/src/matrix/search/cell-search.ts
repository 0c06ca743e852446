import { CELL_STATUSES, type CellStatus } from '../cell.js';
import type { FacetCounts } from './cell-tally.js';

/** Vendors that counts are given for: those with the most cells. */
const MOST_VENDORS = 50;

type Counts = Readonly<Record<string, number>>;

/** A page of cells, and how many there are of all: the answer to a search. */
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

/** What the places of counts are called. */
export interface FacetNames {
  readonly categories: readonly string[];
  readonly vendors: readonly string[];
  readonly osReleases: readonly { readonly coordinate: string }[];
  readonly cpuModels: readonly { readonly coordinate: string }[];
}

/** Counts by name, without what there is none of. */
export function namedCounts(
  counts: FacetCounts,
  { categories, vendors, osReleases, cpuModels }: FacetNames,
): CellSearch['counts'] {
  const coordinates = (list: readonly { readonly coordinate: string }[]) => list.map(({ coordinate }) => coordinate);
  return {
    status: named(CELL_STATUSES, counts.status),
    category: named(categories, counts.category),
    vendor: named(vendors, counts.vendor, MOST_VENDORS),
    os: named(coordinates(osReleases), counts.os),
    cpu: named(coordinates(cpuModels), counts.cpu),
  };
}

/** Greatest first where only so many are wanted. */
function named(names: readonly string[], counts: readonly number[], most = Infinity): Counts {
  const some = names.flatMap((name, place) => {
    const count = counts[place] ?? 0;
    return count > 0 ? [[name, count] as const] : [];
  });
  if (some.length <= most) return Object.fromEntries(some);
  return Object.fromEntries(some.sort(([, a], [, b]) => b - a).slice(0, most));
}
