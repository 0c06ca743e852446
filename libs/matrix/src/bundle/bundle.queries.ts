import { row, rows } from '#libs/database';
import type { BundleRelease } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { CEILING } from '../cells/revision-at.queries.js';

type Db = Pick<EntityManager, 'query'>;

/** The newest revision, and since when it is known, rounded up to the millisecond. */
export async function newestRevision(db: Db): Promise<{ readonly revision: number; readonly knownAt: Date }> {
  const head = await row<{ revision: number; knownAt: Date }>(
    db,
    `SELECT revision, ${CEILING('known_at')} AS "knownAt" FROM revision_head`,
  );
  if (head === undefined) throw new Error('revision_head has no row: the database was not migrated');
  return head;
}

export interface BundledPlatform {
  readonly os: string;
  readonly cpu: string;
  readonly isa: string;
  readonly origin: 'catalogue' | 'discovered';
}

/** Platforms known at a revision, by number. */
export async function platformsKnownAt(db: Db, revision: number): Promise<BundledPlatform[]> {
  return rows<BundledPlatform>(
    db,
    `SELECT c.os, c.cpu, c.isa, c.origin FROM platform_coordinates c JOIN platforms p USING (id)
      WHERE p.revision <= $1 ORDER BY id`,
    [revision],
  );
}

/** SHA-256 of the files that findings recorded of releases, known at a revision, are about: by release and number. */
export async function testedFilesOfReleases(
  db: Db,
  releaseIds: readonly string[],
  revision: number,
): Promise<ReadonlyMap<string, ReadonlyMap<number, readonly string[]>>> {
  const found = await rows<{ releaseId: string; number: number; digests: readonly string[] }>(
    db,
    `SELECT f.release_id AS "releaseId", f.number, coalesce(nullif(f.artifact_digests, '[]'), source.artifact_digests) AS digests
       FROM findings f LEFT JOIN findings source ON source.number = f.source_finding
      WHERE f.release_id = ANY($1) AND f.revision <= $2 AND f.kind IN ('direct', 'inherited')
        AND coalesce(nullif(f.artifact_digests, '[]'), source.artifact_digests, '[]') <> '[]'`,
    [releaseIds, revision],
  );
  const tested = new Map<string, Map<number, readonly string[]>>();
  for (const { releaseId, number, digests } of found) {
    const of = tested.get(releaseId) ?? new Map<number, readonly string[]>();
    tested.set(releaseId, of.set(number, digests));
  }
  return tested;
}

type File = BundleRelease['files'][number];

/** Files of releases, by release, in the order of their names: of all builds known at a revision. */
export async function filesOfReleases(
  db: Db,
  releaseIds: readonly string[],
  revision: number,
): Promise<ReadonlyMap<string, readonly File[]>> {
  const found = await rows<File & { readonly releaseId: string }>(
    db,
    // A file that several builds have is the same one.
    `SELECT ra.release_id AS "releaseId", a.sha256, a.sm3, ra.isa
       FROM release_artifacts ra JOIN artifacts a USING (sha256)
       LEFT JOIN release_builds b ON b.release_id = ra.release_id AND b.number = ra.build
      WHERE ra.release_id = ANY($1) AND coalesce(b.revision, 0) <= $2
      GROUP BY ra.release_id, a.sha256, ra.isa ORDER BY min(ra.file_name), a.sha256, ra.isa`,
    [releaseIds, revision],
  );
  const files = new Map<string, File[]>();
  for (const { releaseId, ...file } of found) files.set(releaseId, [...(files.get(releaseId) ?? []), file]);
  return files;
}

/** Every digest of a published release's file, ascending, with the releases that have it, the one published first first. */
export async function releasesByDigest(
  db: Db,
  revision: number,
  after: string,
  limit: number,
): Promise<{ readonly digest: string; readonly releases: readonly string[] }[]> {
  return rows(
    db,
    // A release may have one file under several paths and in several builds.
    `SELECT digest, array_agg(coordinate ORDER BY since, id) AS releases FROM (
       SELECT DISTINCT d.digest, rc.coordinate, r.id, greatest(r.published_at, p.published_at) AS since
         FROM artifacts a CROSS JOIN LATERAL (VALUES (a.sha256), (a.sm3)) AS d(digest)
         JOIN release_artifacts ra USING (sha256) JOIN release_coordinates rc ON rc.id = ra.release_id
         JOIN releases r ON r.id = rc.id JOIN products p ON p.id = r.product_id
         LEFT JOIN release_builds b ON b.release_id = ra.release_id AND b.number = ra.build
        WHERE rc.published_revision <= $1 AND coalesce(b.revision, 0) <= $1 AND d.digest COLLATE "C" > $2) held
      GROUP BY digest ORDER BY digest COLLATE "C" LIMIT $3`,
    [revision, after, limit],
  );
}
