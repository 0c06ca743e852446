import { open } from 'node:fs/promises';
import { addToOutbox, audit, Import, row, transaction, wakeRelay, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import type { EntityManager } from 'typeorm';
import { organizationBySlugOrRefuse } from './behalf-of.js';
import type { RowKind } from './import-rows.js';
import type { ImportFormat } from './read-import-file.js';

export interface NewImport {
  /** Null: each row says so itself. */
  readonly kind: RowKind | null;
  readonly format: ImportFormat;
  readonly encoding: string | undefined;
  /** Whose the rows are that don't say so; only operators name another than their own. */
  readonly organization: string | undefined;
  readonly source: string | undefined;
  readonly fileName: string;
  /** The file, which is the caller's to delete. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

const CHUNK = 1_000_000;
/** Imports of one organization whose dry run was not done yet. */
const MOST_WAITING = 10;
/** Dry runs that nobody confirmed, of one organization; older ones let go of their rows. */
const MOST_CHECKED = 20;

/**
 * Takes a file in: its dry run is the worker's. Nothing of what its rows say is stored before it is confirmed.
 *
 * @returns the import's id
 * @throws DomainError `forbidden` for another organization's rows · `not-found` organization · `rate-limited` while too many wait
 */
export async function createImport({ db, actor }: Context<PersonActor>, input: NewImport): Promise<string> {
  const id = uuidv7();
  const isOperator = actor.role === 'operator';
  if (input.kind === 'organizations' && !isOperator) {
    throw new DomainError('forbidden', '仅运营方可导入机构 · Only operators import organizations');
  }
  await transaction(db, async (tx) => {
    const behalf = await behalfOf(tx, actor, input.organization);
    await refuseTooManyWaiting(tx, actor.organizationId);
    await discardOld(tx, actor.organizationId);
    await tx.insert(Import, {
      id,
      kind: input.kind,
      state: 'received',
      organizationId: actor.organizationId,
      personId: actor.personId,
      membershipId: actor.membershipId,
      role: actor.role,
      behalfId: behalf,
      source: input.source ?? null,
      fileName: input.fileName,
      fileSha256: input.sha256,
      fileBytes: input.size,
      fileFormat: input.format,
      fileEncoding: input.encoding ?? null,
    });
    await storeFile(tx, id, input.path);
    await audit(tx, actor, {
      action: 'import.receive',
      subject: ['import', id],
      details: { kind: input.kind, file: input.sha256, name: input.fileName, size: input.size },
    });
    await addToOutbox(tx, [{ queue: 'run-import', payload: { importId: id, step: 'check' } }]);
  });
  await wakeRelay(db);
  return id;
}

async function behalfOf(
  tx: EntityManager,
  actor: PersonActor,
  organization: string | undefined,
): Promise<string | null> {
  if (actor.role !== 'operator') {
    if (organization === undefined || organization === actor.organizationSlug) return actor.organizationId;
    throw new DomainError('forbidden', '只能为本机构导入 · You import for your own organization only');
  }
  return organization === undefined ? null : organizationBySlugOrRefuse(tx, organization);
}

async function refuseTooManyWaiting(tx: EntityManager, organizationId: string): Promise<void> {
  const waiting = await row<{ count: number }>(
    tx,
    `SELECT count(*) AS count FROM imports WHERE organization_id = $1 AND state = 'received'`,
    [organizationId],
  );
  if ((waiting?.count ?? 0) < MOST_WAITING) return;
  throw new DomainError(
    'rate-limited',
    `已有 ${MOST_WAITING} 个导入在试算 · ${MOST_WAITING} imports are being looked at; wait for one of them`,
  );
}

async function discardOld(tx: EntityManager, organizationId: string): Promise<void> {
  await tx.query(
    `WITH old AS (
       UPDATE imports SET state = 'discarded' WHERE id IN
         (SELECT id FROM imports WHERE organization_id = $1 AND state IN ('checked', 'failed') ORDER BY id DESC OFFSET $2)
       RETURNING id)
     DELETE FROM import_rows WHERE import_id IN (SELECT id FROM old)`,
    [organizationId, MOST_CHECKED],
  );
}

async function storeFile(tx: EntityManager, importId: string, path: string): Promise<void> {
  const file = await open(path);
  try {
    for (let number = 0; ; number += 1) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, null);
      if (bytesRead === 0) return;
      await tx.query('INSERT INTO import_chunks (import_id, number, bytes) VALUES ($1, $2, $3)', [
        importId,
        number,
        buffer.subarray(0, bytesRead),
      ]);
    }
  } finally {
    await file.close();
  }
}
