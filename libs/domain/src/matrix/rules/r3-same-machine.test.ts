import { describe, expect, it } from '@jest/globals';
import { ask, fail, finding, RELEASES } from '../testing/example-world.js';
import type { Asked } from '../testing/example-world.js';

const tested = finding(1, ['sp3', 'h7280'], { releaseId: RELEASES.machine.id });
const build = { mainboard: 'BC82AMDD', cpuGeneration: '920', topology: '2 sockets' };
const twin = (change: Partial<typeof build>): Asked => ({
  about: 'machineTwin',
  release: { hardware: { board: null, machine: { ...build, ...change } } },
});

describe('R3 machines', () => {
  it('infers between machines of one mainboard, CPU generation and topology', () => {
    expect(ask([tested], { about: 'machineTwin' })).toMatchObject({
      status: 'expected',
      path: [{ rule: 'R3', from: { release: 'maker/server@a' }, findingId: 'finding-1', certificate: 'SP-1' }],
    });
  });

  it.each<[string, Asked, string, string]>([
    ['another mainboard', twin({ mainboard: 'BC83' }), 'R3', 'other-machine'],
    ['another CPU generation', twin({ cpuGeneration: '930' }), 'R3', 'other-machine'],
    ['another topology', twin({ topology: '4 sockets' }), 'R3', 'other-topology'],
    ['no machine facts', { about: 'machineTwin', release: { hardware: null } }, 'R6', 'other-product'],
    [
      'no machine facts of the source, under this rule alone',
      { about: 'machineTwin', releases: { machine: { hardware: null } }, policy: { rules: ['R3'] } },
      'R3',
      'no-machine-facts',
    ],
    ['a policy without it', { about: 'machineTwin', policy: { rules: ['R6'] } }, 'R6', 'other-product'],
  ])('refuses: %s', (_, asked, rule, code) => {
    expect(ask([tested], asked).unknownBecause).toMatchObject({ rule, code, nearest: { release: 'maker/server@a' } });
  });

  it('is blocked by a fail of the machine asked about, on the platform or on a sibling CPU', () => {
    const releaseId = RELEASES.machineTwin.id;
    const blocked = { rule: 'R8', code: 'fail-in-the-way' };
    const target = { about: 'machineTwin', os: 'sp4' } as const;
    for (const findings of [[fail(2, ['sp3', 'h7280'], { releaseId })], [fail(2, ['sp3', 'h7285'], { releaseId })]]) {
      expect(ask([tested, ...findings], target).unknownBecause).toMatchObject(blocked);
    }
    expect(ask([tested, fail(2, ['sp3', 'h7380'], { releaseId })], target).status).toBe('expected');
  });
});
