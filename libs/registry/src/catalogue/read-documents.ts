import {
  CATALOGUE_KEYS,
  CATALOGUE_KINDS,
  DomainError,
  entryName,
  entryProblems,
  keyOfEntry,
  type AnyEntry,
  type CatalogueKind,
  type FieldProblem,
  type KindAndEntry,
} from '#libs/domain';
import type { z } from 'zod';
import { ENTRY_SCHEMAS } from './entry-schemas.js';

/** Sections of one file, as the shipped files have them; what stands in their rows is not looked at yet. */
export type CatalogueDocument = { readonly file: string } & Readonly<
  Partial<Record<CatalogueKind, readonly unknown[] | undefined>>
>;

/** Where an entry stands: what a refusal names. */
export interface EntryPlace {
  /** Path into the request: `documents.0.cpus.3`. */
  readonly path: string;
  /** For people: file, section and row, counted from 1. */
  readonly words: string;
}

export interface PlacedEntry extends KindAndEntry {
  readonly place: EntryPlace;
}

/** A change of more entries than this is several changes. */
const MOST_ENTRIES = 2000;
const MOST_PROBLEMS = 100;

/**
 * The entries of documents, each checked by itself.
 *
 * @throws DomainError `invalid-request` naming file, row and field of each problem · `payload-too-large`
 */
export function readDocuments(documents: readonly CatalogueDocument[], today: string): PlacedEntry[] {
  const entries: PlacedEntry[] = [];
  const problems: FieldProblem[] = [];
  const places = new Map<string, EntryPlace>();
  const rows = documents.flatMap((document, index) =>
    CATALOGUE_KINDS.flatMap((kind) =>
      (document[kind] ?? []).map((row, at) => ({
        kind,
        row,
        place: { path: `documents.${index}.${kind}.${at}`, words: `${document.file}, ${kind}, row ${at + 1}` },
      })),
    ),
  );
  if (rows.length > MOST_ENTRIES) {
    throw new DomainError(
      'payload-too-large',
      `一次最多 ${MOST_ENTRIES} 条 · A change has at most ${MOST_ENTRIES} entries; send several`,
      { facts: { entries: rows.length, most: MOST_ENTRIES } },
    );
  }
  for (const { kind, row, place } of rows) {
    const parsed: z.ZodSafeParseResult<AnyEntry> = ENTRY_SCHEMAS[kind].safeParse(row);
    if (!parsed.success) {
      problems.push(
        ...parsed.error.issues.map(({ path, code, message }) =>
          problemAt(place, path.map(String).join('.'), code, message),
        ),
      );
      continue;
    }
    const one: PlacedEntry = { kind, entry: parsed.data, place };
    problems.push(
      ...entryProblems(one, today).map(({ field, code, message }) => problemAt(place, field, code, message)),
    );
    const name = entryName(kind, keyOfEntry(one));
    const other = places.get(name);
    if (other !== undefined) {
      problems.push(problemAt(place, CATALOGUE_KEYS[kind], 'doubled', `is given already in ${other.words}`));
    }
    places.set(name, place);
    entries.push(one);
  }
  refuseProblems(problems);
  return entries;
}

export function problemAt(place: EntryPlace, field: string, code: string, message: string): FieldProblem {
  const path = field === '' ? place.path : `${place.path}.${field}`;
  return { path, code, message: `${place.words}${field === '' ? '' : `, ${field}`}: ${message}` };
}

/** @throws DomainError `invalid-request` where there is a problem */
export function refuseProblems(problems: readonly FieldProblem[]): void {
  if (problems.length === 0) return;
  throw new DomainError(
    'invalid-request',
    `目录变更有 ${problems.length} 处错误，未写入任何内容 · The catalogue change has ${problems.length} problems; nothing was stored`,
    { fields: problems.slice(0, MOST_PROBLEMS), facts: { problems: problems.length } },
  );
}
