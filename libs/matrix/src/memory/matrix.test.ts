import { evaluateCell, PUBLIC_AUDIENCE, type CellAnswer } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { answerCell } from './answer-cell.js';
import type { Matrix } from './matrix.js';
import { Dice, matrixOf, NOW, placedIn, randomWorld, type RandomWorld } from './testing/random-matrix.js';

/** Worlds a property. A failure names its seed; for a longer search set this to 1,000 and run this file alone. */
const WORLDS = 20;

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

const DAY = 86_400_000;

/** Cells of the matrix, all of them or as many as asked for. */
function cellsOf(matrix: Matrix, seed: number, count = Infinity): [number, number][] {
  const { releases, platforms } = matrix.world;
  const all = releases.size * platforms.size;
  const dice = new Dice(seed);
  return Array.from({ length: Math.min(all, count) }, (_, index) => {
    const cell = count < all ? dice.below(all) : index;
    return [Math.floor(cell / platforms.size), cell % platforms.size];
  });
}

describe('the matrix in memory agrees with the domain on random worlds', () => {
  it('on every cell at the present moment', () => {
    let cells = 0;
    const statuses = new Set<string>();
    for (let seed = 1; seed <= WORLDS; seed += 1) {
      const world = randomWorld(seed);
      const matrix = matrixOf(world);
      matrix.deriveRange(0, matrix.world.releases.size, NOW / 1000);
      for (const [release, platform] of cellsOf(matrix, seed)) {
        const expected = reference(world, matrix, release, platform, NOW, 1_000);
        const got = answerCell(matrix, release, platform, NOW, 1_000, true);
        expect({ seed, ...got }).toEqual({ seed, ...expected });
        statuses.add(got.status);
        cells += 1;
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

  it('at any other moment', () => {
    for (let seed = 200; seed < 200 + WORLDS; seed += 1) {
      const world = randomWorld(seed);
      const matrix = matrixOf(world);
      const dice = new Dice(seed);
      for (const [release, platform] of cellsOf(matrix, seed, 60)) {
        const at = NOW + (dice.below(900) - 400) * DAY + dice.below(1_000);
        const got = answerCell(matrix, release, platform, at, 1_000, false);
        expect({ seed, ...got }).toEqual({ seed, ...reference(world, matrix, release, platform, at, 1_000) });
      }
    }
  });

  it('as findings come one revision after the other, and as time passes', () => {
    for (let seed = 400; seed < 400 + WORLDS / 2; seed += 1) {
      const world = randomWorld(seed);
      const known = Math.floor(world.findings.length / 2);
      const matrix = matrixOf(world, known);
      let now = NOW;
      matrix.deriveRange(0, matrix.world.releases.size, now / 1000);
      const dice = new Dice(seed);
      for (const finding of world.findings.slice(known)) {
        matrix.change([], [placedIn(matrix.world, finding)], now / 1000);
        if (dice.chance(0.3)) {
          now += dice.below(20) * DAY;
          expect(matrix.passTime(now / 1000, () => true)).toBe(true);
        }
      }
      for (const [release, platform] of cellsOf(matrix, seed, 200)) {
        const got = answerCell(matrix, release, platform, now, 1_000, true);
        expect({ seed, ...got }).toEqual({ seed, ...reference(world, matrix, release, platform, now, 1_000) });
      }
      const counted = matrix.answers.countsOfPlatform.reduce((sum, count) => sum + count, 0);
      expect(counted).toBe(matrix.world.releases.size * matrix.world.platforms.size);
    }
  });
});
