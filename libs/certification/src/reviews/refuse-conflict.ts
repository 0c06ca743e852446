import { conflictOfInterest, DomainError, type Conflict, type PersonActor, type ReviewKind } from '#libs/domain';
import { membershipsOfPerson } from '#libs/registry';
import type { EntityManager } from 'typeorm';
import type { ReviewParties } from './parties.queries.js';

const CONFLICTS = {
  'submitted-it': '申请人不得评审自己的申请 · The person who submitted it decides nothing about it',
  'reviewed-it': '同一人不得参与两级评审 · Nobody decides two reviews of one thing',
  'of-the-applicant': '申请机构成员不得评审 · Members of the applicant decide nothing about it',
  'of-the-testing-organization': '测试机构成员不得评审 · Members of the testing organization decide nothing about it',
  'of-an-earlier-reviewer':
    '两级评审须由不同机构进行 · The two reviews of one thing are made by different organizations',
  'not-a-partner': '仅操作系统或 CPU 厂商成员可确认 · Only members of the OS or CPU vendor confirm',
} as const satisfies Record<Conflict, string>;

/**
 * Judged over all memberships of the person, not only the one that they are signed in for.
 *
 * @throws DomainError `conflict-of-interest`
 */
export async function refuseConflict(
  tx: EntityManager,
  actor: PersonActor,
  kind: ReviewKind,
  parties: ReviewParties,
): Promise<void> {
  const memberships = await membershipsOfPerson(tx, actor.personId);
  const conflict = conflictOfInterest({
    kind,
    person: { id: actor.personId, organizationIds: memberships.map(({ organizationId }) => organizationId) },
    ...parties,
  });
  if (conflict !== undefined)
    throw new DomainError('conflict-of-interest', CONFLICTS[conflict], { facts: { conflict } });
}
