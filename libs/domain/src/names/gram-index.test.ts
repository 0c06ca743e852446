import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GramIndex } from './gram-index.js';

function indexOf(texts: readonly string[]): GramIndex {
  const index = new GramIndex();
  texts.forEach((text, place) => index.set(place, text));
  return index;
}

describe('an index of pairs', () => {
  it('names every text that contains a word, whatever stands in it and was there before', () => {
    const text = fc
      .array(fc.constantFrom('达', '梦', 'a', 'b', '1', '\n'), { maxLength: 12 })
      .map((parts) => parts.join(''));
    const word = fc.array(fc.constantFrom('达', '梦', 'a', 'b', '1'), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), fc.array(text, { maxLength: 8 }), word, (before, after, parts) => {
        const index = indexOf(before);
        after.forEach((one, place) => index.set(place, one));
        const texts = before.map((one, place) => after[place] ?? one).concat(after.slice(before.length));
        const candidates = index.candidates(parts.join(''));
        const holding = texts.flatMap((one, place) => (one.includes(parts.join('')) ? [place] : []));
        expect(candidates === 'all' ? holding : [...candidates]).toEqual(expect.arrayContaining(holding));
      }),
    );
    expect(indexOf(['ab']).candidates('a')).toBe('all');
    expect(indexOf(['ab']).candidates('xy')).toHaveLength(0);
  });

  it('finds what resembles a word, of what is wanted, and forgets what was taken out', () => {
    const index = indexOf(['\n达梦数据库\n', '\n金仓数据库\n', '\n东方通\n', '\n达梦数据库管理系统\n']);
    expect(index.nearest('达孟数据库', () => true, 2)[0]).toBe(0);
    expect(index.nearest('达孟数据库', (place) => place !== 0, 5)).not.toContain(0);
    expect(index.nearest('完全无关', () => true, 5)).toEqual([]);
    index.set(0, '');
    expect(index.nearest('达梦数据库', () => true, 5)).not.toContain(0);
  });
});
