import { describe, expect, it } from '@jest/globals';
import { delayAfter, DELIVERY_TRIES } from './delivery-retries.js';

describe('retries of a delivery', () => {
  it.each([
    [1, 0, 5_000],
    [1, 0.5, 5_500],
    [2, 0, 60_000],
    [7, 0, 36_000_000],
    [8, 0, null],
    [100, 0.9, null],
  ])('after %i tries (%d) come in %p ms', (tries, random, expected) => {
    expect(delayAfter(tries, random)).toBe(expected);
  });

  it('outlast half a day and then end', () => {
    const delays = Array.from({ length: DELIVERY_TRIES }, (_, tried) => delayAfter(tried + 1, 0));
    expect(delays.at(-1)).toBeNull();
    expect(delays.reduce<number>((sum, delay) => sum + (delay ?? 0), 0)).toBeGreaterThan(12 * 3_600_000);
  });
});
