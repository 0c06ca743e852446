import { distance } from 'fastest-levenshtein';

/** Of those that share the most pairs of characters, so many are compared character by character. */
const LOOKED_AT = 48;
/** Least part of the characters that must agree: below, names resemble each other only by chance. */
const RESEMBLES = 0.34;

/**
 * Names by the pairs of characters in them: finds the few that resemble a written one without looking at all. Takes about
 * 30 bytes a character of the names.
 */
export class NearestNames<T> {
  readonly #names: { readonly key: string; readonly of: T }[] = [];
  readonly #places = new Map<string, number[]>();
  #shared = new Uint16Array(0);

  add(key: string, of: T): void {
    const place = this.#names.length;
    this.#names.push({ key, of });
    for (const pair of pairsOf(key)) {
      const places = this.#places.get(pair);
      if (places === undefined) this.#places.set(pair, [place]);
      else places.push(place);
    }
  }

  /** What resembles the key, nearest first, each once; of equals those that were added first. */
  nearest(key: string, limit: number): T[] {
    const found: T[] = [];
    for (const { of } of this.#ranked(key)) {
      if (found.length >= limit) break;
      if (!found.includes(of)) found.push(of);
    }
    return found;
  }

  #ranked(key: string): { of: T; likeness: number }[] {
    if (this.#shared.length < this.#names.length) this.#shared = new Uint16Array(this.#names.length);
    const shared = this.#shared;
    const touched: number[] = [];
    for (const pair of pairsOf(key)) {
      for (const place of this.#places.get(pair) ?? []) {
        if (shared[place] === 0) touched.push(place);
        shared[place] = (shared[place] ?? 0) + 1;
      }
    }
    const scored = touched.map((place) => {
      const length = this.#names[place]?.key.length ?? 0;
      return { place, score: (2 * (shared[place] ?? 0)) / (key.length + length + 2) };
    });
    for (const place of touched) shared[place] = 0;
    return scored
      .sort((a, b) => b.score - a.score || a.place - b.place)
      .slice(0, LOOKED_AT)
      .flatMap(({ place }) => {
        const name = this.#names[place];
        if (name === undefined) return [];
        const likeness = 1 - distance(key, name.key) / Math.max(key.length, name.key.length, 1);
        // A part of the name, or one with more around it, resembles it however long the rest is.
        const inside = name.key.includes(key) || key.includes(name.key) ? 0.4 : 0;
        return likeness + inside < RESEMBLES ? [] : [{ of: name.of, likeness: likeness + inside }];
      })
      .sort((a, b) => b.likeness - a.likeness);
  }
}

/** Each pair once, with one for how the name begins and one for how it ends. */
function pairsOf(key: string): Set<string> {
  const text = ` ${key} `;
  const pairs = new Set<string>();
  for (let at = 0; at < text.length - 1; at += 1) pairs.add(text.slice(at, at + 2));
  return pairs;
}
