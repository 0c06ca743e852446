import { describe, expect, it } from '@jest/globals';
import { PUBLIC_AUDIENCE } from '../audience.js';
import type { Finding } from '../finding.js';
import type { Policy } from '../policy.js';
import { CENTER, CPUS, day, fail, finding, hiddenFail, OSES, RELEASES, type OsKey } from '../testing/example-world.js';
import { PlannedTests, type GapGoal } from './planned-test.js';

const POLICY: Policy = {
  version: '2026.1',
  rules: ['R1', 'R4', 'R5'],
  reviewedRules: [],
  abiReach: { level1: 'line', level2: 'service-pack', level3: 'none', undeclared: 'none' },
  maxSteps: 2,
  defaultValidityDays: 1095,
  failValidityDays: null,
  derivedValidityDays: null,
};
const on = (os: OsKey) => ({ os: OSES[os], cpu: CPUS.h7280 });

function planned(
  findings: readonly Finding[],
  more: { goal?: GapGoal; policy?: Partial<Policy>; policies?: readonly Partial<Policy>[]; audience?: string } = {},
): PlannedTests {
  return new PlannedTests(
    {
      release: RELEASES.p3,
      secondReleaseId: null,
      audience: more.audience === undefined ? PUBLIC_AUDIENCE : { organizationIds: [more.audience] },
      validAt: day(1000),
      knownAtRevision: 100,
    },
    {
      findings,
      releases: [],
      osReleases: Object.values(OSES),
      cpuModels: Object.values(CPUS),
      policy: { ...POLICY, ...more.policy },
      policies: (more.policies ?? []).map((policy) => ({ ...POLICY, ...policy })),
    },
    more.goal ?? 'expected',
  );
}

describe('a test that was never made', () => {
  it('makes its own cell certified, and others what the rules make of it', () => {
    const tests = planned([]);
    expect(tests.covered(on('sp2'), [])).toBeNull();
    expect(tests.covered(on('sp2'), [on('sp2')])).toEqual({ status: 'certified', rules: [] });
    expect(tests.covered(on('sp3'), [on('sp2')])).toEqual({ status: 'expected', rules: ['R4'] });
    expect(tests.covered(on('sp1'), [on('sp2')])).toBeNull();
  });

  it('reaches by a declared base only where an expectation is enough', () => {
    const derived = { os: OSES.uosE, cpu: CPUS.h7280 };
    expect(planned([]).covered(derived, [on('oe2203')])).toEqual({ status: 'expected', rules: ['R5'] });
    expect(planned([], { goal: 'inherited' }).covered(derived, [on('oe2203')])).toBeNull();
  });

  it('counts after every test there was, and reopens the way that a fail has closed', () => {
    const failed = planned([fail(1, ['sp2', 'h7280'], { testedAt: day(1000) })]);
    expect(failed.covered(on('sp3'), [on('sp1')])).toBeNull();
    expect(failed.covered(on('sp2'), [on('sp2')])).toEqual({ status: 'certified', rules: [] });
    expect(failed.covered(on('sp3'), [on('sp1'), on('sp2')])).toEqual({ status: 'expected', rules: ['R4'] });
    expect(failed.mayReach(on('sp2'), on('sp1'))).toBe(true);
  });

  it('may revive an inheritance, by a rule that the policy in force no longer has', () => {
    const lapsed = finding(1, ['sp1', 'h7280'], { validTo: day(950) });
    const inherited = finding(2, ['sp3', 'h7280'], { kind: 'inherited', policyVersion: '2025.1', sourceFinding: 1 });
    const old = { version: '2025.1' };
    const tests = planned([lapsed, inherited], { policy: { rules: ['R1'] }, policies: [old] });
    expect(tests.covered(on('sp3'), [])).toBeNull();
    expect(tests.covered(on('sp3'), [on('sp2')])).toEqual({ status: 'inherited', rules: [] });
    expect(tests.mayReach(on('sp2'), on('sp3'))).toBe(true);
  });

  it('hopes for what the asker may see: parties know of a hidden fail, strangers plan without', () => {
    const findings = [hiddenFail(1, ['sp2', 'h7280'])];
    expect(planned(findings, { audience: CENTER }).covered(on('sp3'), [on('sp1')])).toBeNull();
    expect(planned(findings).covered(on('sp3'), [on('sp1')])).toEqual({ status: 'expected', rules: ['R4'] });
    // What a stranger could work out himself is withheld: only a test of the very cell helps, whatever else is tested.
    const withheld = planned([...findings, finding(2, ['sp1', 'h7280'])]);
    expect(withheld.covered(on('sp3'), [])).toBeNull();
    expect(withheld.covered(on('sp3'), [on('sp2')])).toBeNull();
    expect(withheld.covered(on('sp3'), [on('sp3')])).toEqual({ status: 'certified', rules: [] });
  });

  it.each<[OsKey, OsKey, boolean]>([
    ['sp1', 'sp3', true],
    ['sp3', 'sp1', false],
    ['sp3', 'v11', false],
    ['oe2203', 'uosE', true],
    ['sp1', 'sp1', true],
  ])('on %s may say something of %s: %s', (from, to, may) => {
    expect(planned([]).mayReach(on(from), on(to))).toBe(may);
  });

  it('says nothing of another ISA or generation', () => {
    const tests = planned([]);
    for (const cpu of [CPUS.kunpeng920, CPUS.h7380]) {
      expect(tests.mayReach(on('sp3'), { os: OSES.sp3, cpu })).toBe(false);
    }
  });
});
