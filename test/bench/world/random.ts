/**
 * Small deterministic generator (mulberry32, public domain, by Tommy Ettinger). One instance per stream: a stream is named by
 * numbers, so that any part of the world can be made again without the parts before it.
 */
export class Random {
  #state: number;

  constructor(...stream: readonly number[]) {
    let state = 0x9e3779b9;
    for (const part of stream) {
      state = Math.imul(state ^ part, 0x85ebca6b);
      state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35) ^ (state >>> 16);
    }
    this.#state = state | 0;
  }

  /** In [0, 1), in steps of 2^-32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Integer in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws RangeError where there is nothing to pick from */
  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }

  /** In place (Fisher-Yates). */
  shuffle(list: { [index: number]: number; readonly length: number }): void {
    for (let last = list.length - 1; last > 0; last -= 1) {
      const other = this.below(last + 1);
      const [a = 0, b = 0] = [list[last], list[other]];
      list[last] = b;
      list[other] = a;
    }
  }
}

/** Names of the streams, so that no two parts of the world share one. */
export const STREAM = { release: 1, findings: 2, cells: 3, queries: 4, questions: 5, names: 6 } as const;
