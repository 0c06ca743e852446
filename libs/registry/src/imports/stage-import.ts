import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { row, rows } from '#libs/database';
import type { DataSource } from 'typeorm';
import type { ReadRow } from './import-rows.js';
import type { StoredImport } from './import-state.js';
import { readImportFile, type FileFacts } from './read-import-file.js';
import { BATCH } from './run-import.js';

/** Another process has begun with the same import: it is theirs now. */
class ImportTakenOver extends Error {}

/**
 * Reads an import's file and stores its rows as they stand there, from the beginning, whatever a run before this one has left.
 * Each batch is a transaction of its own, and holds only while no other run has begun.
 *
 * @throws DomainError `unreadable-sheet` · ImportTakenOver
 */
export async function stageImport(db: DataSource, stored: StoredImport): Promise<void> {
  const run = randomUUID();
  await db.transaction(async (tx) => {
    await tx.query('UPDATE imports SET run = $2, rows_read = 0 WHERE id = $1', [stored.id, run]);
    await tx.query('DELETE FROM import_rows WHERE import_id = $1', [stored.id]);
  });
  const folder = await mkdtemp(join(tmpdir(), 'shipei-import-'));
  try {
    const path = join(folder, 'file');
    await pipeline(Readable.from(chunksOf(db, stored.id)), createWriteStream(path));
    const facts: FileFacts = { format: stored.fileFormat, encoding: null, ignored: [] };
    const { kind, fileFormat: format } = stored;
    const read = readImportFile({ path, format, kind, encoding: stored.fileEncoding ?? undefined }, facts);
    let number = 0;
    let batch: ReadRow[] = [];
    for await (const one of read) {
      batch.push(one);
      if (batch.length < BATCH) continue;
      await storeRows(db, stored.id, run, number, batch);
      number += batch.length;
      batch = [];
    }
    await storeRows(db, stored.id, run, number, batch);
    await finish(db, stored.id, run, facts);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* chunksOf(db: DataSource, importId: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number += 1) {
    const chunk = await row<{ bytes: Buffer }>(
      db,
      'SELECT bytes FROM import_chunks WHERE import_id = $1 AND number = $2',
      [importId, number],
    );
    if (chunk === undefined) return;
    yield chunk.bytes;
  }
}

async function storeRows(
  db: DataSource,
  importId: string,
  run: string,
  before: number,
  batch: readonly ReadRow[],
): Promise<void> {
  const stored = batch.map((one, index) => ({
    number: before + index + 1,
    kind: one.kind,
    sheet: one.place.sheet,
    row: one.place.row,
    values: 'values' in one ? one.values : null,
    columns: ('values' in one ? one.columns : undefined) ?? {},
    action: 'values' in one ? 'pending' : one.outcome,
    problems: 'values' in one ? [] : one.problems,
  }));
  await db.transaction(async (tx) => {
    await holdRun(tx, importId, run, before + batch.length);
    await tx.query(
      `INSERT INTO import_rows (import_id, number, kind, sheet, row, values, columns, action, problems)
       SELECT $1, r.number, r.kind, r.sheet, r.row, NULLIF(r.values, 'null'), r.columns, r.action, r.problems
         FROM jsonb_to_recordset($2::jsonb) AS r(number integer, kind text, sheet text, row integer, values jsonb, columns jsonb,
              action text, problems jsonb)`,
      [importId, JSON.stringify(stored)],
    );
  });
}

async function finish(db: DataSource, importId: string, run: string, facts: FileFacts): Promise<void> {
  await db.transaction(async (tx) => {
    await holdRun(tx, importId, run, null);
    await tx.query(
      'UPDATE imports SET is_staged = true, file_format = $2, file_encoding = coalesce($3, file_encoding), ignored = $4::jsonb WHERE id = $1',
      [importId, facts.format, facts.encoding, JSON.stringify(facts.ignored.slice(0, 100))],
    );
    await tx.query('DELETE FROM import_chunks WHERE import_id = $1', [importId]);
  });
}

async function holdRun(
  tx: Pick<DataSource, 'query'>,
  importId: string,
  run: string,
  read: number | null,
): Promise<void> {
  const held = await rows<{ id: string }>(
    tx,
    `UPDATE imports SET rows_read = coalesce($3, rows_read) WHERE id = $1 AND run = $2 AND state = 'received' AND NOT is_staged RETURNING id`,
    [importId, run, read],
  );
  if (held.length === 0) throw new ImportTakenOver(`import ${importId} is read by another run`);
}
