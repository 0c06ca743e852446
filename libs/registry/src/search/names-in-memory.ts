import { GramIndex, nameKey, type AliasEntry } from '#libs/domain';
import {
  Entities,
  type FoundCertificate,
  type FoundOrganization,
  type FoundPlatform,
  type FoundProduct,
  type FoundRelease,
} from './search-entities.js';
import type { OrganizationName, PlatformName, ProductName, ReleaseName } from './search-rows.queries.js';
import { searchableText } from './searchable-text.js';

const HIGHEST_ORDINAL = 2_147_483_647;

/**
 * The names of everything, in memory. Texts are kept once: a release is found by its version and by its product's names, a
 * platform by those of its OS and CPU, a certificate by its release's, so a new name of a vendor changes one text.
 */
export class NamesInMemory {
  readonly organizations = new Entities<FoundOrganization>();
  readonly products = new Entities<FoundProduct>();
  readonly releases = new Entities<FoundRelease>();
  readonly platforms = new Entities<FoundPlatform>();
  readonly certificates = new Entities<FoundCertificate>();
  readonly texts = {
    organizations: new GramIndex(),
    products: new GramIndex(),
    releases: new GramIndex(),
    certificates: new GramIndex(),
  };
  readonly #aliases = new Map<string, AliasEntry[]>();

  constructor(aliases: readonly AliasEntry[]) {
    for (const alias of aliases) {
      const { organizations = [], products = [], operatingSystems = [], cpus = [], releases = [] } = alias.means;
      for (const coordinate of new Set([...organizations, ...products, ...operatingSystems, ...cpus, ...releases])) {
        const known = this.#aliases.get(coordinate);
        if (known === undefined) this.#aliases.set(coordinate, [alias]);
        else known.push(alias);
      }
    }
  }

  putOrganization({ id, slug, name, nameEn }: OrganizationName): void {
    const place = this.organizations.put({ id, slug });
    this.texts.organizations.set(place, searchableText([slug, name, nameEn ?? '', ...this.#calledSo(slug)]));
  }

  /** @returns whether its vendor is known */
  putProduct({ id, slug, name, nameEn, vendorId, category, published, isCpu }: ProductName): boolean {
    const vendor = this.organizations.placeOf(vendorId);
    if (vendor === undefined) return false;
    const type = isCpu ? 'cpu' : 'product';
    const place = this.products.put({ id, slug, vendor, vendorId, category, published, type });
    const coordinate = `${this.organizations.list[vendor]?.slug ?? ''}/${slug}`;
    this.texts.products.set(place, searchableText([slug, name, nameEn ?? '', ...this.#calledSo(coordinate)]));
    return true;
  }

  /** @returns whether its product is known */
  putRelease({ id, productId, version, line, ordinal, published, isOs, name, nameEn }: ReleaseName): boolean {
    const product = this.products.placeOf(productId);
    if (product === undefined) return false;
    const type = isOs ? 'osRelease' : 'release';
    const place = this.releases.put({ id, product, version, line, ordinal, published, type });
    const aliases = isOs ? this.#calledSo(`${this.productCoordinate(product)}@${version}`) : [];
    this.texts.releases.set(place, searchableText([version, name ?? '', nameEn ?? '', ...aliases]));
    return true;
  }

  putPlatform({ id, osReleaseId, cpuId }: PlatformName): void {
    const [os, cpu] = [this.releases.placeOf(osReleaseId), this.products.placeOf(cpuId)];
    if (os !== undefined && cpu !== undefined) this.platforms.put({ id, os, cpu });
  }

  putCertificate({ id, number, releaseId }: { id: string; number: string; releaseId: string }): void {
    const release = this.releases.placeOf(releaseId);
    if (release === undefined) return;
    this.texts.certificates.set(this.certificates.put({ id, number, release }), searchableText([number]));
  }

  /** Aliases by which a thing was called with one of these words. */
  aliasesOf(coordinate: string, words: readonly string[]): AliasEntry[] {
    return (this.#aliases.get(coordinate) ?? []).filter(({ name, nameEn, spellings }) =>
      [name, nameEn, ...spellings].some((text) => words.some((word) => nameKey(text).includes(word))),
    );
  }

  maySee(product: FoundProduct | undefined, viewer: string | null): boolean {
    return product !== undefined && (product.published || product.vendorId === viewer);
  }

  maySeeRelease({ published, product }: FoundRelease, viewer: string | null): boolean {
    const of = this.products.list[product];
    return of !== undefined && ((published && of.published) || of.vendorId === viewer);
  }

  #calledSo(coordinate: string): string[] {
    const aliases = this.#aliases.get(coordinate) ?? [];
    return aliases.flatMap(({ name, nameEn, spellings }) => [name, nameEn, ...spellings]);
  }

  productCoordinate(place: number): string {
    const product = this.products.list[place];
    return product === undefined ? '' : `${this.organizations.list[product.vendor]?.slug ?? ''}/${product.slug}`;
  }

  releaseCoordinate(place: number): string {
    const release = this.releases.list[place];
    return release === undefined ? '' : `${this.productCoordinate(release.product)}@${release.version}`;
  }

  /** Orders a product's releases line by line, in each the newest first. */
  releaseOrder({ product, line, ordinal, version }: FoundRelease): string {
    const backwards = String(HIGHEST_ORDINAL - ordinal).padStart(10, '0');
    return `${this.productCoordinate(product)}@${line} ${backwards} ${version}`;
  }

  platformOrder({ os, cpu }: FoundPlatform): string {
    return `${this.releaseCoordinate(os)} ${this.productCoordinate(cpu)}`;
  }
}
