/**
 * Who may decide a review (domain.md "From application to certificate"): the same person never does two of submit,
 * technical review and certification review; the two reviews are made by different organizations; nobody of the
 * applicant's or the testing organization certifies or reviews; administrators have no bypass; the partner who confirms is
 * a member of the OS or CPU product's vendor. Judged over all of a person's memberships, not only the one the session acts
 * for.
 */
export type ReviewKind = 'technical' | 'certification' | 'partner' | 'suspension';

export interface DecisionContext {
  readonly kind: ReviewKind;
  readonly person: { readonly id: string; readonly organizationIds: readonly string[] };
  readonly submittedBy: string;
  /** Persons who decided earlier reviews of the same job. */
  readonly earlierDeciders: readonly string[];
  /** Organizations for which they decided. */
  readonly earlierOrganizationIds: readonly string[];
  /** The vendor; who proposed an inheritance, too. */
  readonly applicantOrganizationIds: readonly string[];
  /** Of every test that the decision rests on. */
  readonly testingOrganizationIds: readonly string[];
  /** Vendors of the platform's OS and CPU. */
  readonly partnerOrganizationIds: readonly string[];
}

export type Conflict =
  | 'submitted-it'
  | 'reviewed-it'
  | 'of-the-applicant'
  | 'of-the-testing-organization'
  | 'of-an-earlier-reviewer'
  | 'not-a-partner';

export function conflictOfInterest(context: DecisionContext): Conflict | undefined {
  const { person } = context;
  if (person.id === context.submittedBy) return 'submitted-it';
  if (context.earlierDeciders.includes(person.id)) return 'reviewed-it';
  const isOf = (ids: readonly string[]): boolean => person.organizationIds.some((id) => ids.includes(id));
  if (isOf(context.applicantOrganizationIds)) return 'of-the-applicant';
  if (isOf(context.testingOrganizationIds)) return 'of-the-testing-organization';
  // A partner is no third reviewer but a named party, and often the only one there is: an OS vendor whose reviewers took
  // part still answers for its OS, by somebody else. So does the body that issued a certificate for its suspension.
  const isThird = context.kind === 'partner' || context.kind === 'suspension';
  if (!isThird && isOf(context.earlierOrganizationIds)) {
    return 'of-an-earlier-reviewer';
  }
  if (context.kind === 'partner' && !isOf(context.partnerOrganizationIds)) {
    return 'not-a-partner';
  }
  return undefined;
}
