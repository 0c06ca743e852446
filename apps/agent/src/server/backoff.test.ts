import { describe, expect, it } from '@jest/globals';
import { backoffDelay } from './backoff.js';

describe('backoffDelay', () => {
  it.each([
    ['begins small', 1, 0, 0, 250],
    ['doubles', 3, 0, 0, 1000],
    ['adds jitter up to the full value', 3, 0.999, 0, 1999],
    ['stops growing', 40, 0, 0, 15_000],
    ['never comes back before the server said', 1, 0, 7, 7000],
    ['spreads those who were told the same', 1, 0.5, 10, 10_500],
  ])('%s', (_case, failures, random, retryAfter, expected) => {
    expect(backoffDelay(failures, random, retryAfter)).toBeCloseTo(expected, -1);
  });
});
