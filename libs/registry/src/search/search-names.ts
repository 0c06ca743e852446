import {
  nameKey,
  nearestMatches,
  SEARCH_TYPES,
  type SearchCounts,
  type SearchQuestion,
  type SearchType,
} from '#libs/domain';
import { BestHits, type Hit, type HitPlace } from './best-hits.js';
import type { NamesInMemory } from './names-in-memory.js';
import { SearchScores } from './search-scores.js';
import { searchWords } from './searchable-text.js';
import { tallyTop } from './tally.js';

export interface Found {
  readonly hits: readonly Hit[];
  readonly counts: SearchCounts;
  readonly total: number;
}

/** Vendors that are counted by name: those with the most. */
const MOST_VENDORS = 50;
/** Names that resemble a wrong one and are compared with it part by part. */
const COMPARED = 48;

/** One thing that fits, with the place of its product, where it is or belongs to one. */
type Offer = (type: SearchType, id: string, score: number, product: number | null, orderOf: () => string) => void;

/**
 * What every word of the question is found in, the best first.
 *
 * @param viewer the organization that asks, null for strangers: drafts are found by their vendor only
 * @param page where it begins, and how many
 */
export function searchNames(
  names: NamesInMemory,
  question: SearchQuestion,
  viewer: string | null,
  page: { readonly after: HitPlace | null; readonly limit: number },
): Found {
  const words = searchWords(question.q);
  const best = new BestHits(page.limit, page.after);
  const counts = {
    type: new Map<string, number>(),
    category: new Map<string, number>(),
    vendor: new Map<string, number>(),
  };
  let total = 0;
  if (words.length > 0) {
    const isOneOf = (list: readonly string[], value: string | null): boolean =>
      list.length === 0 || (value !== null && list.includes(value));
    const scores = new SearchScores(names, question.q, words);
    const offer = (
      type: SearchType,
      id: string,
      score: number,
      product: number | null,
      orderOf: () => string,
    ): void => {
      if (score === 0) return;
      const { category = null, vendor: vendorPlace } = (product === null ? null : names.products.list[product]) ?? {};
      const vendor = vendorPlace === undefined ? null : (names.organizations.list[vendorPlace]?.slug ?? null);
      const own = type === 'organization' ? orderOf() : vendor;
      const fits = {
        type: isOneOf(question.type, type),
        category: isOneOf(question.category, category),
        vendor: isOneOf(question.vendor, own),
      };
      if (fits.category && fits.vendor) add(counts.type, type);
      if (fits.type && fits.vendor && category !== null) add(counts.category, category);
      if (fits.type && fits.category && own !== null) add(counts.vendor, own);
      if (!fits.type || !fits.category || !fits.vendor) return;
      total += 1;
      best.offer(type, id, score, orderOf);
    };
    offerAll(names, scores, viewer, offer);
  }
  return {
    hits: best.list(),
    counts: {
      type: Object.fromEntries(SEARCH_TYPES.map((type) => [type, counts.type.get(type) ?? 0])),
      category: tallyTop(counts.category, Infinity),
      vendor: tallyTop(counts.vendor, MOST_VENDORS),
    },
    total,
  };
}

function offerAll(names: NamesInMemory, scores: SearchScores, viewer: string | null, offer: Offer): void {
  if (scores.isHopeless) return;
  names.organizations.list.forEach((one, place) => {
    if (one !== undefined) offer('organization', one.id, scores.organization(place), null, () => one.slug);
  });
  names.products.list.forEach((one, place) => {
    const score = one === undefined ? 0 : scores.product(place);
    if (one === undefined || score === 0 || !names.maySee(one, viewer)) return;
    offer(one.type, one.id, score, place, () => names.productCoordinate(place));
  });
  for (const place of scores.releases()) {
    const one = names.releases.list[place];
    if (one === undefined || !names.maySeeRelease(one, viewer)) continue;
    offer(one.type, one.id, scores.release(place, one.product), one.product, () => names.releaseOrder(one));
  }
  for (const one of names.platforms.list) {
    if (one !== undefined) offer('platform', one.id, scores.platform(one), null, () => names.platformOrder(one));
  }
  names.certificates.list.forEach((one, place) => {
    const release = one === undefined ? undefined : names.releases.list[one.release];
    if (one === undefined || release === undefined) return;
    offer('certificate', one.id, scores.certificate(place, one.release), release.product, () => one.number);
  });
}

/** Coordinates of what is called something like the question, for one that finds nothing. */
export function nearestNames(names: NamesInMemory, question: string, viewer: string | null, limit: number): string[] {
  const key = nameKey(question);
  const products = names.texts.products.nearest(
    key,
    (place) => names.maySee(names.products.list[place], viewer),
    limit,
  );
  if (products.length >= limit) return products.map((place) => names.productCoordinate(place));
  const systems = names.texts.releases.nearest(key, (place) => names.releases.list[place]?.type === 'osRelease', limit);
  const organizations = names.texts.organizations.nearest(
    key,
    (place) => names.organizations.list[place] !== undefined,
    limit,
  );
  return [
    ...products.map((place) => names.productCoordinate(place)),
    ...systems.map((place) => names.releaseCoordinate(place)),
    ...organizations.map((place) => names.organizations.list[place]?.slug ?? ''),
  ].slice(0, limit);
}

/**
 * Names of one kind that a written one, which isn't there, may have meant: products of the same vendor and ones that are called
 * alike, releases of the same product.
 *
 * @returns empty where the viewer may see what was named
 */
export function nearestOfKind(
  names: NamesInMemory,
  kind: 'organization' | 'product' | 'release' | 'certificate',
  text: string,
  viewer: string | null,
  limit: number,
): string[] {
  const known = candidatesOf(names, kind, text, viewer);
  return known.includes(text) ? [] : nearestMatches(text, known, limit);
}

/** Names that are worth comparing with one, of those that the viewer may see. */
function candidatesOf(
  names: NamesInMemory,
  kind: 'organization' | 'product' | 'release' | 'certificate',
  text: string,
  viewer: string | null,
): string[] {
  const { organizations, products, certificates } = names.texts;
  if (kind === 'organization') {
    const isThere = (place: number): boolean => names.organizations.list[place] !== undefined;
    return organizations
      .nearest(nameKey(text), isThere, COMPARED)
      .map((place) => names.organizations.list[place]?.slug ?? '');
  }
  if (kind === 'certificate') {
    const isThere = (place: number): boolean => names.certificates.list[place] !== undefined;
    return certificates
      .nearest(nameKey(text), isThere, COMPARED)
      .map((place) => names.certificates.list[place]?.number ?? '');
  }
  const [vendor = '', rest = ''] = text.split('/');
  const [product = ''] = rest.split('@');
  const alike = new Set(
    products.nearest(nameKey(product), (place) => names.maySee(names.products.list[place], viewer), COMPARED),
  );
  names.products.list.forEach((one, place) => {
    if (one !== undefined && names.organizations.list[one.vendor]?.slug === vendor && names.maySee(one, viewer))
      alike.add(place);
  });
  if (kind === 'product') return [...alike].map((place) => names.productCoordinate(place));
  return names.productsOfReleases.flatMap((of, place) => {
    const release = alike.has(of) ? names.releases.list[place] : undefined;
    return release !== undefined && names.maySeeRelease(release, viewer) ? [names.releaseCoordinate(place)] : [];
  });
}

function add(counts: Map<string, number>, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}
