import { createHash } from 'node:crypto';
import {
  canonicalJson,
  CATALOGUE_KEYS,
  contentOf,
  dayOf,
  diffCatalogue,
  directReach,
  entryName,
  fullReach,
  keyOfEntry,
  overlaid,
  platformCount,
  referenceProblems,
  sameJson,
  type CatalogueContent,
  type CatalogueEntryChange,
  type FieldProblem,
} from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { takenNames, touchedPlatforms, platformNumbers } from './change-obstacles.js';
import {
  inForce,
  isConflict,
  newestVersion,
  storedEntries,
  storedName,
  type StoredEntry,
} from './catalogue-versions.js';
import {
  problemAt,
  readDocuments,
  refuseProblems,
  type CatalogueDocument,
  type PlacedEntry,
} from './read-documents.js';

type Db = Pick<EntityManager, 'query'>;

/** The in-memory matrix keeps an answer for each release on each, and a table of all pairs. */
const MOST_PLATFORMS = 2_000;
/** The in-memory matrix asks the rules about every pair for each ISA when it loads, while it answers nobody. */
const MOST_OS_RELEASES = 250;
const NOWHERE = { path: 'documents', words: 'the catalogue' };

export interface CatalogueDiff {
  /** Newest version of the catalogue that this was compared with. */
  readonly base: number;
  /** SHA-256 over that version and the changes: what a confirming call names. */
  readonly digest: string;
  readonly changes: readonly CatalogueEntryChange[];
  readonly unchanged: number;
  /** Existing platforms whose answers may become others. */
  readonly touches: {
    /** Whose OS release or CPU model is changed in what rules read. */
    readonly platforms: number;
    /** With those that rules may carry results to or from: lines, derived systems, generations. */
    readonly reachedPlatforms: number;
    readonly newPlatforms: number;
  };
}

export interface PlannedChange extends CatalogueDiff {
  readonly stored: readonly StoredEntry[];
  /** Those of the documents that change something. */
  readonly entries: readonly PlacedEntry[];
  readonly after: CatalogueContent;
}

/**
 * What documents would change in the catalogue, compared with what is in force now. Writes nothing.
 *
 * @throws DomainError `invalid-request` naming file, row and field of each problem · `payload-too-large`
 */
export async function planChange(db: Db, documents: readonly CatalogueDocument[]): Promise<PlannedChange> {
  const given = readDocuments(documents, dayOf(new Date()));
  const stored = await storedEntries(db);
  const base = await newestVersion(db);
  const present = inForce(stored);
  const before = contentOf(present);
  const wanted = overlaid(present, given);
  const after = contentOf(wanted);
  const known = new Map(stored.map((entry) => [storedName(entry), entry]));
  const changes = [...diffCatalogue(present, given), ...settled(known, given)];
  const changedNames = new Set(changes.map(({ kind, key }) => entryName(kind, key)));
  const entries = given.filter((one) => changedNames.has(entryName(one.kind, keyOfEntry(one))));
  const newPlatforms = platformCount(after) - platformCount(before);
  const problems = [
    ...referenceProblemsAt(before, after, given),
    ...immutable(changes, given),
    ...(await takenNames(db, entries, after)).map(({ entry, field, code, message }) =>
      problemAt(entry.place, field, code, message),
    ),
    ...((await platformNumbers(db)) + newPlatforms > MOST_PLATFORMS
      ? [problemAt(NOWHERE, '', 'too-many', `would make more than ${MOST_PLATFORMS} platforms`)]
      : []),
    ...(after.operatingSystems.length > MOST_OS_RELEASES
      ? [problemAt(NOWHERE, '', 'too-many', `would make more than ${MOST_OS_RELEASES} OS releases`)]
      : []),
  ];
  refuseProblems(problems);
  return {
    base,
    digest: createHash('sha256').update(canonicalJson({ base, changes })).digest('hex'),
    changes,
    unchanged: given.length - changes.length,
    touches: {
      platforms: await touchedPlatforms(db, directReach(changes)),
      reachedPlatforms: await touchedPlatforms(db, fullReach(changes, before, after)),
      newPlatforms: Math.max(0, newPlatforms),
    },
    stored,
    entries,
    after,
  };
}

/** Entries that say what is in force where the shipped files say something else since: that is settled by saying so. */
function settled(known: ReadonlyMap<string, StoredEntry>, given: readonly PlacedEntry[]): CatalogueEntryChange[] {
  return given.flatMap((one): CatalogueEntryChange[] => {
    const key = keyOfEntry(one);
    const entry = known.get(entryName(one.kind, key));
    if (entry === undefined || !isConflict(entry) || !sameJson(entry.inForce, one.entry)) return [];
    return [{ kind: one.kind, key, action: 'kept', fields: [] }];
  });
}

/** Those that the change brings: what stood before isn't its fault. */
function referenceProblemsAt(
  before: CatalogueContent,
  after: CatalogueContent,
  given: readonly PlacedEntry[],
): FieldProblem[] {
  const old = new Set(referenceProblems(before).map((problem) => canonicalJson(problem)));
  const places = new Map(given.map((one) => [entryName(one.kind, keyOfEntry(one)), one.place]));
  return referenceProblems(after)
    .filter((problem) => !old.has(canonicalJson(problem)))
    .map(({ kind, key, field, code, message }) => {
      const place = places.get(entryName(kind, key));
      return place === undefined
        ? problemAt(NOWHERE, '', code, `${kind} ${key}, ${field}: ${message}`)
        : problemAt(place, field, code, message);
    });
}

/** What platforms are made by: another one is another entry. */
function immutable(changes: readonly CatalogueEntryChange[], given: readonly PlacedEntry[]): FieldProblem[] {
  const fixed: Readonly<Record<string, string>> = { cpus: 'isa', isas: 'hardware' };
  return changes.flatMap(({ kind, key, action, fields }): FieldProblem[] => {
    const field = fixed[kind];
    if (action !== 'changed' || !fields.some((change) => change.field === field)) return [];
    const one = given.find((entry) => entry.kind === kind && keyOfEntry(entry) === key);
    const message = `of what is known already can not change; add another under its own ${CATALOGUE_KEYS[kind]}`;
    return [problemAt(one?.place ?? NOWHERE, field ?? '', 'immutable', message)];
  });
}
