import { row } from '#libs/database';
import { DomainError } from '#libs/domain';
import type { DataSource } from 'typeorm';

/** A write whose process died is taken over by a repetition after this long. */
const ABANDONED_SECONDS = 60;
const KEPT_HOURS = 24;

export interface IdempotentWrite {
  readonly membershipId: string;
  readonly key: string;
  readonly operation: string;
  /** Digest of everything that the write depends on. */
  readonly requestHash: Buffer;
}

/**
 * Claims a key for a write.
 *
 * @returns what the first execution answered, where there was one; undefined where this one is to do the work
 * @throws DomainError `idempotency-key-reused` for another request under the same key, `request-in-progress`
 */
export async function beginIdempotentWrite(
  db: DataSource,
  write: IdempotentWrite,
): Promise<{ answer: unknown } | undefined> {
  const claimed = await row(
    db,
    `INSERT INTO idempotency_keys (membership_id, key, operation, request_hash) VALUES ($1, $2, $3, $4)
     ON CONFLICT (membership_id, key) DO UPDATE SET created_at = now()
       WHERE idempotency_keys.completed_at IS NULL AND idempotency_keys.request_hash = excluded.request_hash
         AND idempotency_keys.created_at < now() - make_interval(secs => $5)
     RETURNING 1 AS one`,
    [write.membershipId, write.key, write.operation, write.requestHash, ABANDONED_SECONDS],
  );
  if (claimed !== undefined) return undefined;
  const earlier = await row<{ requestHash: Buffer; operation: string; completed: boolean; answer: unknown }>(
    db,
    `SELECT request_hash AS "requestHash", operation, completed_at IS NOT NULL AS completed, response_body AS answer
       FROM idempotency_keys WHERE membership_id = $1 AND key = $2`,
    [write.membershipId, write.key],
  );
  if (
    earlier !== undefined &&
    (earlier.operation !== write.operation || !earlier.requestHash.equals(write.requestHash))
  ) {
    throw new DomainError(
      'idempotency-key-reused',
      '该 Idempotency-Key 已用于另一请求 · This Idempotency-Key was used for another request',
    );
  }
  if (earlier?.completed !== true) {
    throw new DomainError(
      'request-in-progress',
      '相同请求正在处理 · The same request is being worked on; ask again shortly',
    );
  }
  return { answer: earlier.answer };
}

/** Keeps the answer for repetitions. */
export async function finishIdempotentWrite(db: DataSource, write: IdempotentWrite, answer: unknown): Promise<void> {
  await db.query(
    'UPDATE idempotency_keys SET response_body = $3, completed_at = now() WHERE membership_id = $1 AND key = $2',
    [write.membershipId, write.key, JSON.stringify(answer ?? null)],
  );
}

/** Frees the key of a write that was refused: once corrected, it may use the key again. */
export async function abandonIdempotentWrite(db: DataSource, write: IdempotentWrite): Promise<void> {
  await db.query('DELETE FROM idempotency_keys WHERE membership_id = $1 AND key = $2 AND completed_at IS NULL', [
    write.membershipId,
    write.key,
  ]);
}

/** Forgets keys after a day. */
export async function forgetIdempotencyKeys(db: DataSource): Promise<void> {
  await db.query('DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(hours => $1)', [KEPT_HOURS]);
}
