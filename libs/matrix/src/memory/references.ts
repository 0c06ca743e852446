/**
 * Certificate numbers and declarers in 32 bits. `SP-2026-0000123` packs into its year (from 2000) and its count; whatever
 * has another form gets a place in a list. 0 is none.
 */
const FIRST_YEAR = 2000;
const LISTED = 0xff;
const COUNT_BITS = 24;
const COUNT_LIMIT = 2 ** COUNT_BITS;

export class CertificateNumbers {
  readonly #listed: string[] = [];
  readonly #places = new Map<string, number>();

  pack(number: string | null): number {
    if (number === null) return 0;
    const match = /^SP-(2\d{3})-(\d{7})$/.exec(number);
    const year = Number(match?.[1]) - FIRST_YEAR;
    const count = Number(match?.[2]);
    if (match !== null && year > 0 && year < LISTED && count < COUNT_LIMIT) return year * COUNT_LIMIT + count;
    let place = this.#places.get(number);
    if (place === undefined) {
      place = this.#listed.push(number) - 1;
      this.#places.set(number, place);
    }
    return LISTED * COUNT_LIMIT + place;
  }

  /** The number that was packed; null for none. */
  unpack(packed: number): string | null {
    if (packed === 0) return null;
    const year = Math.floor(packed / COUNT_LIMIT);
    const count = packed % COUNT_LIMIT;
    if (year === LISTED) return this.#listed[count] ?? null;
    return `SP-${FIRST_YEAR + year}-${String(count).padStart(7, '0')}`;
  }
}

const CAPACITIES = ['vendor', 'os-vendor', 'cpu-vendor'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** Who declares, and as what. */
export class Declarers {
  readonly #ids: string[] = [];
  readonly #places = new Map<string, number>();

  pack(organizationId: string, as: Capacity): number {
    let place = this.#places.get(organizationId);
    if (place === undefined) {
      place = this.#ids.push(organizationId) - 1;
      this.#places.set(organizationId, place);
    }
    return place * CAPACITIES.length + CAPACITIES.indexOf(as) + 1;
  }

  unpack(packed: number): { organizationId: string; as: Capacity } | null {
    const id = this.#ids[Math.floor((packed - 1) / CAPACITIES.length)];
    const as = CAPACITIES[(packed - 1) % CAPACITIES.length];
    return id === undefined || as === undefined ? null : { organizationId: id, as };
  }
}
