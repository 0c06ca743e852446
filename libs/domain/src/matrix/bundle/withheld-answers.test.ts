import { describe, expect, it } from '@jest/globals';
import { PUBLIC_AUDIENCE } from '../audience.js';
import type { CellAnswer } from '../cell.js';
import { evaluateCell } from '../evaluate-cell.js';
import type { Finding } from '../finding.js';
import { CPUS, day, finding, hiddenFail, OSES, RELEASES, type ReleaseKey } from '../testing/example-world.js';
import { answerFromPublic } from './answer-from-public.js';
import { publicPart } from './public-part.js';
import { WithheldAnswers } from './withheld-answers.js';

const POLICY = {
  version: '2026.1',
  rules: ['R1', 'R4', 'R6', 'R7'],
  reviewedRules: [],
  abiReach: { level1: 'line', level2: 'service-pack', level3: 'none', undeclared: 'none' },
  maxSteps: 2,
  defaultValidityDays: 1095,
  failValidityDays: null,
  derivedValidityDays: null,
} as const;
const PLATFORM = { os: OSES.sp3, cpu: CPUS.h7280 };

/** What the service tells on SP3 × Hygon 7280 at day 1000; what the public part says alone; and with what is withheld. */
function compare(
  about: ReleaseKey,
  findings: readonly Finding[],
  { drafts = [], rules = POLICY.rules }: { drafts?: readonly ReleaseKey[]; rules?: readonly string[] } = {},
): { readonly told: CellAnswer; readonly alone: CellAnswer; readonly bundled: CellAnswer } {
  const release = RELEASES[about];
  const facts = {
    release,
    releases: Object.values(RELEASES),
    osReleases: Object.values(OSES),
    cpuModels: Object.values(CPUS),
    findings,
    policy: { ...POLICY, rules },
    policies: [{ ...POLICY, version: '2025.1' }],
  };
  const hidden = new Set<string>(drafts.map((key) => RELEASES[key].id));
  const published = new Set(facts.releases.map(({ id }) => id).filter((id) => !hidden.has(id)));
  const shown = publicPart(facts, published);
  const question = {
    release,
    ...PLATFORM,
    secondReleaseId: null,
    audience: PUBLIC_AUDIENCE,
    validAt: day(1000),
    knownAtRevision: 9,
  };
  return {
    told: evaluateCell(question, facts),
    alone: evaluateCell({ ...question, release: shown.release }, shown),
    bundled: answerFromPublic(question, shown, new WithheldAnswers(facts, shown, null, 9).on(PLATFORM)),
  };
}

describe('what is withheld', () => {
  it('is an inference that a hidden fail on a sibling keeps from the cell', () => {
    const { told, alone, bundled } = compare('p3', [finding(1, ['sp2', 'h7280']), hiddenFail(2, ['sp3', 'h7285'])]);
    expect(alone.status).toBe('expected');
    expect(told).toMatchObject({ status: 'unknown', unknownBecause: { code: 'nothing-known', nearest: null } });
    expect(bundled).toEqual(told);
  });

  it('is an inheritance of a policy that is not in force, where no rule in force leads to the cell', () => {
    const carried = finding(2, ['sp3', 'h7280'], { kind: 'inherited', policyVersion: '2025.1', sourceFinding: 1 });
    const findings = [finding(1, ['sp3', 'h7285']), carried, hiddenFail(3, ['sp3', 'h7280'])];
    const { told, alone, bundled } = compare('p3', findings, { rules: [] });
    expect(alone.status).toBe('inherited');
    expect(told.status).toBe('unknown');
    expect(bundled).toEqual(told);
  });

  it('is nothing where the cell has a result of its own', () => {
    const { told, alone } = compare('p3', [finding(1, ['sp3', 'h7280']), hiddenFail(2, ['sp3', 'h7285'])]);
    expect(told.status).toBe('certified');
    expect(alone).toEqual(told);
  });

  it('is that a draft stands between a release and the original of its original', () => {
    const { told, alone, bundled } = compare('again', [finding(1, ['sp3', 'h7280'])], { drafts: ['renamed'] });
    expect(told.unknownBecause?.code).toBe('rebrand-two-hops');
    expect(alone.unknownBecause?.code).not.toBe('rebrand-two-hops');
    expect(bundled).toEqual(told);
  });

  it('is not that R6 may not pass over a draft with features: the release after it says so itself', () => {
    const findings = [finding(1, ['sp3', 'h7280'], { releaseId: RELEASES.p1.id })];
    expect(compare('p3', findings, { drafts: ['p2'] }).alone.status).toBe('expected');
    const p2 = { ...RELEASES.p2, fixesOnly: false };
    const facts = {
      release: RELEASES.p3,
      releases: [RELEASES.p1, p2],
      osReleases: [],
      cpuModels: [],
      findings: [],
      policy: POLICY,
      policies: [],
    };
    const shown = publicPart(facts, new Set([RELEASES.p1.id, RELEASES.p3.id]));
    expect(shown.release.fixesOnly).toBe(false);
    expect(shown.releases.map(({ id }) => id)).toEqual([RELEASES.p3.id, RELEASES.p1.id]);
  });
});
