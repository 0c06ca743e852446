import { row, rows, transaction, wake } from '#libs/database';
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
    // Locks the attempt against its own end, and appends of one attempt against each other: they count together.
    const held = await row<{ jobId: string; characters: number }>(
      tx,
      `SELECT job_id AS "jobId", log_characters AS characters FROM attempts WHERE ${HELD} FOR NO KEY UPDATE`,
      heldBy(holder),
    );
    if (held === undefined) return undefined;
    const added = await rows<{ characters: number }>(
      tx,
      `INSERT INTO attempt_log_chunks (attempt_id, seq, at, stream, text)
       SELECT $1, x.seq, x.at, x.stream, x.text
         FROM jsonb_to_recordset($2::jsonb) AS x(seq integer, at timestamptz, stream text, text text)
       ON CONFLICT DO NOTHING RETURNING length(text) AS characters`,
      [holder.attemptId, JSON.stringify(chunks)],
    );
    const characters = added.reduce((sum, chunk) => sum + chunk.characters, held.characters);
    if (added.length > 0 && characters > MAX_LOG_CHARACTERS) {
      throw new DomainError('payload-too-large', '日志超过上限 · The log of this attempt is full', {
        facts: { maxCharacters: MAX_LOG_CHARACTERS },
      });
    }
    await tx.query('UPDATE attempts SET log_characters = $2 WHERE id = $1', [holder.attemptId, characters]);
    const log = await row<{ nextSeq: number }>(
      tx,
      'SELECT coalesce(max(seq) + 1, 0) AS "nextSeq" FROM attempt_log_chunks WHERE attempt_id = $1',
      [holder.attemptId],
    );
    return { jobId: held.jobId, nextSeq: log?.nextSeq ?? 0 };
  });
  if (appended === undefined) return refuseStaleWrite(db, holder, 'log');
  await wake(db, `job:${appended.jobId}`);
  return appended.nextSeq;
}
