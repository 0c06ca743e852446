import { describe, expect, it } from '@jest/globals';
import { plainLine, plainText } from './plain-text.js';

describe('plainText', () => {
  it.each([
    ['Chinese and emoji as they are', '银河麒麟 V10 ✔ 😀', '银河麒麟 V10 ✔ 😀'],
    ['lines and tabs as they are', 'a\n\tb', 'a\n\tb'],
    ['no colours', '\u001b[1;31mred\u001b[0m', 'red'],
    ['no cursor movements', 'a\u001b[2J\u001b[1;1Hb', 'ab'],
    ['no window titles', '\u001b]0;title\u0007x\u001b]8;;http://evil\u001b\\y', 'xy'],
    ['no 8-bit sequences', '\u009b31mred', 'red'],
    ['no other escapes', '\u001bcx\u001b(By', 'xy'],
    ['no carriage returns that overwrite', 'certified\rrevoked', 'certified\nrevoked'],
    ['Windows line ends as line ends', 'a\r\nb', 'a\nb'],
    ['a lone escape as a blank', 'a\u001b', 'a\uFFFD'],
    ['backspaces and NULs as blanks', 'a\b\0b', 'a\uFFFD\uFFFDb'],
    ['text that reorders as blanks', '\u202egnp.exe', '\uFFFDgnp.exe'],
  ])('leaves %s', (_case, text, shown) => {
    expect(plainText(text)).toBe(shown);
  });

  it('keeps one line one', () => {
    expect(plainLine('a\n  b\r\nc')).toBe('a b c');
  });
});
