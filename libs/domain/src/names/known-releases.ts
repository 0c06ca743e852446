import type { KnownNames } from './known-names.js';
import { foldName } from './fold-name.js';
import type { NameCandidate, NamedThings, NameMatch } from './named-things.js';
import { distinct } from './resolutions.js';
import { beginsVersion, nameKey, type NameWords, versionKey, withoutVersionLetter } from './name-words.js';

interface KnownVersion {
  readonly version: string;
  readonly key: string;
}

interface ProductVersions {
  readonly versions: readonly string[];
  readonly isOs: boolean;
  /** Made when somebody first asks for the product: most are never asked for. */
  keyed: KeyedVersions | undefined;
}

interface KeyedVersions {
  readonly all: readonly KnownVersion[];
  readonly byText: ReadonlyMap<string, readonly KnownVersion[]>;
  readonly byKey: ReadonlyMap<string, readonly KnownVersion[]>;
  readonly byPlainKey: ReadonlyMap<string, readonly KnownVersion[]>;
}

export interface FoundReleases {
  readonly whole: readonly NameCandidate[];
  /** Releases of the product that begin like what was written. */
  readonly begun: readonly NameCandidate[];
  /** `vendor/product` that was named, with whatever version. */
  readonly products: readonly string[];
}

const SERVICE_PACK = /^sp\p{Nd}/u;
const isPackOf = (key: string, start: string): boolean =>
  key.startsWith(start) && SERVICE_PACK.test(key.slice(start.length));

/** Releases by product and version. */
export class KnownReleases {
  readonly #products: ReadonlyMap<string, ProductVersions>;

  constructor({ products, osReleases }: NamedThings) {
    const systems = new Set(osReleases.map(({ coordinate }) => productOf(coordinate)));
    this.#products = new Map(
      products.map(({ coordinate, versions }) => [
        coordinate,
        { versions, isOs: systems.has(coordinate), keyed: undefined },
      ]),
    );
  }

  has(coordinate: string): boolean {
    const at = coordinate.indexOf('@');
    return at > 0 && (this.#keyed(coordinate.slice(0, at))?.byText.has(coordinate.slice(at + 1)) ?? false);
  }

  hasProduct(coordinate: string): boolean {
    return this.#products.has(coordinate);
  }

  isOsRelease(coordinate: string): boolean {
    return this.#products.get(productOf(coordinate))?.isOs ?? false;
  }

  versionsOf(product: string): readonly string[] {
    return this.#products.get(product)?.versions ?? [];
  }

  /** The releases whose coordinate differs from the text in case, width and look-alikes only. */
  spelled(text: string): string[] {
    const folded = foldName(text).trim();
    const at = folded.indexOf('@');
    if (at < 0) return [];
    const product = folded.slice(0, at).replaceAll(' ', '');
    const version = folded.slice(at + 1).trim();
    return this.versionsOf(product)
      .filter((known) => foldName(known) === version)
      .map((known) => `${product}@${known}`);
  }

  /**
   * Releases that are written as a product and a version, in all ways in which the words can be divided.
   *
   * @param names of products
   * @param vendors those of the beginning of the words, by how many words that is; undefined: of any vendor
   * @param version where it was written apart; words that stand behind the product then only have to begin it
   */
  composed(
    words: NameWords,
    version: string | undefined,
    names: KnownNames,
    vendors: readonly { readonly words: number; readonly slugs: ReadonlySet<string> | undefined }[],
  ): FoundReleases {
    const whole = new Map<string, NameCandidate>();
    const begun = new Map<string, NameCandidate>();
    const products = new Set<string>();
    const apart = version === undefined ? undefined : versionKey(nameKey(version));
    for (const { words: from, slugs } of vendors) {
      for (let to = from + 1; to <= words.length; to += 1) {
        for (const { coordinate: product, why } of names.find(words.part(from, to))) {
          if (slugs !== undefined && !slugs.has(vendorOf(product))) continue;
          const rest = versionKey(words.part(to));
          if (apart !== undefined && !fits(rest, apart)) continue;
          products.add(product);
          const found = this.#versions(product, apart ?? rest, version);
          for (const { version: one } of found.whole) put(whole, `${product}@${one}`, why);
          for (const { version: one } of found.begun) put(begun, `${product}@${one}`, why);
        }
      }
    }
    if (whole.size === 0 || begun.size === 0) {
      return { whole: [...whole.values()], begun: [...begun.values()], products: [...products] };
    }
    // "UOS V20 1060" is a desktop release, and how two of the server begin: all three may be meant.
    return { whole: distinct([...whole.values(), ...begun.values()]), begun: [], products: [...products] };
  }

  #versions(
    product: string,
    key: string,
    text: string | undefined,
  ): { whole: readonly KnownVersion[]; begun: readonly KnownVersion[] } {
    const known = this.#keyed(product);
    if (known === undefined || key === '') return { whole: [], begun: known?.all ?? [] };
    const plain = withoutVersionLetter(key);
    const whole = known.byText.get(text ?? '') ?? known.byKey.get(key) ?? known.byPlainKey.get(plain) ?? [];
    if (whole.length === 0) {
      return { whole, begun: known.all.filter((one) => beginsVersion(plain, withoutVersionLetter(one.key))) };
    }
    if (this.#products.get(product)?.isOs !== true) return { whole, begun: [] };
    // Nobody says which service pack they mean by "Kylin V10": those of the release may be meant as well as it.
    const packs = known.all.filter((one) => whole.some((start) => isPackOf(one.key, start.key)));
    return { whole: [...whole, ...packs], begun: [] };
  }

  #keyed(coordinate: string): KeyedVersions | undefined {
    const product = this.#products.get(coordinate);
    if (product === undefined) return undefined;
    product.keyed ??= keyedVersions(product.versions);
    return product.keyed;
  }
}

function keyedVersions(versions: readonly string[]): KeyedVersions {
  const all = versions.map((version) => ({ version, key: versionKey(nameKey(version)) }));
  return {
    all,
    byText: grouped(all, ({ version }) => version),
    byKey: grouped(all, ({ key }) => key),
    byPlainKey: grouped(all, ({ key }) => withoutVersionLetter(key)),
  };
}

function grouped(all: readonly KnownVersion[], keyOf: (one: KnownVersion) => string): Map<string, KnownVersion[]> {
  const groups = new Map<string, KnownVersion[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

export const vendorOf = (coordinate: string): string => coordinate.slice(0, coordinate.indexOf('/'));
const productOf = (coordinate: string): string => coordinate.split('@', 1)[0] ?? coordinate;

/** Whether words behind a product's name may stand there when the version was written apart. */
function fits(rest: string, version: string): boolean {
  return beginsVersion(withoutVersionLetter(rest), withoutVersionLetter(version));
}

function put(found: Map<string, NameCandidate>, coordinate: string, why: NameMatch): void {
  if (!found.has(coordinate)) found.set(coordinate, { coordinate, why });
}
