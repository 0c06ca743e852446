import { recordFindings } from '#libs/matrix';
import type { EntityManager } from 'typeorm';
import type { JobParties, ReviewRow } from '../reviews/reviews.queries.js';
import { testedAttempt } from './tested-attempt.queries.js';

/**
 * Makes a finding of a fail that a technical review confirmed. It is for the parties until the vendor or an advisory
 * publishes it; it blocks inference all the same. Takes the revision head: call it last.
 *
 * @param reviewingOrganizationId whose review confirmed it: a party, too
 */
export async function recordConfirmedFail(
  tx: EntityManager,
  review: ReviewRow,
  parties: JobParties,
  reviewingOrganizationId: string,
): Promise<void> {
  const tested = await testedAttempt(tx, review.attemptId);
  await recordFindings(tx, `fail of ${review.release} on ${review.os} ${review.cpu}`, [
    {
      ...tested,
      kind: 'direct',
      verdict: 'fail',
      visibility: 'parties',
      partyIds: [
        ...new Set([
          parties.applicantOrganizationId,
          parties.testingOrganizationId,
          reviewingOrganizationId,
          ...parties.partnerOrganizationIds,
        ]),
      ],
      validFrom: tested.testedAt,
      organizationId: parties.testingOrganizationId,
      reason: review.reason,
    },
  ]);
}
