import type {
  AliasEntry,
  CategoryEntry,
  CpuEntry,
  IsaEntry,
  OsReleaseEntry,
  RegionEntry,
  SchemeEntry,
  VendorEntry,
} from './catalogue-entries.js';

/** The vocabularies that files and operators extend, by the name of their section in a document. */
export interface CatalogueContent {
  readonly vendors: readonly VendorEntry[];
  readonly isas: readonly IsaEntry[];
  readonly cpus: readonly CpuEntry[];
  readonly operatingSystems: readonly OsReleaseEntry[];
  readonly categories: readonly CategoryEntry[];
  readonly regions: readonly RegionEntry[];
  readonly schemes: readonly SchemeEntry[];
  readonly aliases: readonly AliasEntry[];
}

export type CatalogueKind = keyof CatalogueContent;
export type EntryOf<K extends CatalogueKind> = CatalogueContent[K][number];
export type AnyEntry = EntryOf<CatalogueKind>;

/** Field that names an entry within its kind. */
export const CATALOGUE_KEYS = {
  vendors: 'slug',
  isas: 'slug',
  cpus: 'coordinate',
  operatingSystems: 'coordinate',
  categories: 'slug',
  regions: 'code',
  schemes: 'slug',
  aliases: 'slug',
} as const satisfies { readonly [K in CatalogueKind]: keyof EntryOf<K> };

// The keys of the table are exactly the kinds.
export const CATALOGUE_KINDS = Object.keys(CATALOGUE_KEYS) as [CatalogueKind, ...CatalogueKind[]];

export interface KindAndEntry {
  readonly kind: CatalogueKind;
  readonly entry: AnyEntry;
}

export function keyOfEntry({ kind, entry }: KindAndEntry): string {
  // Every entry has the field that the table names for its kind; the union of all kinds has none in common.
  return (entry as unknown as Record<string, string>)[CATALOGUE_KEYS[kind]] ?? '';
}

/** Names an entry among those of all kinds. */
export const entryName = (kind: CatalogueKind, key: string): string => `${kind} ${key}`;

export function listEntries(content: CatalogueContent): KindAndEntry[] {
  return CATALOGUE_KINDS.flatMap((kind) => content[kind].map((entry) => ({ kind, entry })));
}

export function contentOf(entries: readonly KindAndEntry[]): CatalogueContent {
  const of = <K extends CatalogueKind>(wanted: K): EntryOf<K>[] =>
    // Entries come with the kind that they were read as.
    entries.filter(({ kind }) => kind === wanted).map(({ entry }) => entry as EntryOf<K>);
  return {
    vendors: of('vendors'),
    isas: of('isas'),
    cpus: of('cpus'),
    operatingSystems: of('operatingSystems'),
    categories: of('categories'),
    regions: of('regions'),
    schemes: of('schemes'),
    aliases: of('aliases'),
  };
}

/** `over` in place of the entries of the same name in `under`; the others as they are, the new ones at the end. */
export function overlaid(under: readonly KindAndEntry[], over: readonly KindAndEntry[]): KindAndEntry[] {
  const byName = new Map<string, KindAndEntry>();
  for (const one of [...under, ...over]) byName.set(entryName(one.kind, keyOfEntry(one)), one);
  return [...byName.values()];
}

/** Entries in an order in which each comes after the one it names as its parent. */
export function parentsFirst<T extends { readonly parent: string | null }>(
  entries: readonly T[],
  keyOf: (entry: T) => string,
): T[] {
  const waiting = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const ordered: T[] = [];
  const place = (entry: T): void => {
    if (!waiting.delete(keyOf(entry))) return;
    const parent = entry.parent === null ? undefined : waiting.get(entry.parent);
    if (parent !== undefined) place(parent);
    ordered.push(entry);
  };
  for (const entry of entries) place(entry);
  return ordered;
}
