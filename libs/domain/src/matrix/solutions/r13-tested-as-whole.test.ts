import { describe, expect, it } from '@jest/globals';
import { PUBLIC_AUDIENCE } from '../audience.js';
import type { CellStatus } from '../cell.js';
import type { Finding } from '../finding.js';
import { act, CENTER, CPUS, day, fail, finding, hiddenFail, OSES, RELEASES } from '../testing/example-world.js';
import { answerAsWhole, type JointFinding } from './tested-as-whole.js';

const { p3, board, machine } = RELEASES;
const MEMBERS = [p3, board, machine];

const HERE: ['sp3', 'h7280'] = ['sp3', 'h7280'];

/** A finding of `p3`, unless changed, with companions. */
const joint = (one: Finding, companions: readonly { id: string }[]): JointFinding => ({
  ...one,
  companionIds: companions.map(({ id }) => id),
});
const both = [board, machine];
const POLICY = {
  version: '2026.1',
  rules: ['R1', 'R4'],
  reviewedRules: [],
  abiReach: { level1: 'line', level2: 'service-pack', level3: 'none', undeclared: 'none' },
  maxSteps: 2,
  defaultValidityDays: 1095,
  failValidityDays: null,
  derivedValidityDays: null,
} as const;

function ask(findings: readonly JointFinding[], organizationIds: readonly string[] = [], members = MEMBERS) {
  return answerAsWhole(
    members,
    findings,
    {
      os: OSES.sp3,
      cpu: CPUS.h7280,
      audience: organizationIds.length === 0 ? PUBLIC_AUDIENCE : { organizationIds },
      validAt: day(1000),
      knownAtRevision: 100,
    },
    { osReleases: Object.values(OSES), cpuModels: Object.values(CPUS), policy: POLICY, policies: [] },
  );
}

const statusOf = (answer: ReturnType<typeof ask>): CellStatus | 'withheld' | null =>
  answer === null || answer === 'withheld' ? answer : answer.status;

describe('R13: tested as a whole', () => {
  it.each<[string, readonly JointFinding[], CellStatus | null]>([
    ['nothing was', [], null],
    ['exactly these releases', [joint(finding(1, HERE), both)], 'certified'],
    [
      'whichever of them the result was recorded of',
      [joint(finding(1, HERE, { releaseId: machine.id }), [p3, board])],
      'certified',
    ],
    [
      'two on an edge, the third beside them',
      [joint(finding(1, HERE, { secondReleaseId: board.id }), [machine])],
      'certified',
    ],
    ['one was missing', [joint(finding(1, HERE), [board])], null],
    ['one more was there', [joint(finding(1, HERE), [...both, RELEASES.p1])], null],
    ['on another platform', [joint(finding(1, ['sp2', 'h7280']), both)], null],
    ['a declaration is no test', [joint(finding(1, HERE, { kind: 'declaration' }), both)], null],
    ['it failed', [joint(fail(1, HERE), both)], 'incompatible'],
    [
      'the latest counts, whatever it was recorded of',
      [joint(fail(1, HERE), both), joint(finding(2, HERE, { releaseId: board.id, testedAt: day(950) }), [p3, machine])],
      'certified',
    ],
    [
      'a later fail contests it',
      [joint(finding(1, HERE), both), joint(fail(2, HERE, { testedAt: day(950) }), both)],
      'conflicting',
    ],
    ['revoked', [joint(finding(1, HERE), both), joint(act(2, 'revocation', 1), [])], 'revoked'],
    ['suspended', [joint(finding(1, HERE), both), joint(act(2, 'suspension', 1), [])], 'suspended'],
    ['over', [joint(finding(1, HERE, { validTo: day(950) }), both)], 'lapsed'],
    ['known only later', [joint(finding(1, HERE, { revision: 101 }), both)], 'unknown'],
  ])('%s', (_, findings, status) => {
    expect(statusOf(ask(findings))).toBe(status);
    expect(statusOf(ask([...findings].reverse()))).toBe(status);
  });

  it('takes no single release for a whole', () => {
    expect(ask([joint(finding(1, HERE), [])], [], [p3])).toBeNull();
  });

  it('says nothing of a fail to whom it is hidden, and does not talk the whole up to them', () => {
    const hidden = [joint(hiddenFail(1, HERE), both)];
    expect(ask(hidden)).toBe('withheld');
    expect(ask(hidden, ['org-nobody'])).toBe('withheld');
    for (const party of [CENTER, p3.vendorId]) expect(statusOf(ask(hidden, [party]))).toBe('incompatible');
    const published = [...hidden, joint(act(2, 'publication', 1), [])];
    expect(statusOf(ask(published))).toBe('incompatible');
  });

  it('shows a pass while a later fail is hidden, as a single cell does', () => {
    const contested = [joint(finding(1, HERE), both), joint(hiddenFail(2, HERE, { testedAt: day(950) }), both)];
    expect(statusOf(ask(contested))).toBe('certified');
    expect(statusOf(ask(contested, [CENTER]))).toBe('conflicting');
  });

  it('withholds where a certificate was revoked and the revocation is hidden', () => {
    const hidden = { visibility: 'parties' as const, parties: [CENTER] };
    const revoked = [joint(finding(1, HERE), both), joint(act(2, 'revocation', 1, hidden), [])];
    expect(ask(revoked)).toBe('withheld');
    expect(statusOf(ask(revoked, [CENTER]))).toBe('revoked');
  });
});
