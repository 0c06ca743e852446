import { SEARCH_TYPES, type SearchType } from '#libs/domain';

/** One thing that was found. Hits are ordered by score, the best first, then by type, then by `order`. */
export interface Hit {
  readonly type: SearchType;
  readonly id: string;
  readonly score: number;
  /** Text by which hits of one score and type are ordered: a coordinate, the newest release first. */
  readonly order: string;
}

export type HitPlace = Pick<Hit, 'type' | 'score' | 'order'>;

function compareHits(a: HitPlace, b: HitPlace): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.type !== b.type) return SEARCH_TYPES.indexOf(a.type) - SEARCH_TYPES.indexOf(b.type);
  return a.order < b.order ? -1 : a.order > b.order ? 1 : 0;
}

/** Keeps the best `limit` hits behind a place, in order, of as many as come. */
export class BestHits {
  readonly #hits: Hit[] = [];

  constructor(
    private readonly limit: number,
    private readonly after: HitPlace | null,
  ) {}

  /** @param orderOf asked only where the hit may be among the best */
  offer(type: SearchType, id: string, score: number, orderOf: () => string): void {
    const worst = this.#hits.length < this.limit ? undefined : this.#hits.at(-1);
    if (worst !== undefined && score < worst.score) return;
    if (this.after !== null && score > this.after.score) return;
    const hit = { type, id, score, order: orderOf() };
    if (this.after !== null && compareHits(hit, this.after) <= 0) return;
    if (worst !== undefined && compareHits(hit, worst) >= 0) return;
    let [low, high] = [0, this.#hits.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#hits[middle];
      if (other !== undefined && compareHits(other, hit) < 0) low = middle + 1;
      else high = middle;
    }
    this.#hits.splice(low, 0, hit);
    if (this.#hits.length > this.limit) this.#hits.pop();
  }

  list(): readonly Hit[] {
    return this.#hits;
  }
}
