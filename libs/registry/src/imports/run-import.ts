import { createHash, type Hash } from 'node:crypto';
import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';
import type {
  AppliedTrace,
  ImportHandlers,
  ImportPlans,
  ImportScope,
  NumberedRow,
  RowAction,
  RowDecision,
} from './import-handlers.js';
import { ROW_KINDS, type RowKind, type RowValues } from './import-rows.js';

/** Rows that are decided about together. */
export const BATCH = 1_000;

export interface RunResult {
  /** Over what was decided about each row: the same decisions, the same digest. */
  readonly digest: string;
  readonly counts: Readonly<Record<RowAction, number>>;
}

/**
 * Decides about all rows of an import, in the order of their kinds, and writes them where it is applied. The same code for
 * both: a dry run says what would be done, because it is what would do it.
 *
 * @param mode `check` stores the decisions; `apply` writes what was accepted
 * @param progress told of the rows that are done
 */
export async function runImport(
  tx: EntityManager,
  scope: ImportScope,
  handlers: ImportHandlers,
  mode: 'check' | 'apply',
  progress: (done: number) => Promise<void>,
): Promise<RunResult> {
  const digest = createHash('sha256');
  const counts = { create: 0, change: 0, unchanged: 0, refused: 0, skipped: 0 };
  const plans: ImportPlans = { products: new Map(), releases: new Map(), organizations: new Map() };
  await countUnplanned(tx, scope.importId, counts, digest);
  const runs = [];
  let done = 0;
  for (const kind of ROW_KINDS) {
    const run = handlers[kind](scope, plans);
    let isUsed = false;
    for await (const batch of batches(tx, scope.importId, kind)) {
      isUsed = true;
      const decisions = await run.plan(tx, batch);
      batch.forEach(({ number }, index) => note(digest, counts, number, decisions[index]));
      if (mode === 'check') await storeDecisions(tx, scope.importId, batch, decisions);
      else await run.write(tx, accepted(batch, decisions));
      done += batch.length;
      await progress(done);
    }
    if (isUsed) runs.push(run);
  }
  if (mode === 'apply') {
    for (const run of runs) await storeTraces(tx, scope.importId, await run.finish(tx));
  }
  return { digest: digest.digest('hex'), counts };
}

function accepted(batch: readonly NumberedRow[], decisions: readonly RowDecision[]): number[] {
  return batch.flatMap(({ number }, index) => {
    const action = decisions[index]?.action;
    return action === 'create' || action === 'change' ? [number] : [];
  });
}

function note(
  digest: Hash,
  counts: Record<RowAction, number>,
  number: number,
  decision: RowDecision | undefined,
): void {
  if (decision === undefined) throw new Error(`row ${number} was not decided about`);
  const { action, key, changes, problems } = decision;
  counts[action] += 1;
  digest.update(JSON.stringify([number, action, key, changes, problems.map(({ field, code }) => [field, code])]));
}

async function countUnplanned(
  tx: EntityManager,
  importId: string,
  counts: Record<RowAction, number>,
  digest: Hash,
): Promise<void> {
  const found = await rows<{ action: 'refused' | 'skipped'; count: number }>(
    tx,
    `SELECT action, count(*) AS count FROM import_rows WHERE import_id = $1 AND values IS NULL GROUP BY action ORDER BY action`,
    [importId],
  );
  for (const { action, count } of found) {
    counts[action] += count;
    digest.update(JSON.stringify([action, count]));
  }
}

async function* batches(tx: EntityManager, importId: string, kind: RowKind): AsyncGenerator<NumberedRow[]> {
  for (let after = 0; ;) {
    const found = await rows<{ number: number; sheet: string; row: number; values: RowValues; columns: RowValues }>(
      tx,
      `SELECT number, sheet, row, values, columns FROM import_rows
        WHERE import_id = $1 AND number > $2 AND kind = $3 AND values IS NOT NULL ORDER BY number LIMIT $4`,
      [importId, after, kind, BATCH],
    );
    if (found.length === 0) return;
    yield found.map(({ number, sheet, row, values, columns }) => ({
      number,
      row: { place: { sheet, row }, kind, values, columns },
    }));
    after = found.at(-1)?.number ?? after;
  }
}

async function storeDecisions(
  tx: EntityManager,
  importId: string,
  batch: readonly NumberedRow[],
  decisions: readonly RowDecision[],
): Promise<void> {
  const stored = batch.map(({ number }, index) => ({ number, ...decisions[index], subject: undefined }));
  await tx.query(
    `UPDATE import_rows r SET action = d.action, key = d.key, changes = d.changes, problems = d.problems
       FROM jsonb_to_recordset($2::jsonb) AS d(number integer, action text, key text, changes jsonb, problems jsonb)
      WHERE r.import_id = $1 AND r.number = d.number`,
    [importId, JSON.stringify(stored)],
  );
}

async function storeTraces(tx: EntityManager, importId: string, traces: readonly AppliedTrace[]): Promise<void> {
  for (let start = 0; start < traces.length; start += BATCH) {
    const stored = traces
      .slice(start, start + BATCH)
      .map(({ number, subject, trace }) => ({ number, trace, type: subject.type, id: subject.id }));
    await tx.query(
      `UPDATE import_rows r SET subject_type = t.type, subject_id = t.id, trace = t.trace
         FROM jsonb_to_recordset($2::jsonb) AS t(number integer, type text, id text, trace jsonb)
        WHERE r.import_id = $1 AND r.number = t.number`,
      [importId, JSON.stringify(stored)],
    );
  }
}
