import { rows, takeRevision } from '#libs/database';
import type { AbiLevel } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import type { EntityManager } from 'typeorm';
import type { AppliedRow, FieldChange, ImportScope, UndoProblem } from './import-handlers.js';

export interface ReleaseWrite {
  readonly id: string;
  readonly productId: string;
  readonly coordinate: string;
  readonly isNew: boolean;
  readonly version: string;
  readonly line: string;
  readonly ordinal: number;
  readonly releasedOn: string | null;
  /** Of a known release: null where it isn't changed. */
  readonly endOfLife: string | null;
  readonly abiLevel: AbiLevel | null;
  readonly isMadePublic: boolean;
  readonly changes: readonly FieldChange[];
}

/** New releases, as drafts: what is public carries a revision, which comes last. */
export async function insertReleases(tx: EntityManager, all: readonly ReleaseWrite[]): Promise<void> {
  await tx.query(
    `INSERT INTO releases (id, product_id, version, line, ordinal, released_on, end_of_life, abi_level)
     SELECT r.id, r."productId", r.version, r.line, r.ordinal, r."releasedOn", r."endOfLife", r."abiLevel"
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "productId" uuid, version text, line text, ordinal integer,
            "releasedOn" date, "endOfLife" date, "abiLevel" text)`,
    [JSON.stringify(all)],
  );
}

interface Statement {
  readonly id: string;
  readonly releaseId: string;
  readonly kind: 'end-of-life' | 'abi-level' | 'withdrawn';
  readonly withdrawsId: string | null;
  readonly value: object;
}

/**
 * Publishes releases and states what changed of known ones, all under one revision.
 *
 * @returns ids of the statements by release and field
 */
export async function writeReleaseFacts(
  tx: EntityManager,
  scope: ImportScope,
  all: readonly ReleaseWrite[],
): Promise<Map<string, Record<string, string>>> {
  const made = new Map<string, Record<string, string>>();
  const statements = all.flatMap((release) => (release.isNew ? [] : statementsAbout(release, made)));
  const published = all.filter(({ isMadePublic }) => isMadePublic).map(({ id }) => id);
  if (statements.length === 0 && published.length === 0) return made;
  const revision = await takeRevision(
    tx,
    `import ${scope.importId}: ${published.length} releases published, ${statements.length} statements`,
  );
  await insertStatements(tx, scope, revision, statements);
  await tx.query('UPDATE releases SET published_at = now(), published_revision = $2 WHERE id = ANY($1)', [
    published,
    revision,
  ]);
  return made;
}

function statementsAbout(
  { id: releaseId, endOfLife, abiLevel }: ReleaseWrite,
  made: Map<string, Record<string, string>>,
): Statement[] {
  const about: Statement[] = [];
  if (endOfLife !== null) {
    about.push({ id: uuidv7(), releaseId, kind: 'end-of-life', withdrawsId: null, value: { endOfLife } });
  }
  if (abiLevel !== null) {
    about.push({ id: uuidv7(), releaseId, kind: 'abi-level', withdrawsId: null, value: { abiLevel } });
  }
  made.set(releaseId, Object.fromEntries(about.map(({ kind, id }) => [kind, id])));
  return about;
}

/** Withdraws what an import stated, where nobody has since. */
export async function withdrawStatements(
  tx: EntityManager,
  scope: ImportScope,
  applied: readonly AppliedRow[],
): Promise<UndoProblem[]> {
  const wanted = applied.flatMap(({ number, key, subject, trace }) =>
    Object.values(trace).map((statement) => ({ number, key, releaseId: subject.id, statement })),
  );
  if (wanted.length === 0) return [];
  const withdrawn = await rows<{ id: string }>(
    tx,
    'SELECT withdraws_id AS id FROM release_statements WHERE withdraws_id = ANY($1)',
    [wanted.map(({ statement }) => statement)],
  );
  const gone = new Set(withdrawn.map(({ id }) => id));
  const standing = wanted.filter(({ statement }) => !gone.has(statement));
  if (standing.length === 0) return [];
  const revision = await takeRevision(tx, `import ${scope.importId} undone: ${standing.length} statements withdrawn`);
  await insertStatements(
    tx,
    scope,
    revision,
    standing.map(({ releaseId, statement }) => ({
      id: uuidv7(),
      releaseId,
      kind: 'withdrawn',
      withdrawsId: statement,
      value: {},
    })),
  );
  return [];
}

async function insertStatements(
  tx: EntityManager,
  { importer }: ImportScope,
  revision: number,
  statements: readonly Statement[],
): Promise<void> {
  // Stated by the release's vendor, whoever brought the file: it is the vendor's to withdraw.
  await tx.query(
    `INSERT INTO release_statements (id, release_id, kind, withdraws_id, value, organization_id, person_id, revision)
     SELECT s.id, s."releaseId", s.kind, s."withdrawsId", s.value, rc.vendor_id, $2, $3
       FROM jsonb_to_recordset($1::jsonb) AS s(id uuid, "releaseId" uuid, kind text, "withdrawsId" uuid, value jsonb)
       JOIN release_coordinates rc ON rc.id = s."releaseId"`,
    [JSON.stringify(statements), importer.personId, revision],
  );
}
