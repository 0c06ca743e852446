import { row, transaction, wake } from '#libs/database';
import { DomainError } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { HELD, heldBy, refuseStaleWrite, type AttemptHolder } from './attempt-access.js';

/** Whole log of an attempt. The agent caps what it sends; this is the server's own bound. */
const MAX_LOG_CHARACTERS = 32 * 1024 * 1024;

export interface LogChunk {
  readonly seq: number;
  readonly at: Date;
  readonly stream: 'stdout' | 'stderr' | 'agent';
  readonly text: string;
}

/**
 * Appends log chunks; a sequence number that is there already stays as it is.
 *
 * @returns the sequence number that comes next
 * @throws DomainError `stale-attempt`, `not-found`, `payload-too-large`
 */
export async function appendLog(db: DataSource, holder: AttemptHolder, chunks: readonly LogChunk[]): Promise<number> {
  const appended = await transaction(db, async (tx) => {
    // Locks the attempt against its own end: no chunk is added to an attempt that is over.
    const held = await row<{ jobId: string }>(
      tx,
      `SELECT job_id AS "jobId" FROM attempts WHERE ${HELD} FOR SHARE`,
      heldBy(holder),
    );
    if (held === undefined) return undefined;
    const log = await row<{ size: number; nextSeq: number }>(
      tx,
      `SELECT coalesce(sum(length(text)), 0)::bigint AS size, coalesce(max(seq) + 1, 0) AS "nextSeq"
         FROM attempt_log_chunks WHERE attempt_id = $1`,
      [holder.attemptId],
    );
    const size = (log?.size ?? 0) + chunks.reduce((sum, { text }) => sum + text.length, 0);
    if (size > MAX_LOG_CHARACTERS) {
      throw new DomainError('payload-too-large', '日志超过上限 · The log of this attempt is full', {
        facts: { maxCharacters: MAX_LOG_CHARACTERS },
      });
    }
    await tx.query(
      `INSERT INTO attempt_log_chunks (attempt_id, seq, at, stream, text)
       SELECT $1, x.seq, x.at, x.stream, x.text
         FROM jsonb_to_recordset($2::jsonb) AS x(seq integer, at timestamptz, stream text, text text)
       ON CONFLICT DO NOTHING`,
      [holder.attemptId, JSON.stringify(chunks)],
    );
    const nextSeq = Math.max(log?.nextSeq ?? 0, ...chunks.map(({ seq }) => seq + 1));
    return { jobId: held.jobId, nextSeq };
  });
  if (appended === undefined) return refuseStaleWrite(db, holder, 'log');
  await wake(db, `job:${appended.jobId}`);
  return appended.nextSeq;
}
