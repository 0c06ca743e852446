import { nameKey, type GramIndex } from '#libs/domain';
import { LEVELS, levelOf } from './searchable-text.js';

/** How well each text of an index holds each word of a question, by place. */
export class WordLevels {
  readonly #ofWords: readonly (Uint8Array | null)[];
  readonly #ofWhole: Uint8Array | null;
  readonly #found: Uint16Array;

  constructor(index: GramIndex, question: string, words: readonly string[]) {
    this.#found = new Uint16Array(index.size);
    this.#ofWords = words.map((word, bit) => levelsOf(index, word, (place) => this.#note(place, bit)));
    const whole = nameKey(question);
    this.#ofWhole = words.length === 1 && words[0] === whole ? (this.#ofWords[0] ?? null) : levelsOf(index, whole);
  }

  /** The words that the text holds: a bit for each. */
  found(place: number): number {
    return this.#found[place] ?? 0;
  }

  /** Whether any text holds the word. */
  holds(word: number): boolean {
    return (this.#ofWords[word] ?? null) !== null;
  }

  level(word: number, place: number): number {
    return this.#ofWords[word]?.[place] ?? LEVELS.none;
  }

  /** Of all the words together, as they were written. */
  whole(place: number): number {
    return this.#ofWhole?.[place] ?? LEVELS.none;
  }

  #note(place: number, bit: number): void {
    this.#found[place] = (this.#found[place] ?? 0) | (1 << bit);
  }
}

/** @returns null where no text holds the word */
function levelsOf(index: GramIndex, word: string, found?: (place: number) => void): Uint8Array | null {
  let levels: Uint8Array | null = null;
  const look = (place: number): void => {
    const level = levelOf(index.textAt(place), word);
    if (level === LEVELS.none) return;
    levels ??= new Uint8Array(index.size);
    levels[place] = level;
    found?.(place);
  };
  const candidates = word === '' ? [] : index.candidates(word);
  if (candidates === 'all') for (let place = 0; place < index.size; place += 1) look(place);
  else for (const place of candidates) look(place);
  return levels;
}
