/** What search finds; also the order of results that fit equally well. */
export const SEARCH_TYPES = [
  'organization',
  'product',
  'osRelease',
  'cpu',
  'release',
  'platform',
  'certificate',
] as const;
export type SearchType = (typeof SEARCH_TYPES)[number];

export interface SearchQuestion {
  readonly q: string;
  /** Any one of these; an empty list asks for all. */
  readonly type: readonly SearchType[];
  readonly category: readonly string[];
  readonly vendor: readonly string[];
}

/** Counts by value; each facet's leave its own filter out. */
export interface SearchCounts {
  readonly type: Readonly<Record<string, number>>;
  readonly category: Readonly<Record<string, number>>;
  readonly vendor: Readonly<Record<string, number>>;
}
