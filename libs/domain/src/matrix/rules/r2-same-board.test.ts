import { describe, expect, it } from '@jest/globals';
import { ask, finding, RELEASES } from '../testing/example-world.js';
import type { Asked } from '../testing/example-world.js';

const tested = finding(1, ['sp3', 'h7280'], { releaseId: RELEASES.board.id });
const identity = { pciVendor: '1d17', pciDevice: '3484', pciSubvendor: '1d17' };
const twin = (change: Partial<typeof identity>): Asked => ({
  about: 'boardTwin',
  release: { hardware: { board: { ...identity, ...change }, machine: null } },
});

describe('R2 boards', () => {
  it('only points a reviewer to the board of the same identity', () => {
    const answer = ask([tested], { about: 'boardTwin' });
    expect(answer).toMatchObject({ status: 'unknown', path: [], sources: [] });
    expect(answer.unknownBecause).toEqual({
      code: 'review-needed',
      rule: 'R2',
      nearest: {
        release: 'card/nic@a',
        os: 'kylinsoft/kylin-server@v10-sp3',
        cpu: 'hygon/7280',
        findingId: 'finding-1',
      },
    });
  });

  it('derives where a policy asks for no review', () => {
    expect(ask([tested], { about: 'boardTwin', policy: { reviewedRules: [] } })).toMatchObject({
      status: 'expected',
      path: [{ rule: 'R2', from: { release: 'card/nic@a' }, findingId: 'finding-1', certificate: 'SP-1' }],
    });
  });

  it.each<[string, Asked, string, string]>([
    ['another PCI vendor', twin({ pciVendor: '10ec' }), 'R2', 'other-board'],
    ['another PCI device', twin({ pciDevice: '3485' }), 'R2', 'other-board'],
    ['another PCI subvendor', twin({ pciSubvendor: '10ec' }), 'R2', 'other-board'],
    // Nothing then ties the two together, so the first rule of the axis speaks.
    ['no board facts of the target', { about: 'boardTwin', release: { hardware: null } }, 'R6', 'other-product'],
    [
      'no board facts of the source',
      { about: 'boardTwin', releases: { board: { hardware: null } } },
      'R6',
      'other-product',
    ],
    [
      'no board facts, under this rule alone',
      { about: 'boardTwin', release: { hardware: null }, policy: { rules: ['R2'] } },
      'R2',
      'no-board-facts',
    ],
    ['a policy without it', { about: 'boardTwin', policy: { rules: ['R3'] } }, 'R3', 'no-machine-facts'],
  ])('refuses: %s', (_, asked, rule, code) => {
    expect(ask([tested], asked).unknownBecause).toMatchObject({ rule, code, nearest: { release: 'card/nic@a' } });
  });

  it('is told before a refusal of another rule, and gives way to a rule that takes the step', () => {
    const sameLine = { productId: 'card/nic', line: 'a', ordinal: 2 };
    const asked: Asked = { about: 'boardTwin', release: sameLine };
    expect(ask([tested], asked).unknownBecause).toMatchObject({ rule: 'R2', code: 'review-needed' });
    expect(ask([tested], { ...asked, release: { ...sameLine, fixesOnly: true } })).toMatchObject({
      status: 'expected',
      path: [{ rule: 'R6' }],
    });
  });
});
