import { row, rows } from '#libs/database';
import { notFound } from '#libs/domain';
import type { AuditSubject } from '#libs/registry';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

export interface SolutionRelease {
  readonly id: string;
  readonly release: string;
  readonly required: boolean;
  readonly published: boolean;
}

export interface SolutionPair {
  readonly releaseId: string;
  readonly release: string;
  readonly secondReleaseId: string;
  readonly with: string;
  readonly required: boolean;
}

export interface SolutionRow {
  readonly id: string;
  readonly organizationId: string;
  readonly organization: string;
  readonly solution: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly description: string | null;
  readonly published: boolean;
  readonly createdAt: Date;
  readonly releases: readonly SolutionRelease[];
  readonly edges: readonly SolutionPair[];
}

const SOLUTION = `
  SELECT s.id, s.organization_id AS "organizationId", o.slug AS organization, s.slug AS solution, s.name, s.name_en AS "nameEn",
         s.description, s.published_at IS NOT NULL AS published, s.created_at AS "createdAt",
         (SELECT json_agg(json_build_object('id', r.release_id, 'release', rc.coordinate, 'required', r.required,
                                            'published', rc.published_revision IS NOT NULL) ORDER BY r.place)
            FROM solution_releases r JOIN release_coordinates rc ON rc.id = r.release_id WHERE r.solution_id = s.id) AS releases,
         coalesce((SELECT json_agg(json_build_object('releaseId', e.release_id, 'release', rc.coordinate,
                                            'secondReleaseId', e.second_release_id, 'with', other.coordinate,
                                            'required', e.required) ORDER BY e.place)
            FROM solution_edges e JOIN release_coordinates rc ON rc.id = e.release_id
            JOIN release_coordinates other ON other.id = e.second_release_id WHERE e.solution_id = s.id), '[]') AS edges
    FROM solutions s JOIN organizations o ON o.id = s.organization_id`;

/** Drafts exist for the integrator's organization only. `$1` is the organization that asks, null for strangers. */
const VISIBLE = '(s.published_at IS NOT NULL OR s.organization_id = $1::uuid)';

export interface SolutionName {
  readonly organization: string;
  readonly solution: string;
}

/**
 * @param knownAt strangers know a solution from its publication on; null: at present
 * @throws DomainError `not-found` for what does not exist and for somebody else's draft
 */
export async function solutionByName(
  db: Db,
  viewer: string | null,
  name: SolutionName,
  knownAt: Date | null = null,
): Promise<SolutionRow> {
  const found = await row<SolutionRow>(
    db,
    `${SOLUTION} WHERE ${VISIBLE} AND o.slug = $2 AND s.slug = $3
        AND ($4::timestamptz IS NULL OR s.published_at <= $4 OR s.organization_id = $1::uuid)`,
    [viewer, name.organization, name.solution, knownAt],
  );
  if (found === undefined) throw notFound('解决方案 · solution');
  return found;
}

/** Solutions that the viewer may see, by id, after `after`. */
export async function solutionsPage(
  db: Db,
  viewer: string | null,
  filter: { q?: string | undefined; organization?: string | undefined; releaseId?: string | undefined },
  page: { after: string; limit: number },
): Promise<SolutionRow[]> {
  return rows<SolutionRow>(
    db,
    `${SOLUTION}
      WHERE ${VISIBLE} AND s.id > $2
        AND ($3::text IS NULL OR o.slug = $3)
        AND ($4::uuid IS NULL OR s.id IN (SELECT solution_id FROM solution_releases WHERE release_id = $4))
        AND ($5::text IS NULL OR strpos(lower(concat_ws(' ', s.name, s.name_en, s.slug, s.description)), lower($5)) > 0)
      ORDER BY s.id LIMIT $6`,
    [viewer, page.after, filter.organization ?? null, filter.releaseId ?? null, filter.q ?? null, page.limit],
  );
}

/** Ids of the organizations that a solution belongs to. */
export async function ownersOfSolution(db: Db, { subjectType, subjectId }: AuditSubject): Promise<string[]> {
  const found = await rows<{ owner: string }>(
    db,
    `SELECT organization_id AS owner FROM solutions WHERE $1 = 'solution' AND id::text = $2`,
    [subjectType, subjectId],
  );
  return found.map(({ owner }) => owner);
}
