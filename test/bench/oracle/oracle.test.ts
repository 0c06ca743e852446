import { describe, expect, it } from '@jest/globals';
import { knownAt, START } from '../world/moments.js';
import { worldSize } from '../world/size.js';
import { firstDifference } from './agrees.js';
import { newestRevision, oracleQuestions } from './questions.js';

describe('agreement', () => {
  const expected = { status: 'expected', path: [{ rule: 'R1', from: { cpu: 'a' } }], end: null, extra: 1 };

  it.each([
    ['the same', { ...expected }, null],
    ['less shown', { status: 'expected', path: [{ rule: 'R1', from: {} }] }, null],
    ['another value', { status: 'unknown' }, '.status'],
    ['another value inside', { path: [{ rule: 'R1', from: { cpu: 'b' } }] }, '.path[0].from.cpu'],
    ['a shorter list', { path: [] }, '.path.length'],
    ['something that is not so', { certificate: 'SP-1' }, '.certificate'],
    ['null where there is something', { status: null }, '.status'],
    ['something where there is null', { end: {} }, '.end'],
  ])('with %s', (_, served, difference) => {
    expect(firstDifference(served, expected)).toBe(difference);
  });
});

describe('questions for the oracle', () => {
  const size = worldSize(1, 100_000);

  it('are the same for the same turn and ask as strangers, vendors and centers, about many moments', () => {
    const { questions } = oracleQuestions(size, 3, 100);
    expect(oracleQuestions(size, 3, 100).questions).toEqual(questions);
    expect(new Set(questions.map(({ asker }) => asker?.role ?? 'public')).size).toBe(3);
    expect(new Set(questions.map(({ validAt }) => validAt)).size).toBeGreaterThan(50);
    expect(questions.some(({ knownAt: at }) => at === null)).toBe(true);
  });

  it('find the newest revision that was known at a moment', () => {
    for (const revision of [1, 2, 77, 500]) {
      expect(newestRevision(knownAt(revision, 500), 500)).toBe(revision);
      expect(newestRevision(knownAt(revision, 500) - 1, 500)).toBe(revision - 1);
    }
    expect(newestRevision(START - 1, 500)).toBe(0);
  });
});
