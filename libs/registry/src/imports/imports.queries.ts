import { row, rows } from '#libs/database';
import type { PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import type { FieldChange, RowAction, UndoProblem } from './import-handlers.js';
import type { RowKind, RowProblem } from './import-rows.js';
import type { ImportState } from './import-state.js';

type Db = Pick<EntityManager, 'query'>;

export interface ShownImport {
  readonly id: string;
  readonly kind: RowKind | null;
  readonly state: ImportState;
  readonly organization: string;
  /** Whose the rows are that don't say so. */
  readonly behalf: string | null;
  readonly role: string;
  readonly source: string | null;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly fileBytes: number;
  readonly format: string;
  readonly encoding: string | null;
  readonly ignored: readonly string[];
  readonly rowsRead: number;
  readonly rowsDone: number;
  readonly counts: Readonly<Partial<Record<RowAction, number>>>;
  readonly digest: string | null;
  readonly acceptedOnly: boolean;
  readonly problem: unknown;
  readonly undoReason: string | null;
  readonly undoProblems: readonly UndoProblem[];
  readonly createdAt: Date;
  readonly checkedAt: Date | null;
  readonly appliedAt: Date | null;
  readonly undoneAt: Date | null;
}

const IMPORT = `
  SELECT i.id, i.kind, i.state, o.slug AS organization, b.slug AS behalf, i.role, i.source, i.file_name AS "fileName",
         i.file_sha256 AS "fileSha256", i.file_bytes AS "fileBytes", i.file_format AS format, i.file_encoding AS encoding, i.ignored,
         i.rows_read AS "rowsRead", i.rows_done AS "rowsDone", i.counts, i.digest, i.accepted_only AS "acceptedOnly", i.problem,
         i.undo_reason AS "undoReason", i.undo_problems AS "undoProblems", i.created_at AS "createdAt",
         i.checked_at AS "checkedAt", i.applied_at AS "appliedAt", i.undone_at AS "undoneAt"
    FROM imports i JOIN organizations o ON o.id = i.organization_id LEFT JOIN organizations b ON b.id = i.behalf_id`;

/** Imports are their organization's; operators see all. An operator's rights are not lent to a vendor's role. */
const VISIBLE = `($1 OR i.organization_id = $2::uuid AND i.role = $3)`;

function viewer({ role, organizationId }: PersonActor): unknown[] {
  return [role === 'operator', organizationId, role];
}

export async function visibleImport(db: Db, actor: PersonActor, id: string): Promise<ShownImport | undefined> {
  return row<ShownImport>(db, `${IMPORT} WHERE ${VISIBLE} AND i.id = $4`, [...viewer(actor), id]);
}

/** Imports, newest first, before `before`. */
export async function importsPage(
  db: Db,
  actor: PersonActor,
  filter: { readonly state?: ImportState | undefined },
  page: { readonly before: string; readonly limit: number },
): Promise<ShownImport[]> {
  return rows<ShownImport>(
    db,
    `${IMPORT} WHERE ${VISIBLE} AND i.id < $4 AND ($5::text IS NULL OR i.state = $5) ORDER BY i.id DESC LIMIT $6`,
    [...viewer(actor), page.before, filter.state ?? null, page.limit],
  );
}

export interface ShownRow {
  readonly number: number;
  readonly kind: RowKind | null;
  readonly sheet: string;
  readonly row: number;
  readonly action: RowAction | 'pending';
  readonly key: string | null;
  readonly values: Readonly<Record<string, string>> | null;
  readonly changes: readonly FieldChange[];
  readonly problems: readonly RowProblem[];
  readonly subjectType: string | null;
  readonly subjectId: string | null;
}

/** Rows of an import in their order, after `after`. The caller has seen to it that the import may be read. */
export async function importRowsPage(
  db: Db,
  importId: string,
  filter: { readonly action?: RowAction | undefined },
  page: { readonly after: number; readonly limit: number },
): Promise<ShownRow[]> {
  return rows<ShownRow>(
    db,
    `SELECT number, kind, sheet, row, action, key, values, changes, problems, subject_type AS "subjectType", subject_id AS "subjectId"
       FROM import_rows WHERE import_id = $1 AND number > $2 AND ($3::text IS NULL OR action = $3) ORDER BY number LIMIT $4`,
    [importId, page.after, filter.action ?? null, page.limit],
  );
}
