import { nearestMatches } from '../coordinates/nearest-matches.js';
import { foldName } from './fold-name.js';
import { KnownNames } from './known-names.js';
import { KnownReleases, vendorOf } from './known-releases.js';
import type {
  NameCandidate,
  NamedKind,
  NamedThings,
  NameResolution,
  ResolveOptions,
  WrittenName,
} from './named-things.js';
import { NameWords, nameKey, withoutLegalForm } from './name-words.js';
import { PlatformNames } from './platform-names.js';
import { coordinateOf, decided, distinct, unresolved } from './resolutions.js';

const NEAREST = 3;

/**
 * Finds what written names mean, among the things it was made with. Made once, it resolves tens of thousands of names a
 * second: nothing is compared with everything.
 *
 * An exact coordinate is always that; then a coordinate in another spelling; then names together with aliases; then a product
 * and a version, with or without the vendor before them. What two readings of one text mean is never chosen between.
 */
export class NameResolver {
  readonly #organizations = new KnownNames();
  readonly #codes = new Map<string, string>();
  readonly #products = new KnownNames();
  readonly #osReleases = new KnownNames();
  /** Releases that have a name of their own: those of operating systems. */
  readonly #namedReleases = new KnownNames();
  readonly #cpus = new KnownNames();
  readonly #releases: KnownReleases;
  readonly #platforms: PlatformNames;
  readonly #coordinates: Readonly<Record<'organization' | 'osRelease' | 'cpu', ReadonlySet<string>>>;

