import { randomUUID } from 'node:crypto';
import { DomainError, type IdempotencyClaim, type PersonActor } from '#libs/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { row } from './data-source.js';

/** A write whose process died before it stored anything is taken over by a repetition after this long. */
const ABANDONED_SECONDS = 60;
const KEPT_HOURS = 24;

export interface IdempotentWrite {
  readonly membershipId: string;
  readonly key: string;
  readonly operation: string;
  /** Digest of everything that the write depends on. */
  readonly requestHash: Buffer;
}

/** What the first execution answered, or the claim of the one that is to do the work. */
export type BegunWrite = { readonly answer: unknown } | { readonly claim: IdempotencyClaim };

/**
 * Claims a key for a write.
 *
 * @throws DomainError `idempotency-key-reused` for another request under the same key, `request-in-progress`,
 * `answer-lost` where the write was done and its process died before the answer was kept: its facts name what was written
 */
export async function beginIdempotentWrite(db: DataSource, write: IdempotentWrite): Promise<BegunWrite> {
  const claim = { key: write.key, claim: randomUUID() };
  // Looked at before anything is written: an INSERT would wait for a write that is in its transaction right now.
  const earlier = await row<Earlier>(
    db,
    `SELECT request_hash AS "requestHash", operation, completed_at IS NOT NULL AS completed, response_body AS answer,
            written_at IS NOT NULL AS written, subject_type AS "subjectType", subject_id AS "subjectId",
            coalesce(written_at, created_at) < now() - make_interval(secs => $3) AS abandoned
       FROM idempotency_keys WHERE membership_id = $1 AND key = $2`,
    [write.membershipId, write.key, ABANDONED_SECONDS],
  );
  if (earlier === undefined) {
    if (!(await insertKey(db, write, claim))) throw inProgress();
    return { claim };
  }
  if (earlier.operation !== write.operation || !earlier.requestHash.equals(write.requestHash)) {
    throw new DomainError(
      'idempotency-key-reused',
      '该 Idempotency-Key 已用于另一请求 · This Idempotency-Key was used for another request',
    );
  }
  if (earlier.completed) return { answer: earlier.answer };
  if (!earlier.abandoned) throw inProgress();
  if (earlier.written) throw answerLost(earlier);
  if (!(await takeOver(db, write.membershipId, claim))) throw inProgress();
  return { claim };
}

interface Earlier {
  readonly requestHash: Buffer;
  readonly operation: string;
  readonly completed: boolean;
  readonly answer: unknown;
  readonly written: boolean;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  readonly abandoned: boolean;
}

async function insertKey(db: DataSource, write: IdempotentWrite, { claim }: IdempotencyClaim): Promise<boolean> {
  const made = await row(
    db,
    `INSERT INTO idempotency_keys (membership_id, key, operation, request_hash, claim) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING 1 AS one`,
    [write.membershipId, write.key, write.operation, write.requestHash, claim],
  );
  return made !== undefined;
}

/** Not from a write that is in its transaction right now, however late: that one holds the row. */
async function takeOver(db: DataSource, membershipId: string, { key, claim }: IdempotencyClaim): Promise<boolean> {
  const taken = await row(
    db,
    `UPDATE idempotency_keys SET claim = $3, created_at = now()
      WHERE (membership_id, key) IN (
        SELECT membership_id, key FROM idempotency_keys
         WHERE membership_id = $1 AND key = $2 AND completed_at IS NULL AND written_at IS NULL
           AND created_at < now() - make_interval(secs => $4)
           FOR UPDATE SKIP LOCKED)
     RETURNING 1 AS one`,
    [membershipId, key, claim, ABANDONED_SECONDS],
  );
  return taken !== undefined;
}

/**
 * Notes in a write's own transaction that it was done, and on what, so that no repetition does it again whenever the
 * process dies. Called with the audit row, which every write has.
 *
 * @throws DomainError `request-in-progress` where a repetition has taken over meanwhile: this one must not be stored
 */
export async function markWritten(
  tx: EntityManager,
  actor: PersonActor,
  [subjectType, subjectId]: readonly [type: string, id: string],
): Promise<void> {
  if (actor.write === undefined) return;
  const marked = await row(
    tx,
    `UPDATE idempotency_keys
        SET written_at = coalesce(written_at, now()), subject_type = coalesce(subject_type, $4),
            subject_id = coalesce(subject_id, $5)
      WHERE membership_id = $1 AND key = $2 AND claim = $3
     RETURNING 1 AS one`,
    [actor.membershipId, actor.write.key, actor.write.claim, subjectType, subjectId],
  );
  if (marked === undefined) throw inProgress();
}

/** Keeps the answer for repetitions. */
export async function finishIdempotentWrite(
  db: DataSource,
  membershipId: string,
  { key, claim }: IdempotencyClaim,
  answer: unknown,
): Promise<void> {
  await db.query(
    `UPDATE idempotency_keys SET response_body = $4, completed_at = now()
      WHERE membership_id = $1 AND key = $2 AND claim = $3`,
    [membershipId, key, claim, JSON.stringify(answer ?? null)],
  );
}

/** Frees the key of a write that failed and stored nothing: once corrected, it may use the key again. */
export async function abandonIdempotentWrite(
  db: DataSource,
  membershipId: string,
  { key, claim }: IdempotencyClaim,
): Promise<void> {
  await db.query(
    `DELETE FROM idempotency_keys
      WHERE membership_id = $1 AND key = $2 AND claim = $3 AND completed_at IS NULL AND written_at IS NULL`,
    [membershipId, key, claim],
  );
}

/** Forgets keys after a day. */
export async function forgetIdempotencyKeys(db: DataSource): Promise<void> {
  await db.query('DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(hours => $1)', [KEPT_HOURS]);
}

function inProgress(): DomainError {
  return new DomainError(
    'request-in-progress',
    '相同请求正在处理 · The same request is being worked on; ask again shortly',
  );
}

function answerLost({ subjectType, subjectId }: Earlier): DomainError {
  return new DomainError(
    'answer-lost',
    `该请求已执行，但回答未能保存；请查看 ${subjectType} ${subjectId} · The request was carried out and its answer was lost; look at ${subjectType} ${subjectId}`,
    { facts: { type: subjectType, id: subjectId } },
  );
}
