import { row, rows } from '#libs/database';
import { notFound, type PersonActor, type ReviewKind } from '#libs/domain';
import { membershipsOfPerson } from '#libs/registry';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

export interface ReviewRow {
  readonly id: string;
  readonly jobId: string;
  readonly attemptId: string;
  readonly kind: ReviewKind;
  readonly state: 'open' | 'approved' | 'rejected';
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
  SELECT v.id, v.job_id AS "jobId", v.attempt_id AS "attemptId", v.kind, v.state, rc.coordinate AS release, pl.os, pl.cpu, q.scheme,
         a.outcome, v.opened_at AS "openedAt", v.decided_at AS "decidedAt", v.reason
    FROM reviews v JOIN attempts a ON a.id = v.attempt_id JOIN jobs j ON j.id = v.job_id
    JOIN adaptation_requests q ON q.id = j.request_id JOIN release_coordinates rc ON rc.id = j.release_id
    JOIN platform_coordinates pl ON pl.id = j.platform_id`;

/** Whose reviews these are, over organization $1 and role $2: each role its kind; partners those of their own OS or CPU. */
const OWN = `(
     ($2 = 'reviewer' AND v.kind = 'technical')
  OR ($2 = 'certifier' AND v.kind = 'certification')
  OR ($2 = 'vendor' AND v.kind = 'partner' AND $1 IN (pl.os_vendor_id, pl.cpu_vendor_id)))`;

/**
 * The rule of `conflictOfInterest` over person $4 and all of that person's organizations $5, in SQL so that pages of a list
 * stay whole. That a partner is one says {@link OWN} already. Tests hold the two together: what is refused is not listed.
 */
const NO_CONFLICT = `(
      q.submitted_by <> $4::uuid AND j.vendor_id <> ALL($5::uuid[])
  AND NOT EXISTS (SELECT 1 FROM pools p JOIN centers c ON c.id = p.center_id
                   WHERE p.id = j.pool_id AND c.organization_id = ANY($5::uuid[]))
  AND NOT EXISTS (SELECT 1 FROM reviews e WHERE e.job_id = v.job_id AND e.id <> v.id
                     AND (e.decided_by = $4::uuid OR (v.kind <> 'partner' AND e.decided_organization_id = ANY($5::uuid[])))))`;

/**
 * Oldest first, after `after`: open reviews that the actor may decide, or reviews that the actor's organization decided. How
 * others decided is between them and the parties, who read it in the job.
 */
export async function reviewsPage(
  db: Db,
  actor: PersonActor,
  state: ReviewRow['state'],
  page: { after: string; limit: number },
): Promise<ReviewRow[]> {
  const own = [actor.organizationId, actor.role, state];
  if (state !== 'open') {
    return rows<ReviewRow>(
      db,
      `${REVIEW} WHERE ${OWN} AND v.state = $3 AND v.decided_organization_id = $1 AND v.id > $4 ORDER BY v.id LIMIT $5`,
      [...own, page.after, page.limit],
    );
  }
  const memberships = await membershipsOfPerson(db, actor.personId);
  return rows<ReviewRow>(
    db,
    `${REVIEW} WHERE ${OWN} AND v.state = $3 AND ${NO_CONFLICT} AND v.id > $6 ORDER BY v.id LIMIT $7`,
    [...own, actor.personId, memberships.map(({ organizationId }) => organizationId), page.after, page.limit],
  );
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

/** Everybody who has a say in a job: what conflicts of interest are judged over. */
export interface JobParties {
  readonly jobId: string;
  readonly submittedBy: string;
  readonly applicantOrganizationId: string;
  readonly testingOrganizationId: string;
  readonly partnerOrganizationIds: readonly string[];
  readonly earlierDeciders: readonly string[];
  readonly earlierOrganizationIds: readonly string[];
}

/** @param reviewId the review that is being decided: who decided it already is too late, but in no conflict over it */
export async function partiesOfJob(db: Db, jobId: string, reviewId: string | null): Promise<JobParties> {
  const found = await row<JobParties>(
    db,
    `SELECT j.id AS "jobId", q.submitted_by AS "submittedBy", j.vendor_id AS "applicantOrganizationId",
            c.organization_id AS "testingOrganizationId", array[pl.os_vendor_id, pl.cpu_vendor_id] AS "partnerOrganizationIds",
            coalesce(earlier.people, '{}') AS "earlierDeciders", coalesce(earlier.organizations, '{}') AS "earlierOrganizationIds"
       FROM jobs j JOIN adaptation_requests q ON q.id = j.request_id JOIN pools p ON p.id = j.pool_id JOIN centers c ON c.id = p.center_id
       JOIN platform_coordinates pl ON pl.id = j.platform_id
       CROSS JOIN LATERAL (
         SELECT array_agg(v.decided_by) AS people, array_agg(v.decided_organization_id) AS organizations FROM reviews v
          WHERE v.job_id = j.id AND v.state <> 'open' AND v.id IS DISTINCT FROM $2) earlier
      WHERE j.id = $1`,
    [jobId, reviewId],
  );
  if (found === undefined) throw new Error(`job ${jobId} is under review but has no pool`);
  return found;
}
