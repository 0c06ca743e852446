import { describe, expect, it } from '@jest/globals';
import { levelOf, LEVELS, searchableText, searchWords } from './searchable-text.js';

const text = searchableText(['银河麒麟高级服务器 V10', 'Kylin Server', '达梦']);

describe('how well a word is found', () => {
  it.each([
    ['达梦', LEVELS.whole],
    ['kylinserver', LEVELS.whole],
    ['银河', LEVELS.start],
    ['麒麟', LEVELS.within],
    ['v10', LEVELS.within],
    ['yinhe', LEVELS.pinyinStart],
    ['yinheqilingaojifuwuqiv10', LEVELS.pinyinStart],
    ['qilin', LEVELS.pinyin],
    ['fuwuqi', LEVELS.pinyin],
    ['qiv10', LEVELS.pinyin],
    ['yhql', LEVELS.initials],
    ['dm', LEVELS.initials],
    // The middle of a syllable begins nothing.
    ['inhe', LEVELS.none],
    ['ilin', LEVELS.none],
    ['q', LEVELS.none],
    ['windows', LEVELS.none],
    ['麒麟达梦', LEVELS.none],
  ])('%s: %s', (word, level) => {
    expect(levelOf(text, word)).toBe(level);
  });

  it('is nothing in no text', () => {
    expect(searchableText(['', '（）'])).toBe('');
    expect(levelOf('', 'a')).toBe(LEVELS.none);
  });
});

it('takes a question apart between Chinese and other letters, folded, each word once and not too many', () => {
  expect(searchWords('麒麟Ｖ１０ SP3　麒麟')).toEqual(['麒麟', 'v10', 'sp3']);
  expect(searchWords('。 ， ')).toEqual([]);
  expect(searchWords(Array.from({ length: 40 }, (_, place) => `w${place}`).join(' '))).toHaveLength(12);
});
