import { describe, expect, it } from '@jest/globals';
import { conflictOfInterest } from './conflicts-of-interest.js';
import type { Conflict, DecisionContext, ReviewKind } from './conflicts-of-interest.js';

const KINDS: readonly ReviewKind[] = ['technical', 'certification', 'partner', 'suspension'];

function decision(kind: ReviewKind, changes: Partial<DecisionContext> = {}): DecisionContext {
  return {
    kind,
    person: { id: 'zhang', organizationIds: kind === 'partner' ? ['os-vendor'] : ['reviewing-body'] },
    submittedBy: 'wang',
    earlierDeciders: ['li'],
    earlierOrganizationIds: ['earlier-body'],
    applicantOrganizationIds: ['applicant', 'proposer'],
    testingOrganizationIds: ['center', 'other-center'],
    partnerOrganizationIds: ['os-vendor', 'cpu-vendor'],
    ...changes,
  };
}

describe.each(KINDS)('who decides a %s review', (kind) => {
  const memberships = decision(kind).person.organizationIds;
  const person = (id: string, ...more: string[]) => ({ id, organizationIds: [...memberships, ...more] });

  it.each<[string, Partial<DecisionContext>, Conflict | undefined]>([
    ['somebody without a stake', {}, undefined],
    ['who submitted it', { person: person('wang') }, 'submitted-it'],
    ['who decided an earlier review', { person: person('li') }, 'reviewed-it'],
    ['a member of the applicant', { person: person('zhang', 'applicant') }, 'of-the-applicant'],
    ['a member of the testing center', { person: person('zhang', 'center') }, 'of-the-testing-organization'],
    ['a member of the body that proposed it', { person: person('zhang', 'proposer') }, 'of-the-applicant'],
    ['a member of another testing center', { person: person('zhang', 'other-center') }, 'of-the-testing-organization'],
    ['a member of an organization without a stake', { person: person('zhang', 'elsewhere') }, undefined],
    [
      'an administrator of the platform who is a member of the applicant too',
      { person: person('zhang', 'platform-operator', 'applicant') },
      'of-the-applicant',
    ],
    [
      'whoever submitted it, however many reasons there are',
      { person: person('wang', 'applicant', 'center'), earlierDeciders: ['wang'] },
      'submitted-it',
    ],
  ])('%s', (_, changes, conflict) => {
    expect(conflictOfInterest(decision(kind, changes))).toBe(conflict);
  });
});

describe('two reviews by one organization', () => {
  it.each(['technical', 'certification'] as const)(
    'are refused, whoever the second person of a %s review is',
    (kind) => {
      for (const organizationIds of [['earlier-body'], ['reviewing-body', 'earlier-body']]) {
        const person = { id: 'zhang', organizationIds };
        expect(conflictOfInterest(decision(kind, { person }))).toBe('of-an-earlier-reviewer');
      }
    },
  );

  it('are no matter to the partner, who confirms for its own OS or CPU', () => {
    const person = { id: 'zhang', organizationIds: ['os-vendor'] };
    const earlier = { earlierOrganizationIds: ['earlier-body', 'os-vendor'] };
    expect(conflictOfInterest(decision('partner', { person, ...earlier }))).toBeUndefined();
  });

  it('are no matter to the issuing body, which answers for its certificates', () => {
    const person = { id: 'zhang', organizationIds: ['earlier-body'] };
    expect(conflictOfInterest(decision('suspension', { person }))).toBeUndefined();
  });
});

describe('who confirms as partner', () => {
  it.each<[string, readonly string[], Conflict | undefined]>([
    ['a member of the OS vendor', ['os-vendor'], undefined],
    ['a member of the CPU vendor', ['cpu-vendor'], undefined],
    ['a member of the reviewing body', ['reviewing-body'], 'not-a-partner'],
    ['a member of nothing', [], 'not-a-partner'],
    ['a member of the OS vendor and of the applicant', ['os-vendor', 'applicant'], 'of-the-applicant'],
  ])('%s', (_, organizationIds, conflict) => {
    const person = { id: 'zhang', organizationIds };
    expect(conflictOfInterest(decision('partner', { person }))).toBe(conflict);
  });

  it('nobody, where the platform has no vendor', () => {
    expect(conflictOfInterest(decision('partner', { partnerOrganizationIds: [] }))).toBe('not-a-partner');
  });

  it.each(['technical', 'certification'] as const)('that being a partner is not asked of a %s review', (kind) => {
    expect(conflictOfInterest(decision(kind, { partnerOrganizationIds: [] }))).toBeUndefined();
  });
});
