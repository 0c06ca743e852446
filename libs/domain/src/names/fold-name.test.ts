import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldName } from './fold-name.js';
import { beginsVersion, nameKey, withoutLegalForm } from './name-words.js';

describe('a name', () => {
  it.each([
    ['ＦＴ－２０００＋／６４', 'ft-2000+/64'],
    ['Нygоn', 'hygon'],
    ['Ⅲ', 'iii'],
    ['É', 'e'],
    ['İἀ', 'ia'],
    ['麒\u200b麟\u202e', '麒麟'],
  ])('%s is compared as %s', (text, folded) => {
    expect(foldName(text)).toBe(folded);
  });

  it.each([
    ['Kunpeng-920', 'kunpeng920'],
    ['FT-2000+/64', 'ft2000+64'],
    ['8.1 / 3', '8.1.3'],
    ['8-1', '8.1'],
    ['81', '81'],
    ['麒麟 + 鲲鹏', '麒麟鲲鹏'],
    ['（ ）', ''],
  ])('%s is known by %s', (text, key) => {
    expect(nameKey(text)).toBe(key);
  });

  it('folds to what folds to itself, and so does its key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        expect(nameKey(nameKey(text))).toBe(nameKey(text));
      }),
    );
  });

  it('is shorter without its legal form', () => {
    expect(withoutLegalForm('武汉达梦数据库股份有限公司')).toBe('武汉达梦数据库');
    expect(withoutLegalForm('Dameng Database Co., Ltd.')).toBe('dameng database');
    expect(withoutLegalForm('达梦')).toBe('达梦');
  });
});

it('begins a version at a word, not within a number', () => {
  expect(beginsVersion('22.03', '22.03lts')).toBe(true);
  expect(beginsVersion('8.1', '8.10')).toBe(false);
  expect(beginsVersion('8.1', '8.1')).toBe(true);
  expect(beginsVersion('', '8.1')).toBe(true);
});
