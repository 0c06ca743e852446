import { recordFindings } from '#libs/matrix';
import type { EntityManager } from 'typeorm';
import { openSuspensionReview } from '../reviews/open-suspension-review.js';
import type { ReviewParties } from '../reviews/parties.queries.js';
import type { ReviewRow } from '../reviews/reviews.queries.js';
import { certificatesContestedBy } from './contested-certificates.queries.js';
import { testedAttempt } from './tested-attempt.queries.js';

/**
 * Makes a finding of a fail that a technical review confirmed. It is for the parties until the vendor or an advisory
 * publishes it; it blocks inference all the same. Certificates in force that it contests come under review, and who issued
 * them is a party. Takes the revision head: call it last.
 *
 * @param reviewingOrganizationId whose review confirmed it: a party, too
 */
export async function recordConfirmedFail(
  tx: EntityManager,
  review: ReviewRow & { readonly jobId: string; readonly attemptId: string },
  parties: ReviewParties,
  reviewingOrganizationId: string,
): Promise<void> {
  const tested = await testedAttempt(tx, review.attemptId);
  const contested = await certificatesContestedBy(tx, tested);
  for (const { id } of contested) await openSuspensionReview(tx, review, id);
  const [testingOrganizationId] = parties.testingOrganizationIds;
  if (testingOrganizationId === undefined) throw new Error(`job ${review.jobId} was tested by nobody`);
  await recordFindings(tx, `fail of ${review.release} on ${review.os} ${review.cpu}`, [
    {
      ...tested,
      kind: 'direct',
      verdict: 'fail',
      visibility: 'parties',
      partyIds: [
        ...new Set([
          ...parties.applicantOrganizationIds,
          ...parties.testingOrganizationIds,
          reviewingOrganizationId,
          ...parties.partnerOrganizationIds,
          ...contested.map(({ issuingOrganizationId }) => issuingOrganizationId),
        ]),
      ],
      validFrom: tested.testedAt,
      organizationId: testingOrganizationId,
      reason: review.reason,
    },
  ]);
}
