import { describe, expect, it } from '@jest/globals';

import { decideRestart } from './restart-policy.js';

describe('decideRestart', () => {
  it.each([
    ['the first death', [0], { restartInMs: 500 }],
    ['the second', [0, 1_000], { restartInMs: 1_000 }],
    ['the fourth', [0, 1_000, 2_000, 3_000], { restartInMs: 4_000 }],
    ['the fifth within a minute', [0, 1_000, 2_000, 3_000, 59_999], 'give-up'],
    ['the fifth, the first being forgiven', [0, 1_000, 2_000, 3_000, 60_000], { restartInMs: 4_000 }],
    ['one death an hour', [0, 3_600_000, 7_200_000, 10_800_000, 14_400_000], { restartInMs: 500 }],
  ])('%s', (_, deaths, expected) => {
    expect(decideRestart(deaths)).toEqual(expected);
  });
});
