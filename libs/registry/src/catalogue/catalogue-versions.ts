import { rows, row } from '#libs/database';
import {
  entryName,
  sameJson,
  type AnyEntry,
  type CatalogueEntryChange,
  type CatalogueKind,
  type KindAndEntry,
} from '#libs/domain';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

/** Versions follow each other: whoever makes one waits for whoever is making one. */
export const LOCK_CATALOGUE = `SELECT pg_advisory_xact_lock(hashtext('load-catalogue'))`;

/** What files and operators say of one entry. */
export interface StoredEntry {
  readonly kind: CatalogueKind;
  readonly key: string;
  /** Null where a shipped entry is withheld, because it can not stand beside an operator's. */
  readonly inForce: AnyEntry | null;
  /** What the newest files say; null where they never named it. */
  readonly shipped: AnyEntry | null;
  /** The operator's change that put it in force; null: the files did. */
  readonly operatorVersion: number | null;
  /** What the files said when the operator did. */
  readonly seen: AnyEntry | null;
}

export const storedName = ({ kind, key }: StoredEntry): string => entryName(kind, key);

export function inForce(entries: readonly StoredEntry[]): KindAndEntry[] {
  return entries.flatMap(({ kind, inForce: entry }) => (entry === null ? [] : [{ kind, entry }]));
}

/** Whether the files say something else than what is in force, and nobody has seen that yet. */
export function isConflict({ inForce: present, shipped, operatorVersion, seen }: StoredEntry): boolean {
  if (shipped === null || sameJson(shipped, present)) return false;
  return operatorVersion === null || !sameJson(shipped, seen);
}

export async function storedEntries(db: Db): Promise<StoredEntry[]> {
  return rows<StoredEntry>(
    db,
    `SELECT kind, key, in_force AS "inForce", shipped, operator_version AS "operatorVersion", seen
       FROM catalogue_entries ORDER BY kind, key`,
  );
}

/** Entries that the shipped files and what is in force say different things of, unsettled. */
export async function catalogueConflicts(db: Db): Promise<StoredEntry[]> {
  return (await storedEntries(db)).filter(isConflict);
}

export async function storeEntries(tx: EntityManager, entries: readonly StoredEntry[]): Promise<void> {
  await tx.query(
    `INSERT INTO catalogue_entries (kind, key, in_force, shipped, operator_version, seen)
     SELECT kind, key, nullif("inForce", 'null'), nullif(shipped, 'null'), "operatorVersion", nullif(seen, 'null')
       FROM jsonb_to_recordset($1::jsonb)
         AS x(kind text, key text, "inForce" jsonb, shipped jsonb, "operatorVersion" integer, seen jsonb)
     ON CONFLICT (kind, key) DO UPDATE SET in_force = excluded.in_force, shipped = excluded.shipped,
       operator_version = excluded.operator_version, seen = excluded.seen`,
    [JSON.stringify(entries)],
  );
}

/** Number of the catalogue's newest version; 0 before the first. */
export async function newestVersion(db: Db): Promise<number> {
  const found = await row<{ version: number }>(
    db,
    'SELECT coalesce(max(version), 0) AS version FROM catalogue_changes',
  );
  return found?.version ?? 0;
}

export interface NewVersion {
  readonly version: number;
  readonly origin: 'shipped' | 'operator';
  readonly digest: string;
  readonly reason: string;
  readonly changes: readonly CatalogueEntryChange[];
  readonly revision: number | null;
  readonly personId?: string;
  readonly organizationId?: string;
}

export async function storeVersion(tx: EntityManager, version: NewVersion): Promise<void> {
  await tx.query(
    `INSERT INTO catalogue_changes (version, origin, digest, reason, changes, revision, person_id, organization_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      version.version,
      version.origin,
      version.digest,
      version.reason,
      JSON.stringify(version.changes),
      version.revision,
      version.personId ?? null,
      version.organizationId ?? null,
    ],
  );
}

export interface VersionRow {
  readonly version: number;
  readonly origin: 'shipped' | 'operator';
  readonly digest: string;
  readonly reason: string;
  readonly revision: number | null;
  readonly person: string | null;
  readonly organization: string | null;
  readonly appliedAt: Date;
  readonly added: number;
  readonly changed: number;
  readonly changes: readonly CatalogueEntryChange[];
}

const versions = (changes: string): string => `
  SELECT c.version, c.origin, c.digest, c.reason, c.revision, p.username AS person, o.slug AS organization,
         c.applied_at AS "appliedAt", ${changes} AS changes,
         (SELECT count(*) FROM jsonb_array_elements(c.changes) e WHERE e ->> 'action' = 'added')::int AS added,
         (SELECT count(*) FROM jsonb_array_elements(c.changes) e WHERE e ->> 'action' <> 'added')::int AS changed
    FROM catalogue_changes c LEFT JOIN persons p ON p.id = c.person_id LEFT JOIN organizations o ON o.id = c.organization_id`;

/** Versions of the catalogue, newest first, below number `before`; what they changed is left out. */
export async function catalogueVersionsPage(
  db: Db,
  page: { before: number; limit: number },
): Promise<Omit<VersionRow, 'changes'>[]> {
  const sql = `${versions('NULL')} WHERE c.version < $1 ORDER BY c.version DESC LIMIT $2`;
  return rows<VersionRow>(db, sql, [page.before, page.limit]);
}

export async function catalogueVersion(db: Db, version: number): Promise<VersionRow | undefined> {
  return row<VersionRow>(db, `${versions('c.changes')} WHERE c.version = $1`, [version]);
}
