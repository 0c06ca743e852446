import { describe, expect, it } from '@jest/globals';
import { ask, finding, RELEASES } from '../testing/example-world.js';
import type { Asked, CpuKey, OsKey, ReleaseKey } from '../testing/example-world.js';

const from = (release: ReleaseKey, os: OsKey, cpu: CpuKey) => [
  finding(1, [os, cpu], { releaseId: RELEASES[release].id }),
];

/** Asked is always about p3 on SP3 × Hygon 7280. */
describe('R9 depth', () => {
  it.each<[string, ReleaseKey, OsKey, CpuKey, readonly string[]]>([
    ['one step along the release', 'p2', 'sp3', 'h7280', ['R6']],
    ['one step along the CPU', 'p3', 'sp3', 'h7285', ['R1']],
    ['one step along the OS', 'p3', 'sp2', 'h7280', ['R4']],
    ['one step over any distance in its line', 'p3', 'sp1', 'h7280', ['R4']],
    ['release and CPU', 'p2', 'sp3', 'h7285', ['R6', 'R1']],
    ['release and OS', 'p1', 'sp1', 'h7280', ['R6', 'R4']],
    ['CPU and OS', 'p3', 'sp1', 'h7290', ['R1', 'R4']],
  ])('allows %s, and tells every step', (_, release, os, cpu, rules) => {
    const answer = ask(from(release, os, cpu));
    expect(answer).toMatchObject({ status: 'expected', unknownBecause: null });
    expect(answer.path.map(({ rule }) => rule)).toEqual(rules);
    expect(new Set(answer.path.map((step) => step.findingId))).toEqual(new Set(['finding-1']));
  });

  it.each<[string, ReleaseKey, OsKey, CpuKey, Asked]>([
    ['a step on each of three axes', 'p2', 'sp2', 'h7285', {}],
    ['two steps where the policy allows one', 'p3', 'sp2', 'h7285', { policy: { maxSteps: 1 } }],
    ['release and OS where the policy allows one', 'p2', 'sp2', 'h7280', { policy: { maxSteps: 1 } }],
  ])('refuses %s', (_, release, os, cpu, asked) => {
    expect(ask(from(release, os, cpu), asked)).toMatchObject({
      status: 'unknown',
      path: [],
      unknownBecause: { rule: 'R9', code: 'too-many-steps' },
    });
  });

  it.each<[string, ReleaseKey, Asked]>([
    // A rebrand of a rebrand, and a rebrand of a patch, would be two steps on the release axis.
    ['two rebrands', 'p3', { about: 'again' }],
    ['a patch and a rebrand', 'p2', { about: 'renamed' }],
  ])('never takes two steps along one axis: %s', (_, release, asked) => {
    expect(ask(from(release, 'sp3', 'h7280'), asked)).toMatchObject({ status: 'unknown', path: [] });
  });
});
