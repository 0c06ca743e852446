import { row } from '#libs/database';
import type { DecisionContext } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import type { CertificateRow } from '../certificates/certificates.queries.js';
import type { ReviewRow } from './reviews.queries.js';

type Db = Pick<EntityManager, 'query'>;

/** Everybody who has a say in what is reviewed: what conflicts of interest are judged over. */
export type ReviewParties = Omit<DecisionContext, 'kind' | 'person'>;

/** Who decided other reviews of the same thing. Suspensions are no step of one way: whoever decided one may decide another. */
const EARLIER = (same: string, except: string): string => `
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(v.decided_by), '{}') AS people, coalesce(array_agg(v.decided_organization_id), '{}') AS organizations
      FROM reviews v WHERE ${same} AND v.kind <> 'suspension' AND v.state <> 'open' AND v.id IS DISTINCT FROM ${except}) earlier`;

const EARLIER_FIELDS = `earlier.people AS "earlierDeciders", earlier.organizations AS "earlierOrganizationIds"`;

/** Whoever decided the review itself is too late, but in no conflict over it. */
export async function partiesOfReview(db: Db, review: ReviewRow): Promise<ReviewParties> {
  if (review.inheritanceId !== null) return partiesOfInheritance(db, review.inheritanceId, review.id);
  if (review.jobId === null) throw new Error(`review ${review.id} is about nothing`);
  return partiesOfJob(db, review.jobId, review.id);
}

export async function partiesOfCertificate(db: Db, certificate: CertificateRow): Promise<ReviewParties> {
  if (certificate.inheritanceId !== null) return partiesOfInheritance(db, certificate.inheritanceId, null);
  if (certificate.jobId === null) throw new Error(`certificate ${certificate.number} rests on nothing`);
  return partiesOfJob(db, certificate.jobId, null);
}

async function partiesOfJob(db: Db, jobId: string, reviewId: string | null): Promise<ReviewParties> {
  const found = await row<ReviewParties>(
    db,
    `SELECT q.submitted_by AS "submittedBy", array[j.vendor_id] AS "applicantOrganizationIds",
            array_remove(array[c.organization_id, contested.testing_organization_id], NULL) AS "testingOrganizationIds",
            array[pl.os_vendor_id, pl.cpu_vendor_id] AS "partnerOrganizationIds", ${EARLIER_FIELDS}
       FROM jobs j JOIN adaptation_requests q ON q.id = j.request_id JOIN pools p ON p.id = j.pool_id JOIN centers c ON c.id = p.center_id
       JOIN platform_coordinates pl ON pl.id = j.platform_id
       LEFT JOIN reviews own ON own.id = $2 LEFT JOIN certificates contested ON contested.id = own.certificate_id
       ${EARLIER('v.job_id = j.id', '$2')}
      WHERE j.id = $1`,
    [jobId, reviewId],
  );
  if (found === undefined) throw new Error(`job ${jobId} is under review but has no pool`);
  return found;
}

async function partiesOfInheritance(db: Db, inheritanceId: string, reviewId: string | null): Promise<ReviewParties> {
  const found = await row<ReviewParties>(
    db,
    `SELECT i.proposed_by AS "submittedBy", array[rc.vendor_id, i.proposing_organization_id] AS "applicantOrganizationIds",
            array[f.organization_id] AS "testingOrganizationIds",
            array[pl.os_vendor_id, pl.cpu_vendor_id] AS "partnerOrganizationIds", ${EARLIER_FIELDS}
       FROM inheritances i JOIN release_coordinates rc ON rc.id = i.release_id JOIN findings f ON f.number = i.source_finding
       JOIN platform_coordinates pl ON pl.id = i.platform_id
       ${EARLIER('v.inheritance_id = i.id', '$2')}
      WHERE i.id = $1`,
    [inheritanceId, reviewId],
  );
  if (found === undefined) throw new Error(`inheritance ${inheritanceId} is gone`);
  return found;
}
