import { nameKey, SEARCH_TYPES, type SearchCounts, type SearchQuestion, type SearchType } from '#libs/domain';
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
  for (const [place, one] of names.organizations.list.entries()) {
    if (one !== undefined) offer('organization', one.id, scores.organization(place), null, () => one.slug);
  }
  for (const [place, one] of names.products.list.entries()) {
    if (one === undefined || !names.maySee(one, viewer)) continue;
    offer(one.type, one.id, scores.product(place), place, () => names.productCoordinate(place));
  }
  for (const [place, one] of names.releases.list.entries()) {
    if (one === undefined || !names.maySeeRelease(one, viewer)) continue;
    offer(one.type, one.id, scores.release(place), one.product, () => names.releaseOrder(one));
  }
  for (const one of names.platforms.list) {
    if (one === undefined) continue;
    offer('platform', one.id, scores.platform(one), null, () => names.platformOrder(one));
  }
  for (const [place, one] of names.certificates.list.entries()) {
    const release = one === undefined ? undefined : names.releases.list[one.release];
    if (one === undefined || release === undefined) continue;
    offer('certificate', one.id, scores.certificate(place, one.release), release.product, () => one.number);
  }
}

/** Coordinates of what is called something like the question, for one that finds nothing. */
export function nearestNames(names: NamesInMemory, question: string, viewer: string | null, limit: number): string[] {
  const key = nameKey(question);
  const products = names.texts.products.nearest(
    key,
    (place) => names.maySee(names.products.list[place], viewer),
    limit,
  );
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

function add(counts: Map<string, number>, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}