  constructor(things: NamedThings) {
    for (const { slug, name, nameEn, uscc } of things.organizations) {
      for (const text of [slug, name, nameEn ?? '']) {
        this.#organizations.addName(text, slug);
        this.#organizations.addName(withoutLegalForm(text), slug);
      }
      if (uscc !== null) this.#codes.set(uscc, slug);
    }
    for (const { coordinate, name, nameEn } of things.products) {
      for (const text of [slugOf(coordinate), name, nameEn ?? '']) this.#products.addName(text, coordinate);
    }
    for (const { coordinate, name, nameEn } of things.osReleases) {
      for (const text of [name, nameEn ?? '']) {
        this.#osReleases.addName(text, coordinate);
        this.#namedReleases.addName(text, coordinate);
      }
    }
    for (const { coordinate, name, nameEn } of things.cpus) {
      for (const text of [slugOf(coordinate), name, nameEn ?? '']) this.#cpus.addName(text, coordinate);
    }
    this.#releases = new KnownReleases(things);
    this.#coordinates = {
      organization: new Set(things.organizations.map(({ slug }) => slug)),
      osRelease: new Set(things.osReleases.map(({ coordinate }) => coordinate)),
      cpu: new Set(things.cpus.map(({ coordinate }) => coordinate)),
    };
    this.#addAliases(things);
    this.#platforms = new PlatformNames(things.platforms, (...part) => this.resolve(...part));
  }

  resolve(kind: NamedKind, written: WrittenName, { nearest = NEAREST }: ResolveOptions = {}): NameResolution {
    const text = [written.text, written.version ?? ''].join(' ').trim();
    const words = new NameWords(text);
    if (words.length === 0) return { kind: 'none', because: 'empty', nearest: [] };
    if (kind === 'platform') return this.#platforms.resolve(words, written.text, nearest);
    const vendors = written.vendor === undefined ? undefined : this.#vendorsCalled(written.vendor);
    const isOf = ({ coordinate }: NameCandidate): boolean =>
      vendors === undefined || vendors.size === 0 || vendors.has(vendorOf(coordinate)) || kind === 'organization';
    const certain = this.#certain(kind, written).filter(isOf);
    if (certain.length > 0) return decided(certain);

    const { whole, begun, products } = this.#readings(kind, words, written);
    const fitting = whole.filter(isOf);
    if (vendors !== undefined && kind !== 'organization') {
      const meant = vendors.size === 0 ? [] : fitting;
      if (meant.length > 0) return decided(meant);
      if (whole.length > 0) return unresolved('unknown-vendor', whole.map(coordinateOf).slice(0, nearest));
    } else if (fitting.length > 0) return decided(fitting);

    const started = begun.filter(isOf);
    if (started.length > 1 && vendors?.size !== 0) return decided(started);
    if (started.length === 1) return unresolved('incomplete', started.map(coordinateOf).slice(0, nearest));
    if (nearest === 0) return unresolved(products.length > 0 ? 'unknown-version' : 'unknown-name', []);
    return products.length > 0
      ? unresolved('unknown-version', this.#versionsLike(products, words.key, nearest))
      : unresolved('unknown-name', this.#namesLike(kind, words, nearest));
  }

  /** A platform whose parts were written apart. */
  resolvePlatform(
    written: { readonly os: string; readonly cpu: string },
    { nearest = NEAREST }: ResolveOptions = {},
  ): NameResolution {
    return this.#platforms.resolveParts(written, nearest);
  }

  #addAliases({ aliases }: NamedThings): void {
    const those = (coordinates: readonly string[] | undefined, known: (coordinate: string) => boolean) =>
      (coordinates ?? []).filter(known);
    for (const alias of aliases) {
      const { organizations, products, releases, operatingSystems, cpus } = alias.means;
      const systems = those(operatingSystems, (one) => this.#coordinates.osRelease.has(one));
      const models = those(cpus, (one) => this.#coordinates.cpu.has(one));
      this.#organizations.addAlias(
        alias,
        those(organizations, (slug) => this.#coordinates.organization.has(slug)),
      );
      this.#products.addAlias(alias, [...those(products, (one) => this.#releases.hasProduct(one)), ...models]);
      this.#osReleases.addAlias(alias, systems);
      this.#namedReleases.addAlias(alias, [...systems, ...those(releases, (one) => this.#releases.has(one))]);
      this.#cpus.addAlias(alias, models);
    }
  }

  /** What the text can't but mean. */
  #certain(kind: Exclude<NamedKind, 'platform'>, { text, version }: WrittenName): NameCandidate[] {
    const given = version === undefined ? text.trim() : `${text.trim()}@${version.trim()}`;
    if (this.#isCoordinate(kind, given)) return [{ coordinate: given, why: { by: 'coordinate' } }];
    if (kind === 'organization') {
      const slug = this.#codes.get(given.toUpperCase());
      if (slug !== undefined) return [{ coordinate: slug, why: { by: 'code' } }];
    }
    const spelled =
      kind === 'release' || kind === 'osRelease'
        ? this.#releases.spelled(given).filter((one) => this.#isCoordinate(kind, one))
        : [foldName(given).trim()].filter((one) => one.includes('/') && this.#isCoordinate(kind, one));
    return spelled.map((coordinate) => ({ coordinate, why: { by: 'spelling' } }));
  }

  #isCoordinate(kind: Exclude<NamedKind, 'platform'>, text: string): boolean {
    if (kind === 'release') return this.#releases.has(text);
    if (kind === 'product') return this.#releases.hasProduct(text);
    return this.#coordinates[kind].has(text);
  }

  #readings(
    kind: Exclude<NamedKind, 'platform'>,
    words: NameWords,
    { text, version }: WrittenName,
  ): { whole: readonly NameCandidate[]; begun: readonly NameCandidate[]; products: readonly string[] } {
    const names = this.#namesOf(kind);
    const named = names.find(words.key);
    if (kind === 'organization') {
      const plain = nameKey(withoutLegalForm(text));
      return { whole: named.length > 0 ? named : names.find(plain), begun: [], products: [] };
    }
    const vendors = this.#vendorsBefore(words);
    const whole =
      named.length > 0
        ? named
        : vendors.flatMap(({ words: from, slugs }) =>
            names.find(words.part(from)).filter(({ coordinate }) => slugs?.has(vendorOf(coordinate)) ?? false),
          );
    if (whole.length > 0 || kind === 'cpu' || kind === 'product') {
      return { whole: distinct(whole), begun: [], products: [] };
    }
    const written = version === undefined ? words : new NameWords(text);
    const found = this.#releases.composed(
      written,
      version?.trim(),
      this.#products,
      version === undefined ? vendors : this.#vendorsBefore(written),
    );
    if (kind === 'release') return found;
    const isOs = ({ coordinate }: NameCandidate): boolean => this.#coordinates.osRelease.has(coordinate);
    return {
      whole: found.whole.filter(isOs),
      begun: found.begun.filter(isOs),
      products: found.products.filter((product) => this.#releases.isOsRelease(product)),
    };
  }

  #namesOf(kind: Exclude<NamedKind, 'platform'>): KnownNames {
    switch (kind) {
      case 'organization':
        return this.#organizations;
      case 'product':
        return this.#products;
      case 'release':
        return this.#namedReleases;
      case 'osRelease':
        return this.#osReleases;
      case 'cpu':
        return this.#cpus;
    }
  }

  /** Vendors that the first words name, and that none are named. */
  #vendorsBefore(words: NameWords): { words: number; slugs: ReadonlySet<string> | undefined }[] {
    const found: { words: number; slugs: ReadonlySet<string> | undefined }[] = [{ words: 0, slugs: undefined }];
    for (let to = 1; to < words.length; to += 1) {
      const slugs = this.#organizations.find(words.part(0, to)).map(coordinateOf);
      if (slugs.length > 0) found.push({ words: to, slugs: new Set(slugs) });
    }
    return found;
  }

  #vendorsCalled(text: string): ReadonlySet<string> | undefined {
    if (nameKey(text) === '') return undefined;
    const found = this.resolve('organization', { text }, { nearest: 0 });
    if (found.kind === 'one') return new Set([found.coordinate]);
    return new Set(found.kind === 'several' ? found.candidates.map(coordinateOf) : []);
  }

  #versionsLike(products: readonly string[], key: string, limit: number): string[] {
    const releases = products.flatMap((product) => this.#releases.versionsOf(product).map((v) => `${product}@${v}`));
    const [product = ''] = products;
    return nearestMatches(`${product}@${key}`, releases, limit);
  }

  #namesLike(kind: Exclude<NamedKind, 'platform'>, words: NameWords, limit: number): string[] {
    const near = this.#namesOf(kind).nearest(words.key, limit);
    if (kind !== 'release' || near.length >= limit) return near;
    const products = this.#products.nearest(words.key, limit);
    const newest = products.flatMap((one) => this.#releases.versionsOf(one).map((version) => `${one}@${version}`));
    return [...new Set([...near, ...newest])].slice(0, limit);
  }
}

const slugOf = (coordinate: string): string => coordinate.slice(coordinate.indexOf('/') + 1);
