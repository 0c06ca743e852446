import { evaluateCell, PUBLIC_AUDIENCE, type CellAnswer } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { answerCell } from './answer-cell.js';
import type { Matrix } from './matrix.js';
import { matrixOf, NOW, randomWorld, type RandomWorld } from './testing/random-matrix.js';

const WORLDS = 60;

function reference(
  world: RandomWorld,
  matrix: Matrix,
  release: number,
  platform: number,
  validAt: number,
  revision: number,
): CellAnswer {
  const { releases, platforms } = matrix.world;
  const facts = releases.releases[release];
  const entry = platforms.platforms[platform];
  const os = platforms.osReleases[entry?.os ?? -1];
  const cpu = platforms.cpuModels[entry?.cpu ?? -1];
  if (facts === undefined || os === undefined || cpu === undefined) throw new Error('no such cell');
  return evaluateCell(
    { release: facts, os, cpu, secondReleaseId: null, audience: PUBLIC_AUDIENCE, validAt, knownAtRevision: revision },
    {
      findings: world.findings,
      releases: releases.kin(release).flatMap((kin) => releases.releases[kin] ?? []),
      osReleases: platforms.osReleases,
      cpuModels: platforms.cpuModels,
      policy: matrix.world.policy,
      policies: world.facts.policies,
    },
  );
}

describe('the matrix in memory agrees with the domain on every cell of random worlds', () => {
  it('at the present moment', () => {
    let cells = 0;
    const statuses = new Set<string>();
    for (let seed = 1; seed <= WORLDS; seed += 1) {
      const world = randomWorld(seed);
      const matrix = matrixOf(world);
      matrix.deriveRange(0, matrix.world.releases.size, NOW / 1000);
      for (let release = 0; release < matrix.world.releases.size; release += 1) {
        for (let platform = 0; platform < matrix.world.platforms.size; platform += 1) {
          const expected = reference(world, matrix, release, platform, NOW, 1_000);
          const got = answerCell(matrix, release, platform, NOW, 1_000, true);
          expect({ seed, ...got }).toEqual({ seed, ...expected });
          statuses.add(got.status);
          cells += 1;
        }
      }
    }
    expect(cells).toBeGreaterThan(10_000);
    expect([...statuses].sort()).toEqual([
      'certified',
      'conflicting',
      'declared',
      'expected',
      'incompatible',
      'inherited',
      'lapsed',
      'revoked',
      'suspended',
      'unknown',
    ]);
  });
});
