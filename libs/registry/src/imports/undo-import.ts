import { addToOutbox, audit, rows, transaction, wakeRelay, type Context } from '#libs/database';
import { notFound, type PersonActor, type SystemActor } from '#libs/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { holdImport, ImportBusy, reportTo } from './check-import.js';
import { refuseForeign, wrongState } from './confirm-import.js';
import { importActor } from './import-actor.js';
import type { AppliedRow, ImportHandlers, ImportScope, UndoProblem } from './import-handlers.js';
import { ROW_KINDS, type RowKind } from './import-rows.js';
import { scopeOf, storedImport, type StoredImport } from './import-state.js';
import { visibleImport } from './imports.queries.js';
import { BATCH } from './run-import.js';

/** Rows that keep an import from being undone: so many are named. */
const MOST_NAMED = 100;

class UndoRefused extends Error {
  constructor(readonly problems: readonly UndoProblem[]) {
    super('an import can not be undone');
  }
}

/**
 * Has an applied import undone.
 *
 * @throws DomainError `not-found` · `illegal-transition` for one that is not applied
 */
export async function requestUndo({ db, actor }: Context<PersonActor>, id: string, reason: string): Promise<void> {
  await transaction(db, async (tx) => {
    const found = await visibleImport(tx, actor, id);
    if (found === undefined) throw notFound('导入 · import');
    refuseForeign(actor, found);
    // Two asking at once: the state lets one of them win.
    const undoing = await rows<{ id: string }>(
      tx,
      `UPDATE imports SET state = 'undoing', undo_reason = $2, undo_problems = '[]', person_id = $3, membership_id = $4, rows_done = 0
        WHERE id = $1 AND state = 'applied' RETURNING id`,
      [id, reason, actor.personId, actor.membershipId],
    );
    if (undoing.length === 0) throw wrongState(found.state);
    await audit(tx, actor, { action: 'import.request-undo', subject: ['import', id], details: { reason } });
    await addToOutbox(tx, [{ queue: 'run-import', payload: { importId: id, step: 'undo' } }]);
  });
  await wakeRelay(db);
}

/**
 * Undoes an import in one transaction, latest kind first: what it created goes where nothing rests on it, fields get back what
 * they held, what is never deleted is revoked or withdrawn. Where one row can't be undone none is, and each such is named.
 *
 * @throws ImportBusy
 */
export async function undoImport(
  db: DataSource,
  actor: SystemActor,
  handlers: ImportHandlers,
  id: string,
): Promise<void> {
  const stored = await storedImport(db, id);
  if (stored?.state !== 'undoing') return;
  try {
    await transaction(db, async (tx) => {
      await holdImport(tx, id);
      const scope = scopeOf(stored);
      await audit(tx, importActor(scope), {
        action: 'import.undo',
        subject: ['import', id],
        details: { reason: stored.undoReason },
      });
      await undoRows(tx, stored, scope, handlers, reportTo(db, id));
      const undone = await rows<{ id: string }>(
        tx,
        `UPDATE imports SET state = 'undone', undone_at = now() WHERE id = $1 AND state = 'undoing' RETURNING id`,
        [id],
      );
      if (undone.length === 0) throw new ImportBusy(`import ${id} was undone meanwhile`);
    });
  } catch (error) {
    if (!(error instanceof UndoRefused)) throw error;
    await transaction(db, async (tx) => {
      await tx.query(
        `UPDATE imports SET state = 'applied', undo_problems = $2::jsonb WHERE id = $1 AND state = 'undoing'`,
        [id, JSON.stringify(error.problems)],
      );
      await audit(tx, actor, { action: 'import.refuse-undo', subject: ['import', id] });
    });
  }
}

async function undoRows(
  tx: EntityManager,
  stored: StoredImport,
  scope: ImportScope,
  handlers: ImportHandlers,
  progress: (done: number) => Promise<void>,
): Promise<void> {
  const plans = { products: new Map(), releases: new Map(), organizations: new Map() };
  const problems: UndoProblem[] = [];
  const kept = await keptKeys(tx, stored.id);
  let done = 0;
  for (const kind of [...ROW_KINDS].reverse()) {
    const run = handlers[kind](scope, plans);
    for await (const batch of appliedBatches(tx, stored.id, kind)) {
      problems.push(...(await laterImports(tx, stored.id, batch)));
      const goes = batch.filter(({ action, key }) => action === 'change' || !kept.has(key));
      if (problems.length === 0) problems.push(...(await run.undo(tx, goes, stored.undoReason ?? '')));
      if (problems.length >= MOST_NAMED) break;
      done += batch.length;
      await progress(done);
    }
    if (problems.length > 0) throw new UndoRefused(problems.slice(0, MOST_NAMED));
  }
}

async function* appliedBatches(tx: EntityManager, importId: string, kind: RowKind): AsyncGenerator<AppliedRow[]> {
  for (let before = 2_147_483_647; ;) {
    const found = await rows<Omit<AppliedRow, 'subject'> & { type: AppliedRow['subject']['type']; id: string }>(
      tx,
      `SELECT number, action, key, changes, subject_type AS type, subject_id AS id, trace FROM import_rows
        WHERE import_id = $1 AND number < $2 AND kind = $3 AND subject_id IS NOT NULL ORDER BY number DESC LIMIT $4`,
      [importId, before, kind, BATCH],
    );
    if (found.length === 0) return;
    yield found.map(({ type, id, ...row }) => ({ ...row, subject: { type, id } }));
    before = found.at(-1)?.number ?? 0;
  }
}

/**
 * What the import's own declarations are about: they are revoked and stay known, and so do a release and its product, as
 * drafts that nobody else sees.
 */
async function keptKeys(tx: EntityManager, importId: string): Promise<ReadonlySet<string>> {
  const found = await rows<{ release: string }>(
    tx,
    `SELECT DISTINCT split_part(key, '@', 1) || '@' || split_part(substr(key, strpos(key, '@') + 1), ' ', 1) AS release
       FROM import_rows WHERE import_id = $1 AND kind = 'declarations' AND subject_id IS NOT NULL`,
    [importId],
  );
  return new Set(
    found.flatMap(({ release }) => [
      release,
      release.slice(0, release.indexOf('@')),
      release.slice(0, release.indexOf('/')),
    ]),
  );
}

/** Rows whose subject a later import changed, and that is not undone. */
async function laterImports(tx: EntityManager, importId: string, batch: readonly AppliedRow[]): Promise<UndoProblem[]> {
  const found = await rows<{ id: string; later: string }>(
    tx,
    `SELECT DISTINCT ON (r.subject_id) r.subject_id AS id, i.id AS later
       FROM import_rows r JOIN imports i ON i.id = r.import_id
      WHERE r.subject_id = ANY($1) AND i.id <> $2 AND i.state IN ('applied', 'undoing')
        AND i.applied_at > (SELECT applied_at FROM imports WHERE id = $2)
      ORDER BY r.subject_id, i.id`,
    [batch.map(({ subject }) => subject.id), importId],
  );
  const later = new Map(found.map((one) => [one.id, one.later]));
  return batch.flatMap(({ number, key, subject }) => {
    const by = later.get(subject.id);
    if (by === undefined) return [];
    return [
      {
        number,
        code: 'later-import',
        message: `${key} 又由导入 ${by} 更改 · ${key} was changed by import ${by}: undo that first`,
      },
    ];
  });
}
