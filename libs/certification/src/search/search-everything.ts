import { nameKey, type AliasEntry, type SearchCounts, type SearchQuestion, type SearchType } from '#libs/domain';
import {
  foundThings,
  nearestNames,
  searchNames,
  searchWords,
  type FoundThing,
  type HitPlace,
  type LiveSearch,
} from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { foundCertificates, type FoundCertificate } from '../certificates/certificates-found.queries.js';

export interface SearchItem {
  readonly type: SearchType;
  readonly coordinate: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly vendor: string | null;
  readonly category: string | null;
  readonly published: boolean;
  readonly platform: { readonly os: string; readonly cpu: string } | null;
  readonly certificate: Pick<FoundCertificate, 'release' | 'validUntil' | 'state'> | null;
  /** Under which other name it was found, and who calls it so. */
  readonly alias: Pick<AliasEntry, 'slug' | 'name' | 'provenance'> | null;
}

export interface SearchAnswer {
  readonly items: SearchItem[];
  readonly counts: SearchCounts;
  readonly total: number;
  /** Where nothing was found: coordinates of what is called something like it. */
  readonly nearest: string[];
  /** Where the next page begins. */
  readonly next: HitPlace | null;
}

const NEAREST = 5;

/**
 * Whatever holds every word of the question in its names, in Chinese or English, as pinyin, initials or an alias: the best first.
 * The page is read from the database as the viewer may see it now, whatever the index says.
 */
export async function searchEverything(
  db: Pick<EntityManager, 'query'>,
  live: LiveSearch,
  viewer: string | null,
  question: SearchQuestion,
  page: { readonly after: HitPlace | null; readonly limit: number },
): Promise<SearchAnswer> {
  const names = await live.current();
  const { hits, counts, total } = searchNames(names, question, viewer, { ...page, limit: page.limit + 1 });
  const shown = hits.slice(0, page.limit);
  const things = await foundThings(db, viewer, shown);
  const ids = shown.filter(({ type }) => type === 'certificate').map(({ id }) => id);
  const certificates = new Map((await foundCertificates(db, ids, new Date())).map((one) => [one.id, one]));
  const words = searchWords(question.q);
  const aliasOf = (thing: FoundThing): AliasEntry | undefined => {
    const called = nameKey([thing.coordinate, thing.name, thing.nameEn ?? ''].join(' '));
    const others = words.filter((word) => !called.includes(word));
    if (others.length === 0) return undefined;
    const product = thing.coordinate.split('@', 1)[0] ?? '';
    return [thing.coordinate, product].flatMap((coordinate) => names.aliasesOf(coordinate, others))[0];
  };
  const items = shown.flatMap(({ type, id }): SearchItem[] => {
    const certificate = certificates.get(id);
    if (type === 'certificate' && certificate !== undefined) return [certificateItem(certificate)];
    const thing = things.get(`${type} ${id}`);
    return thing === undefined ? [] : [thingItem(thing, aliasOf(thing))];
  });
  const last = shown.at(-1);
  return {
    items,
    counts,
    total,
    nearest: total === 0 ? nearestNames(names, question.q, viewer, NEAREST) : [],
    next: hits.length > shown.length && last !== undefined ? last : null,
  };
}

function thingItem({ os, cpu, ...thing }: FoundThing, alias: AliasEntry | undefined): SearchItem {
  return {
    ...thing,
    platform: os === null || cpu === null ? null : { os, cpu },
    certificate: null,
    alias: alias === undefined ? null : { slug: alias.slug, name: alias.name, provenance: alias.provenance },
  };
}

function certificateItem({ number, productName, vendor, category, ...certificate }: FoundCertificate): SearchItem {
  return {
    type: 'certificate',
    coordinate: number,
    name: productName,
    nameEn: null,
    vendor,
    category,
    published: true,
    platform: null,
    certificate,
    alias: null,
  };
}
