import type { InputOf, searchCells } from '#libs/contracts';
import type { CellFilter } from '#libs/matrix';

type FilterQuery = Partial<
  Pick<InputOf<typeof searchCells>['query'], 'category' | 'vendor' | 'os' | 'cpu' | 'status' | 'q'>
>;

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

type MomentQuery = Pick<InputOf<typeof searchCells>['query'], 'validAt' | 'knownAt'>;

/** The moment that a query asks about; null where it asks about the present, which is answered from memory. */
export function momentOfQuery({ validAt, knownAt }: MomentQuery): {
  readonly validAt: Date | null;
  readonly knownAt: Date | null;
} | null {
  const asked = {
    validAt: validAt === undefined || validAt === 'now' ? null : new Date(validAt),
    knownAt: knownAt === undefined || knownAt === 'latest' ? null : new Date(knownAt),
  };
  return asked.validAt === null && asked.knownAt === null ? null : asked;
}
