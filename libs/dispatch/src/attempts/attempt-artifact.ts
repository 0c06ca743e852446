import { row } from '#libs/database';
import { notFound } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { HELD, heldBy, refuseStaleWrite, type AttemptHolder } from './attempt-access.js';

/**
 * Size of an artifact that belongs to a live attempt's job.
 *
 * @throws DomainError `stale-attempt`, `not-found`
 */
export async function artifactOfAttempt(
  db: DataSource,
  holder: AttemptHolder,
  sha256: string,
): Promise<{ size: number }> {
  const attempt = await row<{ has: boolean }>(db, `SELECT artifact_digests ? $4 AS has FROM attempts WHERE ${HELD}`, [
    ...heldBy(holder),
    sha256,
  ]);
  if (attempt === undefined) return refuseStaleWrite(db, holder, 'artifact');
  const artifact = attempt.has
    ? await row<{ size: number }>(db, 'SELECT size FROM artifacts WHERE sha256 = $1', [sha256])
    : undefined;
  if (artifact === undefined) throw notFound('制品 · artifact');
  return artifact;
}
