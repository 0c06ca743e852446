import type { Random } from '../world/random.js';

/** Ranks from 0, the first most often: rank r is drawn in proportion to 1 / (r + 1)^exponent. */
export class Zipf {
  readonly #upTo: Float64Array;

  constructor(count: number, exponent = 1) {
    if (count < 1) throw new RangeError('a distribution over nothing');
    this.#upTo = new Float64Array(count);
    let sum = 0;
    for (let rank = 0; rank < count; rank += 1) {
      sum += 1 / (rank + 1) ** exponent;
      this.#upTo[rank] = sum;
    }
    for (let rank = 0; rank < count; rank += 1) this.#upTo[rank] = (this.#upTo[rank] ?? 0) / sum;
  }

  draw(random: Random): number {
    const drawn = random.next();
    let [low, high] = [0, this.#upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#upTo[middle] ?? 1) > drawn) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
