/**
 * Certificate numbers and declarers in 32 bits. `SP-2026-0000123` packs into its year (from 2000) and its count; whatever
 * has another form gets a place in a list. 0 is none.
 */
const FIRST_YEAR = 2000;
const LISTED = 0xff;
const COUNT_BITS = 24;
const COUNT_LIMIT = 2 ** COUNT_BITS;
/** The least count of more than seven digits: for padding with zeros. */
const COUNT_OVER_ALL = 10_000_000;
/** `#` stands for a digit; seven of them count less than {@link COUNT_LIMIT}. */
const FORM = 'SP-2###-#######';
const YEAR_ENDS = 7;
const DIGIT = '#'.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);

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

  /** The same from the number's bytes (ASCII); 0 where it has another form. */
  packBytes(bytes: Uint8Array, at: number, end: number): number {
    if (end - at !== FORM.length) return 0;
    let year = 0;
    let count = 0;
    for (let i = 0; i < FORM.length; i += 1) {
      const byte = bytes[at + i] ?? 0;
      const wanted = FORM.charCodeAt(i);
      if (wanted === DIGIT) {
        const digit = byte - ZERO;
        if (digit < 0 || digit > 9) return 0;
        if (i < YEAR_ENDS) year = year * 10 + digit;
        else count = count * 10 + digit;
      } else if (byte !== wanted) return 0;
    }
    return year > 0 && year < LISTED ? year * COUNT_LIMIT + count : 0;
  }

  /** The number that was packed; null for none. */
  unpack(packed: number): string | null {
    if (packed === 0) return null;
    const year = Math.floor(packed / COUNT_LIMIT);
    const count = packed % COUNT_LIMIT;
    if (year === LISTED) return this.#listed[count] ?? null;
    return `SP-${FIRST_YEAR + year}-${String(COUNT_OVER_ALL + count).slice(1)}`;
  }
}

const CAPACITIES = ['vendor', 'os-vendor', 'cpu-vendor', 'third-party'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** Who declares, and as what. */
export class Declarers {
  readonly #ids: string[] = [];
  readonly #places = new Map<string, number>();

  pack(organizationId: string, as: Capacity): number {
    return this.packPlace(this.place(organizationId), as);
  }

  place(organizationId: string): number {
    let place = this.#places.get(organizationId);
    if (place === undefined) {
      place = this.#ids.push(organizationId) - 1;
      this.#places.set(organizationId, place);
    }
    return place;
  }

  packPlace(place: number, as: Capacity): number {
    return place * CAPACITIES.length + CAPACITIES.indexOf(as) + 1;
  }

  unpack(packed: number): { organizationId: string; as: Capacity } | null {
    const id = this.#ids[Math.floor((packed - 1) / CAPACITIES.length)];
    const as = CAPACITIES[(packed - 1) % CAPACITIES.length];
    return id === undefined || as === undefined ? null : { organizationId: id, as };
  }
}
