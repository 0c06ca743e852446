import type { FoundPlatform } from './search-entities.js';
import type { NamesInMemory } from './names-in-memory.js';
import { LEVELS } from './searchable-text.js';
import { WordLevels } from './word-levels.js';

/** A thing's own names count twice as much as those of what it belongs to. */
const OWN = 2;
/** That all the words stand together, as they were written, counts more than each of them. */
const TOGETHER = 4;
/** Scores are whole numbers; the average of the words is told apart in so many steps. */
const STEPS = 60;

/** How well things fit a question: 0 where any of its words is found nowhere. */
export class SearchScores {
  readonly #organizations: WordLevels;
  readonly #products: WordLevels;
  readonly #releases: WordLevels;
  readonly #certificates: WordLevels;
  readonly #words: number;

  constructor(
    private readonly names: NamesInMemory,
    question: string,
    words: readonly string[],
  ) {
    const { organizations, products, releases, certificates } = names.texts;
    this.#organizations = new WordLevels(organizations, question, words);
    this.#products = new WordLevels(products, question, words);
    this.#releases = new WordLevels(releases, question, words);
    this.#certificates = new WordLevels(certificates, question, words);
    this.#words = words.length;
  }

  organization(place: number): number {
    return this.#score((word) => OWN * this.#organizations.level(word, place), this.#organizations.whole(place));
  }

  product(place: number): number {
    const vendor = this.#vendorOf(place);
    return this.#score(
      (word) => Math.max(OWN * this.#products.level(word, place), this.#organizations.level(word, vendor)),
      this.#products.whole(place),
    );
  }

  release(place: number): number {
    return this.#score((word) => this.#inRelease(word, place), this.#releases.whole(place));
  }

  platform({ os, cpu }: FoundPlatform): number {
    // Half as much as its parts, which are found as well.
    return this.#score((word) => Math.max(this.#inRelease(word, os), this.#inProduct(word, cpu)) / 2, LEVELS.none);
  }

  certificate(place: number, release: number): number {
    return this.#score(
      (word) => Math.max(OWN * this.#certificates.level(word, place), this.#inRelease(word, release) / 2),
      this.#certificates.whole(place),
    );
  }

  #inRelease(word: number, place: number): number {
    const product = this.names.releases.list[place]?.product ?? -1;
    return Math.max(OWN * this.#releases.level(word, place), this.#inProduct(word, product));
  }

  #inProduct(word: number, place: number): number {
    return Math.max(this.#products.level(word, place), this.#organizations.level(word, this.#vendorOf(place)));
  }

  #vendorOf(product: number): number {
    return this.names.products.list[product]?.vendor ?? -1;
  }

  #score(levelOf: (word: number) => number, whole: number): number {
    let sum = 0;
    for (let word = 0; word < this.#words; word += 1) {
      const level = levelOf(word);
      if (level === 0) return 0;
      sum += level;
    }
    return Math.round((sum / this.#words + TOGETHER * whole) * STEPS);
  }
}
