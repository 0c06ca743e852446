import { describe, expect, it } from '@jest/globals';
import { lineageProblems } from './lineage-problems.js';

const os = (name: string, base: string | null = null, ordinal = 0, line = 'main') => ({
  coordinate: `v/os@${name}`,
  base: base === null ? null : `v/os@${base}`,
  line,
  ordinal,
});

const found = (...entries: ReturnType<typeof os>[]) => lineageProblems(entries).map(({ path, code }) => [path, code]);

describe('lineage', () => {
  it('may branch and be of any depth', () => {
    expect(found(os('a'), os('b', 'a', 1), os('c', 'b', 2), os('d', 'b', 3))).toEqual([]);
  });

  it.each([
    ['a base that is not listed', [os('a', 'x')], [['0.base', 'unknown']]],
    ['an OS derived from itself', [os('a', 'a')], [['0.base', 'cyclic']]],
    [
      'a circle, told of by those in it only',
      [os('a', 'b', 0), os('b', 'c', 1), os('c', 'b', 2)],
      [
        ['1.base', 'cyclic'],
        ['2.base', 'cyclic'],
      ],
    ],
    ['two at one place of a line', [os('a', null, 4), os('b', null, 4)], [['1.ordinal', 'doubled']]],
    ['one listed twice', [os('a'), os('a')], [['0.coordinate', 'doubled']]],
  ])('is refused with %s', (_case, entries, problems) => {
    expect(found(...entries)).toEqual(problems);
  });

  it('counts places by product and line', () => {
    expect(lineageProblems([os('a'), os('b', null, 0, 'other'), { ...os('c'), coordinate: 'v/another@c' }])).toEqual(
      [],
    );
  });
});
