import { describe, expect, it } from '@jest/globals';
import { encodeGb18030 } from './gb18030.js';

const decoder = new TextDecoder('gb18030', { fatal: true });

/** Halves of pairs, and codes of private use, of which editions of the standard have moved some. */
const isLeftOut = (code: number): boolean => code >= 0xd800 && code <= 0xf8ff;

describe('text in GB18030', () => {
  it('is what decodes to it, for every character', () => {
    for (let plane = 0; plane <= 0x10; plane += 1) {
      let text = '';
      for (let code = plane * 0x1_0000; code < (plane + 1) * 0x1_0000; code += plane === 0 ? 1 : 257) {
        if (!isLeftOut(code)) text += String.fromCodePoint(code);
      }
      const decoded = decoder.decode(encodeGb18030(text));
      // Not the whole texts: their difference would be megabytes.
      expect(decoded === text).toBe(true);
    }
  });

  it('writes what old programs know in two bytes', () => {
    expect(encodeGb18030('已认证 certified · × →；').toString('hex')).toBe(
      'd2d1c8cfd6a42063657274696669656420a1a420a1c120a1faa3bb',
    );
  });

  it('has no halves of characters', () => {
    expect(decoder.decode(encodeGb18030('a\ud800b'))).toBe('a\ufffdb');
  });
});
