import { describe, expect, it } from '@jest/globals';
import { costOf, priceAt, type PriceStep } from './price.js';

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));
const step = (from: number, fenPerHostHour: number | null): PriceStep => ({ from: day(from), fenPerHostHour });
const HISTORY = [step(2, 1200), step(4, 0), step(6, null), step(8, 3600), step(8, 1800)];

describe('the price of a pool', () => {
  it.each([
    ['unsaid before anything was said', 1, 'unsaid', null, null],
    ['in force from its very instant', 2, 'priced', 1200, 2],
    ['in force until the next', 3, 'priced', 1200, 2],
    ['free where nought was said', 5, 'free', 0, 4],
    ['unsaid again where it was taken back', 7, 'unsaid', null, 6],
    ['what was said last of the same instant', 9, 'priced', 1800, 8],
  ])('is %s', (_case, at, state, fenPerHostHour, since) => {
    expect(priceAt(HISTORY, day(at))).toEqual({ state, fenPerHostHour, since: since === null ? null : day(since) });
  });
});

describe('what a job costs', () => {
  const RUN = { least: 60, most: 3601 };
  it.each([
    ['by the second, in whole fen, rounded away from the middle', [step(1, 100)], 2, 2, { least: 1, most: 101 }],
    ['nothing where it is free', [step(1, 0)], 2, 2, { least: 0, most: 0 }],
    ['the lowest to the highest price of the span', [step(1, 3600), step(3, 60)], 2, 4, { least: 1, most: 3601 }],
    ['only what holds in the span', [step(1, 3600), step(3, 60)], 3, 4, { least: 1, most: 61 }],
    ['unknown where nothing was said', [], 2, 4, null],
    ['unknown where it is taken back within the span', [step(1, 100), step(3, null)], 2, 4, null],
    ['unknown where it begins within the span', [step(3, 100)], 2, 4, null],
    ['not changed by what comes later', [step(1, 3600), step(5, null)], 2, 4, { least: 60, most: 3601 }],
  ])('is %s', (_case, history, earliest, latest, cost) => {
    expect(costOf(history, { earliest: day(earliest), latest: day(latest) }, RUN)).toEqual(cost);
  });
});
