import { audit, row, rows, transaction } from '#libs/database';
import { DomainError, type SystemActor } from '#libs/domain';
import type { DataSource, EntityManager } from 'typeorm';
import type { ImportHandlers } from './import-handlers.js';
import { scopeOf, storedImport } from './import-state.js';
import { runImport } from './run-import.js';
import { stageImport } from './stage-import.js';

/** Another process works on the import: it is looked at again later. */
export class ImportBusy extends Error {}

/**
 * The dry run: reads the file, if that wasn't done, and decides about every row. Stores what was decided, and nothing else.
 * May be repeated, and ends where another run has left off.
 *
 * @throws ImportBusy
 */
export async function checkImport(
  db: DataSource,
  actor: SystemActor,
  handlers: ImportHandlers,
  id: string,
): Promise<void> {
  const stored = await storedImport(db, id);
  if (stored?.state !== 'received') return;
  try {
    if (!stored.isStaged) await stageImport(db, stored);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await failImport(db, actor, id, error);
    return;
  }
  await transaction(db, async (tx) => {
    await holdImport(tx, id);
    const scope = scopeOf(stored);
    const { digest, counts } = await runImport(tx, scope, handlers, 'check', reportTo(db, id));
    const checked = await rows<{ id: string }>(
      tx,
      `UPDATE imports SET state = 'checked', digest = $2, counts = $3::jsonb, checked_at = now(), rows_done = 0
        WHERE id = $1 AND state = 'received' RETURNING id`,
      [id, digest, JSON.stringify(counts)],
    );
    // Somebody else was faster: what they found stays.
    if (checked.length === 0) throw new ImportBusy(`import ${id} was checked meanwhile`);
    await audit(tx, actor, { action: 'import.check', subject: ['import', id], details: { digest, counts } });
  });
}

/** One process at a time decides about an import's rows; the lock goes with its transaction. */
export async function holdImport(tx: EntityManager, id: string): Promise<void> {
  const held = await row<{ held: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 20)) AS held', [
    `import ${id}`,
  ]);
  if (held?.held !== true) throw new ImportBusy(`import ${id} is worked on by another process`);
}

/** Tells how far it is, outside of the transaction that does it: others want to know before it ends. */
export function reportTo(db: DataSource, id: string): (done: number) => Promise<void> {
  return async (done) => void (await db.query('UPDATE imports SET rows_done = $2 WHERE id = $1', [id, done]));
}

async function failImport(db: DataSource, actor: SystemActor, id: string, error: DomainError): Promise<void> {
  await transaction(db, async (tx) => {
    const problem = { code: error.code, detail: error.message, errors: error.fields, facts: error.facts };
    await tx.query(
      `UPDATE imports SET state = 'failed', problem = $2::jsonb, checked_at = now() WHERE id = $1 AND state = 'received'`,
      [id, JSON.stringify(problem)],
    );
    await tx.query('DELETE FROM import_rows WHERE import_id = $1', [id]);
    await tx.query('DELETE FROM import_chunks WHERE import_id = $1', [id]);
    await audit(tx, actor, { action: 'import.fail', subject: ['import', id], details: { problem: error.code } });
  });
}
