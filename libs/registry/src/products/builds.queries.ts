import { row, rows } from '#libs/database';
import { DomainError, notFound, type ArtifactRole } from '#libs/domain';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

export interface ReleaseArtifactRow {
  readonly sha256: string;
  readonly sm3: string;
  readonly size: number;
  readonly fileName: string;
  readonly isa: string | null;
  readonly role: ArtifactRole;
}

export interface BuildSummaryRow {
  /** Label. */
  readonly build: string;
  readonly number: number;
  readonly builtOn: string | null;
  readonly files: number;
  readonly bytes: number;
  /** RFC 3339. */
  readonly registeredAt: string;
}

export interface BuildRow extends BuildSummaryRow {
  readonly release: string;
  readonly artifacts: readonly ReleaseArtifactRow[];
}

/** As JSON, by path: files of the build with this number (SQL) of the release with this id (SQL). */
export const FILES_OF_BUILD = (release: string, number: string, limit: string): string => `
  coalesce((SELECT json_agg(f ORDER BY f."fileName") FROM (
              SELECT a.sha256, a.sm3, a.size, ra.file_name AS "fileName", ra.isa, ra.role
                FROM release_artifacts ra JOIN artifacts a USING (sha256)
               WHERE ra.release_id = ${release} AND ra.build = ${number} ORDER BY ra.file_name LIMIT ${limit}) f), '[]')`;

/**
 * Builds of the release with this id (SQL). What a version of the service without builds registers while another is being
 * rolled out has files and no row of its own: its first build.
 */
export const BUILDS_OF = (release: string): string => `
  SELECT coalesce(max(b.label), ra.build::text) AS build, ra.build AS number, max(b.built_on) AS "builtOn",
         count(*)::integer AS files, sum(a.size)::bigint AS bytes,
         to_char(coalesce(max(b.created_at), max(own.created_at)) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "registeredAt"
    FROM release_artifacts ra JOIN artifacts a USING (sha256) JOIN releases own ON own.id = ra.release_id
    LEFT JOIN release_builds b ON b.release_id = ra.release_id AND b.number = ra.build
   WHERE ra.release_id = ${release} GROUP BY ra.build`;

/** A build of a release, the newest where no label is given. The caller has seen to it that the release may be seen. */
async function findBuild(
  db: Db,
  release: { readonly id: string; readonly coordinate: string },
  label: string | undefined,
): Promise<BuildRow | undefined> {
  const found = await row<Omit<BuildRow, 'release'>>(
    db,
    `SELECT b.*, ${FILES_OF_BUILD('$1', 'b.number', 'ALL')} AS artifacts FROM (${BUILDS_OF('$1')}) b
      WHERE $2::text IS NULL OR b.build = $2 ORDER BY b.number DESC LIMIT 1`,
    [release.id, label ?? null],
  );
  return found && { ...found, release: release.coordinate };
}

/** @throws DomainError `not-found` */
export async function buildOfRelease(
  db: Db,
  release: { readonly id: string; readonly coordinate: string },
  label: string,
): Promise<BuildRow> {
  const found = await findBuild(db, release, label);
  if (found === undefined) throw notFound('构建 · build');
  return found;
}

/**
 * The build that a request is about: the one named, or the newest; undefined for a release without files.
 *
 * @throws DomainError `invalid-request` for a label that the release does not have
 */
export async function buildAskedFor(
  db: Db,
  release: { readonly id: string; readonly coordinate: string; readonly builds: readonly { readonly build: string }[] },
  label: string | undefined,
): Promise<BuildRow | undefined> {
  const found = await findBuild(db, release, label);
  if (found !== undefined || label === undefined) return found;
  const builds = release.builds.map(({ build }) => build);
  throw new DomainError('invalid-request', '该版本没有此构建 · The release has no such build', {
    fields: [{ path: 'build', code: 'unknown', message: `is none of its builds: ${builds.join(', ')}` }],
    facts: { builds },
  });
}

/**
 * The file of a release with this SHA-256 or SM3, in whichever of its builds known at a revision, with the ISAs that they
 * name it for.
 */
export async function fileOfRelease(
  db: Db,
  releaseId: string,
  digest: string,
  revision: number,
): Promise<{ readonly sha256: string; readonly isas: readonly (string | null)[] } | undefined> {
  const found = await rows<{ sha256: string; isa: string | null }>(
    db,
    // In the order in which an offline bundle has them: both answer in the same words.
    `SELECT a.sha256, ra.isa
       FROM release_artifacts ra JOIN artifacts a USING (sha256)
       LEFT JOIN release_builds b ON b.release_id = ra.release_id AND b.number = ra.build
      WHERE ra.release_id = $1 AND (a.sha256 = $2 OR a.sm3 = $2) AND coalesce(b.revision, 0) <= $3
      GROUP BY a.sha256, ra.isa ORDER BY min(ra.file_name), a.sha256, ra.isa`,
    [releaseId, digest, revision],
  );
  const [first] = found;
  return first && { sha256: first.sha256, isas: found.map(({ isa }) => isa) };
}
