import { Evidence, row, transaction } from '#libs/database';
import { DomainError } from '#libs/domain';
import type { BlobStore } from '#libs/registry';
import type { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { HELD, heldBy, refuseStaleWrite, type AttemptHolder } from './attempt-access.js';

/** Pieces of evidence that one attempt may leave. */
const MAX_PIECES = 200;

export interface EvidenceBytes {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly offset: number;
  readonly length: number | undefined;
  readonly content: Readable;
}

/**
 * Takes in one piece of evidence of a live attempt. Sending the same piece again changes nothing.
 *
 * @throws DomainError `stale-attempt`, `not-found`, `already-exists` for other bytes under a known name, and whatever
 * {@link BlobStore.receive} refuses
 */
export async function storeEvidence(
  db: DataSource,
  store: BlobStore,
  holder: AttemptHolder,
  piece: EvidenceBytes,
): Promise<{ name: string; size: number; sha256: string }> {
  // Asked before a byte is taken in, and again when it is noted: a foreign or stale agent fills no disk.
  if ((await row(db, `SELECT 1 AS one FROM attempts WHERE ${HELD}`, heldBy(holder))) === undefined) {
    return refuseStaleWrite(db, holder, 'evidence');
  }
  const blob = await store.receive({ ...piece, scope: `attempt-${holder.attemptId}` });
  const noted = await transaction(db, async (tx) => {
    // Locks the attempt against its own end, and two pieces of one name against each other.
    const held = await row(tx, `SELECT 1 AS one FROM attempts WHERE ${HELD} FOR NO KEY UPDATE`, heldBy(holder));
    if (held === undefined) return undefined;
    const known = await row<{ sha256: string | null; pieces: number }>(
      tx,
      `SELECT (SELECT sha256 FROM evidence WHERE attempt_id = $1 AND name = $2) AS sha256, count(*) AS pieces
         FROM evidence WHERE attempt_id = $1`,
      [holder.attemptId, piece.name],
    );
    if (known?.sha256 === blob.sha256) return blob;
    if (known !== undefined && (known.sha256 !== null || known.pieces >= MAX_PIECES)) {
      throw new DomainError(
        'already-exists',
        '同名证据已存在且不可更改 · Evidence of this name is there already and never changes',
        {
          fields: [{ path: 'name', code: 'already-exists', message: 'choose another name' }],
        },
      );
    }
    await tx.insert(Evidence, { attemptId: holder.attemptId, name: piece.name, mediaType: piece.mediaType, ...blob });
    return blob;
  });
  if (noted === undefined) return refuseStaleWrite(db, holder, 'evidence');
  return { name: piece.name, size: noted.size, sha256: noted.sha256 };
}
