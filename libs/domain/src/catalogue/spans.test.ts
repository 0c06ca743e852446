import { describe, expect, it } from '@jest/globals';
import { addSpan, mostDaysOf } from './spans.js';

const DAY_MS = 86_400_000;
const end = (from: string, span: Parameters<typeof addSpan>[1]) =>
  new Date(addSpan(Date.parse(from), span)).toISOString();

describe('a span', () => {
  it.each([
    ['2026-11-23T08:00:00.000Z', { years: 3 }, '2029-11-23T08:00:00.000Z'],
    ['2025-01-01T00:00:00.000Z', { years: 3 }, '2028-01-01T00:00:00.000Z'],
    ['2024-02-29T00:00:00.000Z', { years: 3 }, '2027-03-01T00:00:00.000Z'],
    ['2026-11-23T08:00:00.000Z', { days: 1096 }, '2029-11-23T08:00:00.000Z'],
    ['2026-12-31T23:59:59.000Z', { days: 1 }, '2027-01-01T23:59:59.000Z'],
  ])('from %s of %j ends at %s', (from, span, expected) => {
    expect(end(from, span)).toBe(expected);
  });

  it('has at most so many days, and no fewer than from some day on', () => {
    const from = Date.parse('2000-01-01T00:00:00Z');
    const starts = Array.from({ length: 4 * 366 }, (_, day) => from + day * DAY_MS);
    for (const years of [1, 2, 3, 4, 5, 10]) {
      const lengths = starts.map((start) => (addSpan(start, { years }) - start) / DAY_MS);
      expect({ years, most: Math.max(...lengths) }).toEqual({ years, most: mostDaysOf({ years }) });
    }
    expect(mostDaysOf({ days: 90 })).toBe(90);
  });
});
