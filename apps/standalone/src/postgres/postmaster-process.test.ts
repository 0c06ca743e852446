import { describe, expect, it } from '@jest/globals';

import { postmasterPid } from './postmaster-process.js';

describe('postmasterPid', () => {
  it.each([
    ['4242\n/data\n1700000000\n5432\n\n127.0.0.1\n', 4242],
    ['4242', 4242],
    ['', undefined],
    ['\n/data\n', undefined],
    ['-4242\n', undefined],
    ['0\n', undefined],
    ['42x\n', undefined],
  ])('of %j is %p', (text, expected) => {
    expect(postmasterPid(text)).toBe(expected);
  });
});
