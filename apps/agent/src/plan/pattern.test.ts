import { describe, expect, it } from '@jest/globals';
import { findPattern } from './pattern.js';

describe('findPattern', () => {
  it.each([
    ['somewhere', 'ready', 'server ready\n', 'matches'],
    ['a whole line', String.raw`^0\.28\.2$`, 'banner\n0.28.2\n', 'matches'],
    ['nothing', '^ready$', 'not ready\n', 'differs'],
    ['letters beyond ASCII', String.raw`^\p{Script=Han}+$`, '就绪\n', 'matches'],
    ['no pattern', '(', 'x', 'invalid'],
    ['a pattern that never ends', '^(a+)+$', `${'a'.repeat(60)}b`, 'too-slow'],
    ['an attempt to run code', '" + process.exit(1) + "', 'x', 'differs'],
  ])('%s', (_case, pattern, text, expected) => {
    // A search that ends by itself may take as long as a busy machine needs.
    expect(findPattern(pattern, text, expected === 'too-slow' ? 100 : 20_000)).toBe(expected);
  });
});
