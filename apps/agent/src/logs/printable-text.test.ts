import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lastLine, piecesOf, printableText } from './printable-text.js';

describe('printableText', () => {
  it.each([
    ['plain text in any language', 'Läuft 适配\t✓\n', 'Läuft 适配\t✓\n'],
    ['a colour', '\u001b[31mred', String.raw`\x1b[31mred`],
    ['a window title', '\u001b]0;x\u0007', String.raw`\x1b]0;x\x07`],
    ['an 8-bit control', '\u009b2J', String.raw`\x9b2J`],
    ['NUL', 'a\0b', String.raw`a\x00b`],
    ['overwriting a line', 'secret\rharmless', 'secret\nharmless'],
    ['line ends of Windows', 'a\r\nb', 'a\nb'],
    ['reversed text', '\u202efdp.exe', String.raw`\u202efdp.exe`],
    ['half a surrogate pair', 'a\ud83d', String.raw`a\ud83d`],
    ['an emoji', '😀', '😀'],
  ])('%s', (_case, text, expected) => {
    expect(printableText(text)).toBe(expected);
  });

  it('never lets a control through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printableText(text)).toMatch(/^(?:\P{Cc}|[\n\t])*$/u);
      }),
    );
  });
});

describe('piecesOf', () => {
  it('cuts without loss and never through a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 9 }), (text, size) => {
        const pieces = piecesOf(text, size);
        expect(pieces.join('')).toBe(text);
        expect(pieces.every((piece) => piece.length <= size && !/^\p{Cs}|\p{Cs}$/u.test(piece))).toBe(true);
      }),
    );
  });
});

describe('lastLine', () => {
  it('is the last one that says something, shortened', () => {
    expect(lastLine('first\nerror: no\n\n')).toBe('error: no');
    expect(lastLine('')).toBe('');
    expect(lastLine('x'.repeat(400))).toHaveLength(301);
  });
});
