import type { InputOf, searchCells } from '#libs/contracts';
import type { CellFilter } from '#libs/matrix';

type FilterQuery = Pick<InputOf<typeof searchCells>['query'], 'category' | 'vendor' | 'os' | 'cpu' | 'status' | 'q'>;

/** A parameter that is given once is a list of one. */
export function filterOfQuery({ category, vendor, os, cpu, status, q }: FilterQuery): CellFilter {
  return {
    category: listOf(category),
    vendor: listOf(vendor),
    os: listOf(os),
    cpu: listOf(cpu),
    status: listOf(status),
    q,
  };
}

function listOf<T extends string>(given: T | readonly T[] | undefined): readonly T[] {
  return given === undefined ? [] : [...new Set(typeof given === 'string' ? [given] : given)];
}
