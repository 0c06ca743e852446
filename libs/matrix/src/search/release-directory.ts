import type { ProductCard } from '#libs/registry';
import { productWords, type ReleaseFacts } from '#libs/domain';

interface DirectoryProduct extends ProductCard {
  /** Names in lower case, to look for text in. */
  readonly words: string;
  readonly categoryPlace: number;
  readonly vendorPlace: number;
}

/** What people search releases by, by their places in the matrix. */
export class ReleaseDirectory {
  /** Slugs by place. */
  readonly categories: string[];
  readonly vendors: string[];
  readonly products: DirectoryProduct[] = [];
  /** By release. */
  category = new Uint16Array(0);
  vendor = new Uint16Array(0);
  product = new Uint32Array(0);
  /** Coordinates in lower case, by release. */
  readonly #coordinates: string[] = [];
  readonly #placeOfProduct = new Map<string, number>();
  #size = 0;

  /** @param categories, vendors known before there is a release of them */
  constructor(categories: readonly string[], vendors: readonly string[]) {
    this.categories = [...categories];
    this.vendors = [...vendors];
  }

  /** Releases described so far: the first ones of the matrix. */
  get size(): number {
    return this.#size;
  }

  hasProduct(id: string): boolean {
    return this.#placeOfProduct.has(id);
  }

  addProduct(card: ProductCard): void {
    const places = {
      categoryPlace: placeIn(this.categories, card.category),
      vendorPlace: placeIn(this.vendors, card.vendor),
    };
    this.#placeOfProduct.set(card.id, this.products.push({ ...card, words: productWords(card), ...places }) - 1);
  }

  /** Takes over what a product that is known is called now. */
  replaceProduct(card: ProductCard): void {
    const place = this.#placeOfProduct.get(card.id);
    if (place === undefined) return;
    const vendorPlace = placeIn(this.vendors, card.vendor);
    const categoryPlace = placeIn(this.categories, card.category);
    this.products[place] = { ...card, words: productWords(card), categoryPlace, vendorPlace };
    for (let release = 0; release < this.#size; release += 1) {
      if (this.product[release] === place) this.category[release] = categoryPlace;
    }
  }

  /** Describes the next release; its product is known. */
  addRelease({ productId, coordinate }: ReleaseFacts): void {
    const place = this.#placeOfProduct.get(productId);
    const product = this.products[place ?? -1];
    if (place === undefined || product === undefined) throw new Error(`the product of ${coordinate} is not known`);
    if (this.#size === this.product.length) this.#grow();
    this.product[this.#size] = place;
    this.category[this.#size] = product.categoryPlace;
    this.vendor[this.#size] = product.vendorPlace;
    this.#coordinates.push(coordinate.toLowerCase());
    this.#size += 1;
  }

  /** For each release: is the text part of its coordinate, or of a name of its product? */
  matching(text: string): Uint8Array {
    const wanted = text.toLowerCase();
    const isProduct = Uint8Array.from(this.products, ({ words }) => (words.includes(wanted) ? 1 : 0));
    return Uint8Array.from(this.#coordinates, (coordinate, release) =>
      isProduct[this.product[release] ?? 0] === 1 || coordinate.includes(wanted) ? 1 : 0,
    );
  }

  #grow(): void {
    const room = Math.ceil(this.#size * 1.25) + 256;
    this.category = wider(this.category, new Uint16Array(room));
    this.vendor = wider(this.vendor, new Uint16Array(room));
    this.product = wider(this.product, new Uint32Array(room));
  }
}

function placeIn(list: string[], name: string): number {
  const place = list.indexOf(name);
  return place === -1 ? list.push(name) - 1 : place;
}

function wider<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
