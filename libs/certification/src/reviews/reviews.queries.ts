import { row, rows } from '#libs/database';
import { notFound, type PersonActor, type ReviewKind } from '#libs/domain';
import { membershipsOfPerson } from '#libs/registry';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

export interface ReviewRow {
  readonly id: string;
  /** Whose results are reviewed, or whose fail contests a certificate; null for an inheritance, as is the attempt. */
  readonly jobId: string | null;
  readonly attemptId: string | null;
  readonly inheritanceId: string | null;
  /** Number of the certificate whose suspension is reviewed. */
  readonly certificate: string | null;
  readonly kind: ReviewKind;
  readonly state: 'open' | 'approved' | 'rejected' | 'withdrawn';
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  readonly scheme: string;
  readonly outcome: string;
  readonly openedAt: Date;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
}

const REVIEW = `
  SELECT v.id, v.job_id AS "jobId", v.attempt_id AS "attemptId", v.inheritance_id AS "inheritanceId", c.number AS certificate, v.kind,
         v.state, rc.coordinate AS release, pl.os, pl.cpu, coalesce(q.scheme, i.scheme) AS scheme,
         coalesce(a.outcome, 'derived') AS outcome, v.opened_at AS "openedAt", v.decided_at AS "decidedAt", v.reason
    FROM reviews v LEFT JOIN attempts a ON a.id = v.attempt_id LEFT JOIN jobs j ON j.id = v.job_id
    LEFT JOIN adaptation_requests q ON q.id = j.request_id LEFT JOIN inheritances i ON i.id = v.inheritance_id
    LEFT JOIN certificates c ON c.id = v.certificate_id
    JOIN release_coordinates rc ON rc.id = coalesce(j.release_id, i.release_id)
    JOIN platform_coordinates pl ON pl.id = coalesce(j.platform_id, i.platform_id)`;

/**
 * Whose reviews these are, over organization $1 and role $2: each role its kind; partners those of their own OS or CPU;
 * suspensions are for the body that issued the certificate.
 */
const OWN = `(
     ($2 = 'reviewer' AND v.kind = 'technical')
  OR ($2 = 'certifier' AND v.kind = 'certification')
  OR ($2 = 'certifier' AND v.kind = 'suspension' AND c.issuing_organization_id = $1)
  OR ($2 = 'vendor' AND v.kind = 'partner' AND $1 IN (pl.os_vendor_id, pl.cpu_vendor_id)))`;

/**
 * The rule of `conflictOfInterest` over person $5 and all of that person's organizations $6, in SQL so that pages of a list
 * stay whole. That a partner is one says {@link OWN} already. Tests hold the two together: what is refused is not listed.
 */
const NO_CONFLICT = `(
      coalesce(q.submitted_by, i.proposed_by) <> $5::uuid AND coalesce(j.vendor_id, rc.vendor_id) <> ALL($6::uuid[])
  AND (i.id IS NULL OR i.proposing_organization_id <> ALL($6::uuid[]))
  AND (c.id IS NULL OR c.testing_organization_id <> ALL($6::uuid[]))
  AND NOT EXISTS (SELECT 1 FROM pools p JOIN centers center ON center.id = p.center_id
                   WHERE p.id = j.pool_id AND center.organization_id = ANY($6::uuid[]))
  AND NOT EXISTS (SELECT 1 FROM findings source WHERE source.number = i.source_finding AND source.organization_id = ANY($6::uuid[]))
  AND NOT EXISTS (SELECT 1 FROM reviews e WHERE (e.job_id = v.job_id OR e.inheritance_id = v.inheritance_id)
                     AND e.id <> v.id AND e.kind <> 'suspension'
                     AND (e.decided_by = $5::uuid
                          OR (v.kind NOT IN ('partner', 'suspension') AND e.decided_organization_id = ANY($6::uuid[])))))`;

/**
 * Oldest first, after `after`: open reviews that the actor may decide, or reviews that the actor's organization decided. How
 * others decided is between them and the parties, who read it in the job.
 */
export async function reviewsPage(
  db: Db,
  actor: PersonActor,
  filter: { readonly state: ReviewRow['state']; readonly kind: ReviewKind | null },
  page: { after: string; limit: number },
): Promise<ReviewRow[]> {
  const own = [actor.organizationId, actor.role, filter.state, filter.kind];
  const wanted = `${OWN} AND v.state = $3 AND ($4::text IS NULL OR v.kind = $4)`;
  if (filter.state !== 'open') {
    return rows<ReviewRow>(
      db,
      `${REVIEW} WHERE ${wanted} AND v.decided_organization_id = $1 AND v.id > $5 ORDER BY v.id LIMIT $6`,
      [...own, page.after, page.limit],
    );
  }
  const memberships = await membershipsOfPerson(db, actor.personId);
  return rows<ReviewRow>(db, `${REVIEW} WHERE ${wanted} AND ${NO_CONFLICT} AND v.id > $7 ORDER BY v.id LIMIT $8`, [
    ...own,
    actor.personId,
    memberships.map(({ organizationId }) => organizationId),
    page.after,
    page.limit,
  ]);
}

/**
 * Of whatever state: whoever decides too late, or in conflict, is told so.
 *
 * @throws DomainError `not-found` also for a review of another role's kind
 */
export async function reviewForActor(db: Db, actor: PersonActor, id: string): Promise<ReviewRow> {
  const found = await row<ReviewRow>(db, `${REVIEW} WHERE ${OWN} AND v.id = $3`, [
    actor.organizationId,
    actor.role,
    id,
  ]);
  if (found === undefined) throw notFound('评审 · review');
  return found;
}
