import { evaluateCell, PUBLIC_AUDIENCE, type CellAnswer, type Policy } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { Dice, matrixOf, NOW, randomWorld, type RandomWorld } from '../memory/testing/random-matrix.js';
import type { Matrix } from '../memory/matrix.js';
import { DraftedAnswers } from './drafted-answers.js';

const AT = NOW / 1000;
/** As many as a few seconds allow; what some of them showed once stays. */
const SEEDS = [...Array.from({ length: 20 }, (_, index) => index + 1), 32, 72];

/** What the domain's evaluator tells strangers of a cell under a policy, but for the policy's own name. */
function told(world: RandomWorld, { world: { releases, platforms } }: Matrix, cell: readonly number[], policy: Policy) {
  const [release = -1, platform = -1] = cell;
  const asked = releases.releases[release];
  const os = platforms.osReleases[platforms.osOf[platform] ?? -1];
  const cpu = platforms.cpuModels[platforms.cpuOf[platform] ?? -1];
  if (asked === undefined || os === undefined || cpu === undefined) throw new Error('no such cell');
  const question = { release: asked, os, cpu, secondReleaseId: null, audience: PUBLIC_AUDIENCE };
  const answer = evaluateCell(
    { ...question, validAt: NOW, knownAtRevision: 1_000 },
    {
      findings: world.findings,
      releases: releases.kin(release).flatMap((kin) => releases.releases[kin] ?? []),
      osReleases: platforms.osReleases,
      cpuModels: platforms.cpuModels,
      policy,
      policies: [...world.facts.policies, policy],
    },
  );
  return bare(answer);
}

function bare(answer: CellAnswer): object {
  return { ...answer, policy: '', knownAtRevision: 0 };
}

/** The policy in force with something else said, of which nothing is certain. */
function drafted(dice: Dice, { facts }: RandomWorld): Policy {
  const { policy } = facts;
  return {
    ...policy,
    version: dice.pick(['2026.3', '2026.3', 'unheard-of']),
    rules: dice.chance(0.5) ? policy.rules.filter(() => dice.chance(0.7)) : policy.rules,
    reviewedRules: dice.chance(0.2) ? ['R2', 'R4'] : policy.reviewedRules,
    maxSteps: dice.chance(0.3) ? 1 : policy.maxSteps,
    defaultValidityDays: dice.chance(0.3) ? 200 : policy.defaultValidityDays,
    failValidityDays: dice.chance(0.3) ? 100 : policy.failValidityDays,
    derivedValidityDays: dice.chance(0.3) ? 150 : policy.derivedValidityDays,
  };
}

describe('answers under a drafted policy', () => {
  it('are found where the domain says that they differ, and nowhere else', () => {
    let changes = 0;
    let endsOnly = 0;
    for (const seed of SEEDS) {
      const world = randomWorld(seed);
      const policy = drafted(new Dice(seed), world);
      const matrix = matrixOf(world);
      matrix.deriveRange(0, matrix.world.releases.size, AT);
      const draft = new DraftedAnswers(matrix, policy);
      for (let release = 0; release < matrix.world.releases.size; release += 1) {
        const found = new Map(draft.changesOf(release, AT).map((change) => [change.platform, change]));
        for (let platform = 0; platform < matrix.world.platforms.size; platform += 1) {
          const cell = [release, platform];
          const [from, to] = [told(world, matrix, cell, world.facts.policy), told(world, matrix, cell, policy)];
          const change = found.get(platform);
          const isChanged = JSON.stringify(from) !== JSON.stringify(to);
          expect({ seed, cell, isChanged: change !== undefined }).toEqual({ seed, cell, isChanged });
          if (change === undefined) continue;
          changes += 1;
          if (change.from.status === change.to.status) endsOnly += 1;
          const both = draft.answersOf(release, platform, AT);
          expect({ from: bare(both.from), to: bare(both.to) }).toEqual({ from, to });
          expect([change.from.status, change.to.status]).toEqual([both.from.status, both.to.status]);
        }
      }
    }
    expect(changes).toBeGreaterThan(500);
    expect(endsOnly).toBeGreaterThan(50);
  });

  it('leave the present ones and the room they take alone', () => {
    const world = randomWorld(7);
    const matrix = matrixOf(world);
    matrix.deriveRange(0, matrix.world.releases.size, AT);
    const before = [...matrix.answers.countsOfPlatform];
    const kinds = matrix.explanations.list.length;
    const draft = new DraftedAnswers(matrix, { ...world.facts.policy, version: '2026.3', rules: [] });
    for (let release = 0; release < matrix.world.releases.size; release += 1) draft.changesOf(release, AT);
    expect([...matrix.answers.countsOfPlatform]).toEqual(before);
    expect(matrix.explanations.list).toHaveLength(kinds);
    expect(matrix.world.policies.has('2026.3')).toBe(false);
  });
});
