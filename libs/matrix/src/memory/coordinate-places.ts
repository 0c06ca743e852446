/** Places by coordinate, found also as URLs write it: most questions come in one, and decoding takes longer than looking up. */
export class CoordinatePlaces {
  readonly #places = new Map<string, number>();
  /** By the coordinate as `encodeURIComponent` writes it, where that is another text. */
  readonly #encoded = new Map<string, number>();

  set(coordinate: string, place: number): void {
    this.#places.set(coordinate, place);
    const encoded = encodeURIComponent(coordinate);
    if (encoded !== coordinate) this.#encoded.set(encoded, place);
  }

  /** -1 for none. */
  placeOf(coordinate: string): number {
    return this.#places.get(coordinate) ?? -1;
  }

  /** Place by a value of a URL's query, however it is encoded; -1 for none. */
  placeInQuery(text: string): number {
    const known = this.#encoded.get(text);
    if (known !== undefined) return known;
    const coordinate = /[%+]/.test(text) ? decoded(text) : text;
    return coordinate === undefined ? -1 : this.placeOf(coordinate);
  }

  keys(): Iterable<string> {
    return this.#places.keys();
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
