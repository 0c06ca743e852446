import { nearestMatches } from '../../coordinates/nearest-matches.js';
import { unknownCoordinate } from '../../coordinates/unknown-coordinate.js';
import { CELL_STATUSES, type CellStatus } from '../cell.js';

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

/** Values of a filter, each once or several times: what is given once is a list of one. */
export interface FilterValues {
  readonly category?: string | readonly string[] | undefined;
  readonly vendor?: string | readonly string[] | undefined;
  readonly os?: string | readonly string[] | undefined;
  readonly cpu?: string | readonly string[] | undefined;
  readonly status?: CellStatus | readonly CellStatus[] | undefined;
  readonly q?: string | undefined;
}

export function filterOf({ category, vendor, os, cpu, status, q }: FilterValues): CellFilter {
  return {
    category: listOf(category),
    vendor: listOf(vendor),
    os: listOf(os),
    cpu: listOf(cpu),
    status: listOf(status),
    q,
  };
}

function listOf<T extends string>(values: T | readonly T[] | undefined): readonly T[] {
  return values === undefined ? [] : [...new Set(typeof values === 'string' ? [values] : values)];
}

/** A field's filter by places in the list of what is known; null where everything is asked for. */
export type Chosen = Uint8Array | null;

/** @throws DomainError `unknown-coordinate` with the nearest matches, for a value that nothing is called */
export function chosenOf(
  field: 'category' | 'vendor' | 'os' | 'cpu',
  wanted: readonly string[],
  known: readonly string[],
): Chosen {
  const places = wanted.map((name) => {
    const place = known.indexOf(name);
    if (place === -1) throw unknownCoordinate(`query.${field}`, name, nearestMatches(name, known));
    return place;
  });
  return places.length === 0 ? null : flags(known.length, places);
}

export function chosenStatuses(wanted: readonly CellStatus[]): Chosen {
  const places = wanted.map((status) => CELL_STATUSES.indexOf(status));
  return places.length === 0 ? null : flags(CELL_STATUSES.length, places);
}

export function isIn(chosen: Chosen, place: number): boolean {
  return chosen === null || chosen[place] === 1;
}

/** Statuses that are listed, by place: those asked for, or else all that say something. */
export function listedStatuses({ status }: { readonly status: Chosen }): Uint8Array {
  return status ?? Uint8Array.from(CELL_STATUSES, (name) => (name === 'unknown' ? 0 : 1));
}

function flags(size: number, places: readonly number[]): Uint8Array {
  const all = new Uint8Array(size);
  for (const place of places) all[place] = 1;
  return all;
}

/** What a product is found by: its names and its coordinate, in lower case. */
export function productWords(product: {
  readonly name: string;
  readonly nameEn: string | null;
  readonly vendor: string;
  readonly product: string;
}): string {
  return [product.name, product.nameEn ?? '', `${product.vendor}/${product.product}`].join('\n').toLowerCase();
}
