import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkUscc } from './uscc.js';

/** Codes that these organizations publish themselves. */
const published = [
  ['百度在线网络技术（北京）', '91110000802100433B'],
  ['华为技术有限公司', '914403001922038216'],
  ['深圳市腾讯计算机系统有限公司', '9144030071526726XG'],
  ['中国工商银行', '91100000100003962T'],
  ['北京大学', '12100000400002259P'],
] as const;

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const codes = fc.constantFrom(...published.map(([, code]) => code));

function replaceAt(text: string, index: number, character: string): string {
  return text.slice(0, index) + character + text.slice(index + 1);
}

describe('checkUscc', () => {
  it.each(published)('accepts the code of %s', (_name, code) => {
    expect(checkUscc(code)).toEqual({ ok: true, uscc: code });
  });

  it('forgives lower case and spaces at the ends', () => {
    expect(checkUscc(' 91110000802100433b ')).toEqual({ ok: true, uscc: '91110000802100433B' });
  });

  it.each([
    ['', 'length'],
    ['9111000080210043', 'length'],
    ['91110000802100433BX', 'length'],
    ['91110000802100433I', 'alphabet'],
    ['9111000080210043OB', 'alphabet'],
    ['9111-000802100433B', 'alphabet'],
    ['９1110000802100433B', 'alphabet'],
    ['91110000802100433C', 'check-digit'],
    ['91110000802100434B', 'check-digit'],
  ])('refuses %j for its %s', (text, reason) => {
    expect(checkUscc(text)).toEqual({ ok: false, reason });
  });

  it('refuses every code with one character changed', () => {
    fc.assert(
      fc.property(codes, fc.nat(17), fc.constantFrom(...Array.from(ALPHABET)), (code, index, character) => {
        fc.pre(code[index] !== character);
        expect(checkUscc(replaceAt(code, index, character))).toEqual({ ok: false, reason: 'check-digit' });
      }),
    );
  });

  it('refuses every code with two characters exchanged, unless they are the first and the last', () => {
    fc.assert(
      fc.property(codes, fc.nat(17), fc.nat(17), (code, i, j) => {
        const [a, b] = [code.charAt(i), code.charAt(j)];
        fc.pre(a !== b && !(Math.min(i, j) === 0 && Math.max(i, j) === 17));
        expect(checkUscc(replaceAt(replaceAt(code, i, b), j, a)).ok).toBe(false);
      }),
    );
  });

  it('cannot notice the first and the last exchanged: the standard gives both the same weight', () => {
    expect(checkUscc('B11100008021004339')).toEqual({ ok: true, uscc: 'B11100008021004339' });
  });
});
