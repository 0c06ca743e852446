import { CELL_STATUSES } from '../cell.js';
import { isIn, type Chosen } from './cell-filter.js';

/** Numbers of cells, by place. Each facet's counts leave its own filter out, as a shop's do. */
export interface FacetCounts {
  readonly status: readonly number[];
  readonly category: readonly number[];
  readonly vendor: readonly number[];
  readonly os: readonly number[];
  readonly cpu: readonly number[];
  readonly total: number;
}

/** Where a cell lies in the lists that facets count by, but for its status. */
export interface CellPlaces {
  readonly category: number;
  readonly vendor: number;
  readonly os: number;
  readonly cpu: number;
}

const FIELDS = ['category', 'vendor', 'os', 'cpu'] as const;

/** Counts cells one by one; the matrix in memory counts the same by what it keeps counted. */
export class CellTally {
  readonly #filter: Readonly<Record<'status' | (typeof FIELDS)[number], Chosen>>;
  readonly #counts: Record<'status' | (typeof FIELDS)[number], number[]>;
  #total = 0;

  /** @param sizes of the lists that cells have their places in */
  constructor(
    filter: Readonly<Record<'status' | (typeof FIELDS)[number], Chosen>>,
    sizes: Readonly<Record<(typeof FIELDS)[number], number>>,
  ) {
    this.#filter = filter;
    const zeros = (size: number): number[] => new Array<number>(size).fill(0);
    this.#counts = {
      status: zeros(CELL_STATUSES.length),
      category: zeros(sizes.category),
      vendor: zeros(sizes.vendor),
      os: zeros(sizes.os),
      cpu: zeros(sizes.cpu),
    };
  }

  /**
   * @param statusOf the place of the cell's status: asked only where it matters, for it is dear to find out
   * @returns that place, where the cell is among those asked for as far as its status doesn't decide; else null
   */
  add(cell: CellPlaces, statusOf: () => number): number | null {
    const failing = FIELDS.filter((field) => !isIn(this.#filter[field], cell[field]));
    const [only, ...more] = failing;
    if (more.length > 0) return null;
    if (only !== undefined) {
      if (this.#filter.status === null || isIn(this.#filter.status, statusOf())) count(this.#counts[only], cell[only]);
      return null;
    }
    const status = statusOf();
    count(this.#counts.status, status);
    if (isIn(this.#filter.status, status)) {
      for (const field of FIELDS) count(this.#counts[field], cell[field]);
      this.#total += 1;
    }
    return status;
  }

  get counts(): FacetCounts {
    return { ...this.#counts, total: this.#total };
  }
}

function count(counts: number[], place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}

/** Cells that are listed, by the counts of a search. */
export function listedCells({ status: counts }: Pick<FacetCounts, 'status'>, listed: Uint8Array): number {
  return counts.reduce((sum, cells, place) => (listed[place] === 1 ? sum + cells : sum), 0);
}
