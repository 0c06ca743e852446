import { addToOutbox, audit, Review, row, transaction, wake, wakeRelay, type Context } from '#libs/database';
import { DomainError, type JobEvent, type PersonActor, type ReviewKind } from '#libs/domain';
import { advanceJob } from '#libs/dispatch';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { certificateByNumber } from '../certificates/certificates.queries.js';
import { changeCertificateIn } from '../certificates/change-certificate.js';
import { advanceInheritance } from '../inheritances/advance-inheritance.js';
import { lockInheritance } from '../inheritances/lock-inheritance.js';
import { recordConfirmedFail } from '../findings/record-confirmed-fail.js';
import { refuseConflict } from './refuse-conflict.js';
import { partiesOfReview, type ReviewParties } from './parties.queries.js';
import { reviewForActor, type ReviewRow } from './reviews.queries.js';

export interface Decision {
  readonly reviewId: string;
  readonly approve: boolean;
  readonly reason: string | null;
}

/**
 * Decides a review. Two people deciding at once: the conditional UPDATE lets one of them win. What follows (the next
 * review, a confirmed fail, the certificate, a suspension) is part of the same transaction or noted in its outbox.
 *
 * @throws DomainError `not-found`, `conflict-of-interest`, `illegal-transition` where it is decided already, or what it is about
 * has changed since, `not-inheritable`
 */
export async function decideReview({ db, actor }: Context<PersonActor>, decision: Decision): Promise<ReviewRow> {
  const decided = await transaction(db, async (tx) => {
    const review = await reviewForActor(tx, actor, decision.reviewId);
    const parties = await partiesOfReview(tx, review);
    await refuseConflict(tx, actor, review.kind, parties);
    if (review.inheritanceId !== null) await lockInheritance(tx, review.inheritanceId);
    const won = await row(
      tx,
      `UPDATE reviews SET state = $2, decided_by = $3, decided_membership_id = $4, decided_organization_id = $5, reason = $6,
              decided_at = now() WHERE id = $1 AND state = 'open' RETURNING id`,
      [
        review.id,
        decision.approve ? 'approved' : 'rejected',
        actor.personId,
        actor.membershipId,
        actor.organizationId,
        decision.reason,
      ],
    );
    if (won === undefined) {
      throw new DomainError(
        'illegal-transition',
        '该评审已有结论或已撤回 · This review has been decided or withdrawn already',
      );
    }
    await audit(tx, actor, {
      action: `review.${decision.approve ? 'approve' : 'reject'}`,
      subject: ['review', review.id],
      details: {
        jobId: review.jobId,
        inheritanceId: review.inheritanceId,
        certificate: review.certificate,
        kind: review.kind,
        reason: decision.reason,
      },
    });
    await follow(tx, actor, review, parties, decision);
    return reviewForActor(tx, actor, review.id);
  });
  await wakeRelay(db);
  if (decided.jobId !== null) await wake(db, `job:${decided.jobId}`);
  return decided;
}

async function follow(
  tx: EntityManager,
  actor: PersonActor,
  review: ReviewRow,
  parties: ReviewParties,
  decision: Decision,
): Promise<void> {
  if (review.kind === 'suspension') {
    if (decision.approve) await suspendContested(tx, actor, review, decision.reason);
    return;
  }
  const partnerNeeded = await needsPartner(tx, review.scheme);
  const { jobId, attemptId, inheritanceId, kind } = review;
  if (inheritanceId !== null) {
    await advanceInheritance(tx, actor, { ...decision, inheritanceId, kind, needsPartner: partnerNeeded });
    return;
  }
  if (jobId === null || attemptId === null) throw new Error(`review ${review.id} is about nothing`);
  await followJob(tx, actor, { ...review, kind, jobId, attemptId }, parties, decision, partnerNeeded);
}

/** A later fail contests the certificate: whether it is suspended over that is decided here. Rejecting leaves it as it is. */
async function suspendContested(
  tx: EntityManager,
  actor: PersonActor,
  review: ReviewRow,
  reason: string | null,
): Promise<void> {
  if (review.certificate === null) throw new Error(`review ${review.id} names no certificate`);
  const certificate = await certificateByNumber(tx, review.certificate);
  const said = reason ?? '因之后的测试未通过而暂停 · Suspended over a later fail';
  await changeCertificateIn(tx, actor, certificate, 'suspend', said);
}

/** A review of a job's results. */
type JobReview = ReviewRow & {
  readonly kind: Exclude<ReviewKind, 'suspension'>;
  readonly jobId: string;
  readonly attemptId: string;
};

async function followJob(
  tx: EntityManager,
  actor: PersonActor,
  review: JobReview,
  parties: ReviewParties,
  decision: Decision,
  partnerNeeded: boolean,
): Promise<void> {
  const event = eventOf(review, decision.approve, partnerNeeded);
  await advanceJob(tx, actor, review.jobId, event, decision.reason);
  if (event === 'technically-approved-pass') await openReview(tx, review, 'certification');
  if (event === 'certification-approved-partner-needed') await openReview(tx, review, 'partner');
  if (event === 'certification-approved' || event === 'partner-confirmed') {
    await addToOutbox(tx, [{ queue: 'issue-certificate', payload: { jobId: review.jobId } }]);
  }
  // Takes the revision head: last in the transaction.
  if (event === 'technically-approved-fail') await recordConfirmedFail(tx, review, parties, actor.organizationId);
}

function eventOf(review: JobReview, approve: boolean, partnerNeeded: boolean): JobEvent {
  if (!approve) return 'review-rejected';
  switch (review.kind) {
    case 'technical':
      return review.outcome === 'passed' ? 'technically-approved-pass' : 'technically-approved-fail';
    case 'certification':
      return partnerNeeded ? 'certification-approved-partner-needed' : 'certification-approved';
    case 'partner':
      return 'partner-confirmed';
  }
}

async function needsPartner(tx: EntityManager, scheme: string): Promise<boolean> {
  const found = await row<{ needed: boolean }>(
    tx,
    'SELECT partner_confirmation AS needed FROM schemes WHERE slug = $1',
    [scheme],
  );
  return found?.needed ?? true;
}

async function openReview(tx: EntityManager, review: JobReview, kind: ReviewKind): Promise<void> {
  await tx.insert(Review, { id: uuidv7(), jobId: review.jobId, attemptId: review.attemptId, kind, state: 'open' });
}
