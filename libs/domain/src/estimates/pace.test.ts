import { describe, expect, it } from '@jest/globals';
import { paceOf } from './pace.js';

const FIVE = [30, 10, 20, 50, 40];

describe('how long attempts take', () => {
  it.each([
    ['the pool itself where it was measured often enough', FIVE, [...FIVE, 900, 900], ['pool', 5, 20, 40]],
    ['its kind where it was not', [10], [10, 20, 30], ['similar-pools', 3, 15, 25]],
    ['its kind where it never was', [], [60], ['similar-pools', 1, 60, 60]],
    ['the pool where its kind has nobody else', [10, 20], [10, 20], ['pool', 2, 12.5, 17.5]],
    ['the limit of the plan where nothing was measured', [], [], ['plan-limits', 0, 0, 600]],
  ])('is told by %s', (_case, own, similar, [basis, samples, quickSeconds, slowSeconds]) => {
    expect(paceOf(own, similar, 600)).toEqual({ basis, samples, quickSeconds, slowSeconds });
  });
});
