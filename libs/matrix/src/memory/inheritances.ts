/** What an inherited finding was inherited from, and under which version of the policy it was reviewed. */
export interface Inheritance {
  /** Number of the source. */
  readonly source: number | null;
  readonly policy: string | null;
}

const NO_ROW = -1;

/** Sources of inheritances, 9 bytes each: rows of inherited findings come in ascending order, so they are found by halving. */
export class Inheritances {
  #count = 0;
  #row = new Uint32Array(256);
  /** 0 for none: numbers begin with 1. */
  #source = new Uint32Array(256);
  #policy = new Uint8Array(256);
  readonly #policies: (string | null)[] = [null];

  get size(): number {
    return this.#count;
  }

  /** @param row of the inherited finding, greater than all before */
  add(row: number, source: number | null, policy: string | null): void {
    if (this.#count === this.#row.length) this.#grow();
    let place = this.#policies.indexOf(policy);
    if (place === -1) place = this.#policies.push(policy) - 1;
    if (place > 255) throw new Error('more versions of the policy than a byte can tell apart');
    this.#row[this.#count] = row;
    this.#source[this.#count] = source ?? 0;
    this.#policy[this.#count] = place;
    this.#count += 1;
  }

  /** Of the finding of a row; nothing for one that is not inherited. */
  ofRow(row: number): Inheritance | undefined {
    const at = this.#find(row);
    if (at === NO_ROW) return undefined;
    return { source: (this.#source[at] ?? 0) || null, policy: this.#policies[this.#policy[at] ?? 0] ?? null };
  }

  #find(row: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#row[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low < this.#count && this.#row[low] === row ? low : NO_ROW;
  }

  #grow(): void {
    const size = Math.ceil(this.#row.length * 1.5);
    const [row, source, policy] = [this.#row, this.#source, this.#policy];
    this.#row = new Uint32Array(size);
    this.#source = new Uint32Array(size);
    this.#policy = new Uint8Array(size);
    this.#row.set(row);
    this.#source.set(source);
    this.#policy.set(policy);
  }
}
