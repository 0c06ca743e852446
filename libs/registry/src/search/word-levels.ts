import { nameKey, type GramIndex } from '#libs/domain';
import { LEVELS, levelOf } from './searchable-text.js';

/** How well each text of an index holds each word of a question, by place. */
export class WordLevels {
  readonly #ofWords: readonly Uint8Array[];
  readonly #ofWhole: Uint8Array;

  constructor(index: GramIndex, question: string, words: readonly string[]) {
    this.#ofWords = words.map((word) => levelsOf(index, word));
    const whole = nameKey(question);
    this.#ofWhole = words.length === 1 && words[0] === whole ? (this.#ofWords[0] ?? none) : levelsOf(index, whole);
  }

  level(word: number, place: number): number {
    return this.#ofWords[word]?.[place] ?? LEVELS.none;
  }

  /** Of all the words together, as they were written. */
  whole(place: number): number {
    return this.#ofWhole[place] ?? LEVELS.none;
  }
}

const none = new Uint8Array(0);

function levelsOf(index: GramIndex, word: string): Uint8Array {
  const levels = new Uint8Array(index.size);
  if (word === '') return levels;
  const candidates = index.candidates(word);
  if (candidates === 'all') {
    for (let place = 0; place < levels.length; place += 1) levels[place] = levelOf(index.textAt(place), word);
  } else {
    for (const place of candidates) levels[place] = levelOf(index.textAt(place), word);
  }
  return levels;
}
