import type { AliasEntry } from '../catalogue/catalogue-entries.js';

/** What names are resolved to. `release` is one of any product, `osRelease` one of the platforms' operating systems. */
export const NAMED_KINDS = ['organization', 'product', 'release', 'osRelease', 'cpu', 'platform'] as const;
export type NamedKind = (typeof NAMED_KINDS)[number];

interface Called {
  readonly name: string;
  readonly nameEn: string | null;
}

/** All that names are looked for among: what the asking side may see, and nothing else. */
export interface NamedThings {
  readonly organizations: readonly (Called & { readonly slug: string; readonly uscc: string | null })[];
  /** `coordinate` is `vendor/product`. CPUs and operating systems are products, too. */
  readonly products: readonly (Called & { readonly coordinate: string; readonly versions: readonly string[] })[];
  readonly osReleases: readonly (Called & { readonly coordinate: string })[];
  readonly cpus: readonly (Called & { readonly coordinate: string })[];
  /** OS releases and the CPU models that each is known to run on, by coordinate. */
  readonly platforms: readonly { readonly os: string; readonly cpu: string }[];
  readonly aliases: readonly AliasEntry[];
}

/** What somebody wrote: version and vendor may stand in the text or apart. */
export interface WrittenName {
  readonly text: string;
  readonly version?: string | undefined;
  readonly vendor?: string | undefined;
}

/**
 * How a name was understood: `coordinate` exactly one · `spelling` a coordinate in other case, width or punctuation ·
 * `code` a unified social credit code · `name` what it calls itself · `alias` what a listed source calls it.
 */
export interface NameMatch {
  readonly by: 'coordinate' | 'spelling' | 'code' | 'name' | 'alias';
  readonly alias?: AliasEntry;
}

export interface NameCandidate {
  /** Slug of an organization; `vendor/product`; coordinates of releases and CPUs; `os × cpu` of a platform. */
  readonly coordinate: string;
  readonly why: NameMatch;
}

/**
 * Why nothing was named: `empty` no letter or digit · `unknown-name` · `unknown-vendor` the rest is known, of other vendors ·
 * `unknown-version` the product is known · `incomplete` one release begins like that, which may not be the one that was meant ·
 * `no-such-platform` both parts are known, and not together.
 */
export type Unresolved =
  'empty' | 'unknown-name' | 'unknown-vendor' | 'unknown-version' | 'incomplete' | 'no-such-platform';

/**
 * What a written name means. Never a guess: of two things that it may mean none is chosen.
 *
 * `several`: candidates by coordinate, at most 20 of `total`. `none`: `nearest` are coordinates, the nearest first.
 */
export type NameResolution =
  | ({ readonly kind: 'one' } & NameCandidate)
  | { readonly kind: 'several'; readonly candidates: readonly NameCandidate[]; readonly total: number }
  | { readonly kind: 'none'; readonly because: Unresolved; readonly nearest: readonly string[] };

export interface ResolveOptions {
  /** How many nearest matches a name that means nothing gets: 3; 0 where nobody will read them, which is much faster. */
  readonly nearest?: number;
}
