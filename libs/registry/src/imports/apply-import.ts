import { addToOutbox, audit, isUniqueViolation, rows, transaction, wakeRelay } from '#libs/database';
import type { SystemActor } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { holdImport, ImportBusy, reportTo } from './check-import.js';
import type { ImportHandlers } from './import-handlers.js';
import { importActor } from './import-actor.js';
import { scopeOf, storedImport } from './import-state.js';
import { runImport } from './run-import.js';

/** What the rows come to is not what was confirmed: the registry has changed since. */
class ImportMoved extends Error {}

/**
 * Applies a confirmed import in one transaction: all of it, or nothing. Where it comes to something else than was confirmed,
 * nothing is written and the dry run is done again.
 *
 * @throws ImportBusy
 */
export async function applyImport(
  db: DataSource,
  actor: SystemActor,
  handlers: ImportHandlers,
  id: string,
): Promise<void> {
  const stored = await storedImport(db, id);
  if (stored?.state !== 'confirmed') return;
  try {
    await transaction(db, async (tx) => {
      await holdImport(tx, id);
      const scope = scopeOf(stored);
      const { digest, counts } = await runImport(tx, scope, handlers, 'apply', reportTo(db, id));
      if (digest !== stored.digest) throw new ImportMoved();
      await audit(tx, importActor(scope), {
        action: 'import.apply',
        subject: ['import', id],
        details: { digest, counts },
      });
      const applied = await rows<{ id: string }>(
        tx,
        `UPDATE imports SET state = 'applied', applied_at = now(), problem = NULL WHERE id = $1 AND state = 'confirmed' RETURNING id`,
        [id],
      );
      if (applied.length === 0) throw new ImportBusy(`import ${id} was applied meanwhile`);
    });
  } catch (error) {
    // Somebody registered the same thing between the looking and the writing.
    if (!(error instanceof ImportMoved) && !isUniqueViolation(error)) throw error;
    await checkAgain(db, actor, id);
  }
}

async function checkAgain(db: DataSource, actor: SystemActor, id: string): Promise<void> {
  const problem = {
    code: 'import-moved',
    detail:
      '登记内容已变，未写入；已重新试算 · The registry has changed: nothing was written, and the dry run is done again',
  };
  await transaction(db, async (tx) => {
    const moved = await rows<{ id: string }>(
      tx,
      `UPDATE imports SET state = 'received', problem = $2::jsonb, rows_done = 0 WHERE id = $1 AND state = 'confirmed' RETURNING id`,
      [id, JSON.stringify(problem)],
    );
    if (moved.length === 0) return;
    await audit(tx, actor, { action: 'import.move', subject: ['import', id] });
    await addToOutbox(tx, [{ queue: 'run-import', payload: { importId: id, step: 'check' } }]);
  });
  await wakeRelay(db);
}
