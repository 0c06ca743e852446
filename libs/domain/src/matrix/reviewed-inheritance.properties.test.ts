import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsOf, randomQuestion, randomWorld } from '../../../../test/support/random-world.js';
import type { RandomWorld } from '../../../../test/support/random-world.js';
import type { CellAnswer, CellQuestion } from './cell.js';
import { evaluateCell } from './evaluate-cell.js';
import type { Finding } from './finding.js';
import { onSameCell } from './standing.js';

const ask = (world: RandomWorld, question: CellQuestion): CellAnswer => evaluateCell(question, factsOf(world));

/** A world, and the cells of all inheritances in it that name a known policy, asked about at one moment by one asker. */
const inheritances = randomWorld().chain((world) =>
  randomQuestion(world, false).map((question) => ({
    world,
    asked: world.findings
      .filter(({ kind, verdict }) => kind === 'inherited' && verdict === 'pass')
      .filter(({ policyVersion }) => world.policies.some(({ version }) => version === policyVersion))
      .map((shown) => ({
        shown,
        question: { ...question, ...placeOf(world, shown), secondReleaseId: shown.secondReleaseId },
      })),
  })),
);
const runs = { numRuns: 700 };

describe('reviewed inheritances in any world', () => {
  it('stay as they were issued under a new policy that reads validity alike', () => {
    let inherited = 0;
    fc.assert(
      fc.property(inheritances, ({ world, asked }) => {
        const [older, newer] = world.policies;
        if (older === undefined || newer === undefined) return;
        const { defaultValidityDays, failValidityDays } = older;
        const policies = [older, { ...newer, defaultValidityDays, failValidityDays }];
        for (const { question } of asked) {
          const then = ask({ ...world, policies, activePolicy: older }, question);
          const now = ask({ ...world, policies, activePolicy: policies[1] ?? older }, question);
          if (then.status !== 'inherited' && now.status !== 'inherited') continue;
          inherited += 1;
          expect({ ...now, policy: '' }).toEqual({ ...then, policy: '' });
        }
      }),
      runs,
    );
    expect(inherited).toBeGreaterThan(20);
  });

  it('are in force only while there is a direct pass elsewhere', () => {
    let inherited = 0;
    fc.assert(
      fc.property(inheritances, ({ world, asked }) => {
        for (const { shown, question } of asked) {
          const { status, sources } = ask(world, question);
          if (status !== 'inherited' || sources[0]?.number !== shown.number) continue;
          inherited += 1;
          const findings = world.findings.filter(
            (one) => one.kind !== 'direct' || one.verdict !== 'pass' || onSameCell(one, shown),
          );
          expect(ask({ ...world, findings }, question)).not.toMatchObject({ status, sources });
        }
      }),
      runs,
    );
    expect(inherited).toBeGreaterThan(20);
  });
});

function placeOf(world: RandomWorld, { releaseId, platform }: Finding): Pick<CellQuestion, 'release' | 'os' | 'cpu'> {
  const release = world.releases.find(({ id }) => id === releaseId);
  const os = world.osReleases.find(({ id }) => id === platform.osReleaseId);
  const cpu = world.cpuModels.find(({ id }) => id === platform.cpuModelId);
  if (release === undefined || os === undefined || cpu === undefined) throw new Error('a finding from nowhere');
  return { release, os, cpu };
}
