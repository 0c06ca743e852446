import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

/** SHA-256 of the files that findings of a release, known at a revision, are about; by number of the finding. */
export async function testedFiles(
  db: Db,
  releaseId: string,
  revision: number,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const found = await rows<{ number: number; digests: readonly string[] }>(
    db,
    // A reviewed inheritance that lists no files of its own speaks of those that its source tested.
    `SELECT f.number, coalesce(nullif(f.artifact_digests, '[]'), source.artifact_digests, '[]') AS digests
       FROM findings f LEFT JOIN findings source ON source.number = f.source_finding
      WHERE f.release_id = $1 AND f.revision <= $2 AND f.kind IN ('direct', 'inherited')`,
    [releaseId, revision],
  );
  return new Map(found.map(({ number, digests }) => [number, digests]));
}

/**
 * Releases whose certificates name a file, by SHA-256 or SM3, as known at a revision: on a platform, and on any. Passes
 * only: they are public from issue, so that whom it prefers tells nobody of what they may not see.
 */
export async function releasesCertifiedWith(
  db: Db,
  asked: { readonly digest: string; readonly platformId: number; readonly revision: number },
): Promise<{ readonly here: readonly string[]; readonly anywhere: readonly string[] }> {
  const found = await rows<{ releaseId: string; here: boolean }>(
    db,
    `SELECT ra.release_id AS "releaseId", bool_or(f.platform_id = $2) AS here
       FROM artifacts a JOIN release_artifacts ra USING (sha256) JOIN findings f ON f.release_id = ra.release_id
      WHERE (a.sha256 = $1 OR a.sm3 = $1) AND f.kind = 'direct' AND f.verdict = 'pass' AND f.visibility = 'public'
        AND f.revision <= $3 AND f.artifact_digests ? a.sha256
      GROUP BY ra.release_id`,
    [asked.digest, asked.platformId, asked.revision],
  );
  return {
    here: found.filter(({ here }) => here).map(({ releaseId }) => releaseId),
    anywhere: found.map(({ releaseId }) => releaseId),
  };
}
