import { distance } from 'fastest-levenshtein';

/** Of those that share the most pairs of characters with a name, so many are compared character by character. */
const LOOKED_AT = 48;
/** Least part of the characters that must agree: below, texts resemble each other only by chance. */
const RESEMBLES = 0.34;
const INSIDE = 0.4;
const FIRST_ROOM = 4;

/** Ascending numbers, four bytes each. */
class Places {
  #room = new Uint32Array(FIRST_ROOM);
  length = 0;

  add(place: number): void {
    if (this.length === this.#room.length) {
      const wider = new Uint32Array(this.length * 2);
      wider.set(this.#room);
      this.#room = wider;
    }
    this.#room[this.length] = place;
    this.length += 1;
  }

  list(): Uint32Array {
    return this.#room.subarray(0, this.length);
  }
}

/**
 * Texts by the pairs of characters in them: finds all that contain a word, wherever it stands, by looking at few. Texts are
 * lines; pairs over the end of one aren't kept. A text may be replaced; pairs that it no longer has stay until it has them
 * again, and are seen through when texts are looked at.
 */
export class GramIndex {
  readonly #texts: string[] = [];
  readonly #places = new Map<number, Places>();

  get size(): number {
    return this.#texts.length;
  }

  textAt(place: number): string {
    return this.#texts[place] ?? '';
  }

  /** @param place of a text there is, or the next one; an empty text takes it out */
  set(place: number, text: string): void {
    const known = pairsOf(this.#texts[place] ?? '');
    this.#texts[place] = text;
    for (const pair of pairsOf(text)) {
      if (known.has(pair)) continue;
      const places = this.#places.get(pair) ?? new Places();
      if (places.length === 0) this.#places.set(pair, places);
      places.add(place);
    }
  }

  /** Places of all texts that may contain the word: those with the rarest of its pairs. `all` for one of a single character. */
  candidates(word: string): Uint32Array | 'all' {
    let rarest: Places | undefined;
    const pairs = pairsOf(word);
    if (pairs.size === 0) return 'all';
    for (const pair of pairs) {
      const places = this.#places.get(pair);
      if (places === undefined) return new Uint32Array(0);
      if (rarest === undefined || places.length < rarest.length) rarest = places;
    }
    return rarest?.list() ?? new Uint32Array(0);
  }

  /** Places of texts with a line that resembles the word, nearest first. */
  nearest(word: string, isWanted: (place: number) => boolean, limit: number): number[] {
    const shared = new Map<number, number>();
    for (const pair of pairsOf(word)) {
      for (const place of this.#places.get(pair)?.list() ?? []) shared.set(place, (shared.get(place) ?? 0) + 1);
    }
    return [...shared]
      .filter(([place]) => isWanted(place))
      .sort(([place, a], [other, b]) => b - a || place - other)
      .slice(0, LOOKED_AT)
      .map(([place]) => ({ place, likeness: likenessOf(word, this.textAt(place)) }))
      .filter(({ likeness }) => likeness >= RESEMBLES)
      .sort((a, b) => b.likeness - a.likeness || a.place - b.place)
      .slice(0, limit)
      .map(({ place }) => place);
  }
}

/** Of the line that comes closest: which part of the characters agrees; more where one holds the other. */
function likenessOf(word: string, text: string): number {
  let best = 0;
  for (const line of text.toLowerCase().split('\n')) {
    if (line === '') continue;
    // A part of a line, or one with more around it, resembles it however long the rest is.
    const inside = line.includes(word) || word.includes(line) ? INSIDE : 0;
    best = Math.max(best, inside + 1 - distance(word, line) / Math.max(word.length, line.length));
  }
  return best;
}

/** Each pair once, as a number. Capitals only mark where syllables begin. */
function pairsOf(text: string): Set<number> {
  const pairs = new Set<number>();
  const lower = text.toLowerCase();
  for (let at = 1; at < lower.length; at += 1) {
    const [a, b] = [lower.charCodeAt(at - 1), lower.charCodeAt(at)];
    if (a > 0x20 && b > 0x20) pairs.add(a * 0x1_0000 + b);
  }
  return pairs;
}
