import type { AliasEntry } from '../catalogue/catalogue-entries.js';
import type { NameCandidate } from './named-things.js';
import { GramIndex } from './gram-index.js';
import { nameKey, withoutAside } from './name-words.js';

/** Few things have more names that resemble each other. */
const NAMES_OF_ONE = 8;
const BY_NAME = { by: 'name' } as const;

/** Names and aliases of the things of one kind, by what they fold to. */
export class KnownNames {
  readonly #names = new Map<string, string | string[]>();
  readonly #aliases = new Map<string, { coordinate: string; alias: AliasEntry }[]>();
  #resembling: { readonly texts: GramIndex; readonly coordinates: readonly string[] } | undefined;

  addName(text: string, coordinate: string): void {
    for (const key of new Set([nameKey(text), nameKey(withoutAside(text))])) {
      if (key === '') continue;
      const known = this.#names.get(key);
      // Nearly every name is had by one thing only: a list for each of them would take most of the memory.
      if (known === undefined) this.#names.set(key, coordinate);
      else if (typeof known === 'string') {
        if (known !== coordinate) this.#names.set(key, [known, coordinate]);
      } else if (!known.includes(coordinate)) known.push(coordinate);
    }
  }

  addAlias(alias: AliasEntry, coordinates: readonly string[]): void {
    for (const key of new Set([alias.name, alias.nameEn, ...alias.spellings].map(nameKey))) {
      if (key === '') continue;
      const meanings = this.#aliases.get(key) ?? [];
      meanings.push(...coordinates.map((coordinate) => ({ coordinate, alias })));
      this.#aliases.set(key, meanings);
    }
  }

  /** All that has this name, and all that somebody calls so: a name that one thing has doesn't hide what others call so. */
  find(key: string): NameCandidate[] {
    if (key === '') return [];
    const found = new Map<string, NameCandidate>();
    const named = this.#names.get(key) ?? [];
    for (const coordinate of typeof named === 'string' ? [named] : named) {
      found.set(coordinate, { coordinate, why: BY_NAME });
    }
    for (const { coordinate, alias } of this.#aliases.get(key) ?? []) {
      if (!found.has(coordinate)) found.set(coordinate, { coordinate, why: { by: 'alias', alias } });
    }
    return [...found.values()];
  }

  /** Coordinates of what is called something like this, nearest first. */
  nearest(key: string, limit: number): string[] {
    // Most askers name what there is and never need it.
    this.#resembling ??= this.#byResemblance();
    const { texts, coordinates } = this.#resembling;
    // A thing may come up by several of its names.
    const found = texts.nearest(key, () => true, limit * NAMES_OF_ONE).map((place) => coordinates[place] ?? '');
    return [...new Set(found)].slice(0, limit);
  }

  #byResemblance(): { texts: GramIndex; coordinates: string[] } {
    const texts = new GramIndex();
    const coordinates: string[] = [];
    const add = (key: string, coordinate: string): void => {
      texts.set(coordinates.length, `\n${key}\n`);
      coordinates.push(coordinate);
    };
    for (const [key, named] of this.#names) {
      for (const coordinate of typeof named === 'string' ? [named] : named) add(key, coordinate);
    }
    for (const [key, meanings] of this.#aliases) {
      for (const { coordinate } of meanings) add(key, coordinate);
    }
    return { texts, coordinates };
  }
}
