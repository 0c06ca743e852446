import type { FoundPlatform } from './search-entities.js';
import type { NamesInMemory } from './names-in-memory.js';
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
  /** A bit for each word. */
  readonly #all: number;
  /** Words that are found in a product or its vendor, by product. */
  readonly #ofProduct: Uint16Array;

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
    this.#all = 2 ** words.length - 1;
    this.#ofProduct = new Uint16Array(products.size);
    for (let place = 0; place < products.size; place += 1) {
      this.#ofProduct[place] = this.#products.found(place) | this.#organizations.found(this.#vendorOf(place));
    }
  }

  /** Whether one of the words is found nowhere at all. */
  get isHopeless(): boolean {
    const indexes = [this.#organizations, this.#products, this.#releases, this.#certificates];
    return Array.from({ length: this.#words }, (_, word) => word).some(
      (word) => !indexes.some((levels) => levels.holds(word)),
    );
  }

  organization(place: number): number {
    if (this.#organizations.found(place) !== this.#all) return 0;
    return this.#score((word) => OWN * this.#organizations.level(word, place), this.#organizations.whole(place));
  }

  product(place: number): number {
    if (this.#ofProduct[place] !== this.#all) return 0;
    const vendor = this.#vendorOf(place);
    return this.#score(
      (word) => Math.max(OWN * this.#products.level(word, place), this.#organizations.level(word, vendor)),
      this.#products.whole(place),
    );
  }

  /** Places of the releases in which all words are found: there are many releases, and mostly few of these. */
  releases(): number[] {
    const found: number[] = [];
    const products = this.names.productsOfReleases;
    for (let place = 0; place < products.length; place += 1) {
      if (this.#foundInRelease(place, products[place] ?? -1) === this.#all) found.push(place);
    }
    return found;
  }

  /** Of one of {@link releases}. */
  release(place: number, product: number): number {
    return this.#score((word) => this.#inRelease(word, place, product), this.#releases.whole(place));
  }

  platform({ os, cpu }: FoundPlatform): number {
    const product = this.#productOf(os);
    if ((this.#foundInRelease(os, product) | (this.#ofProduct[cpu] ?? 0)) !== this.#all) return 0;
    // Half as much as its parts, which are found as well.
    return this.#score((word) => Math.max(this.#inRelease(word, os, product), this.#inProduct(word, cpu)) / 2, 0);
  }

  certificate(place: number, release: number): number {
    const product = this.#productOf(release);
    const found = this.#certificates.found(place) | this.#foundInRelease(release, product);
    if (found !== this.#all) return 0;
    return this.#score(
      (word) => Math.max(OWN * this.#certificates.level(word, place), this.#inRelease(word, release, product) / 2),
      this.#certificates.whole(place),
    );
  }

  #foundInRelease(place: number, product: number): number {
    return this.#releases.found(place) | (this.#ofProduct[product] ?? 0);
  }

  #inRelease(word: number, place: number, product: number): number {
    return Math.max(OWN * this.#releases.level(word, place), this.#inProduct(word, product));
  }

  #inProduct(word: number, place: number): number {
    return Math.max(this.#products.level(word, place), this.#organizations.level(word, this.#vendorOf(place)));
  }

  #productOf(release: number): number {
    return this.names.releases.list[release]?.product ?? -1;
  }

  #vendorOf(product: number): number {
    return this.names.products.list[product]?.vendor ?? -1;
  }

  #score(levelOf: (word: number) => number, whole: number): number {
    let sum = 0;
    for (let word = 0; word < this.#words; word += 1) sum += levelOf(word);
    return Math.round((sum / this.#words + TOGETHER * whole) * STEPS);
  }
}
