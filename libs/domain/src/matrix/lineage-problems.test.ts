import { describe, expect, it } from '@jest/globals';
import { lineageProblems } from './lineage-problems.js';
import type { OsLineage } from './lineage-problems.js';
import { OSES } from './testing/example-world.js';

const os = (id: string, base: string | null, ordinal = 1, lineId = id): OsLineage => ({
  id,
  coordinate: `v/${id}@1`,
  lineId,
  ordinal,
  base,
});
const found = (...osReleases: readonly OsLineage[]): string[] =>
  lineageProblems(osReleases).map(({ path, code }) => `${path} ${code}`);

describe('problems of OS lineage', () => {
  it('finds none in an orderly catalogue, over any number of bases', () => {
    expect(lineageProblems(Object.values(OSES))).toEqual([]);
    expect(found(os('a', null), os('b', 'a'), os('c', 'b'), os('d', 'b'))).toEqual([]);
  });

  it('names each OS release of a circle, and none that only leads into it', () => {
    expect(found(os('a', 'a'))).toEqual(['v/a@1.base cyclic-base']);
    expect(found(os('a', 'c'), os('b', 'a'), os('c', 'b'), os('d', 'a'))).toEqual([
      'v/a@1.base cyclic-base',
      'v/b@1.base cyclic-base',
      'v/c@1.base cyclic-base',
    ]);
    const [problem] = lineageProblems([os('a', 'b'), os('b', 'a')]);
    expect(problem?.message).toBe(
      '基础版本互相循环：v/a@1 → v/b@1 → v/a@1 · bases go in a circle: v/a@1 → v/b@1 → v/a@1',
    );
  });

  it('finds a base that does not exist', () => {
    expect(found(os('a', 'gone'))).toEqual(['v/a@1.base unknown-base']);
  });

  it('finds ordinals given twice in one line, however often', () => {
    expect(found(os('a', null, 1, 'l'), os('b', null, 2, 'l'), os('c', null, 1, 'l'), os('d', null, 1, 'l'))).toEqual([
      'v/c@1.ordinal doubled-ordinal',
      'v/d@1.ordinal doubled-ordinal',
    ]);
    expect(found(os('a', null, 1, 'l'), os('b', null, 1, 'm'))).toEqual([]);
  });
});
