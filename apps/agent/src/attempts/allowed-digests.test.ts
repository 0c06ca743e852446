import { describe, expect, it } from '@jest/globals';
import { allAllowed, parseAllowedDigests } from './allowed-digests.js';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);

describe('allowed digests', () => {
  it('are one a line, with comments', () => {
    expect([...parseAllowedDigests(`# list\n${a}  # esbuild\n\n ${b.toUpperCase()}\r\nnot a digest\n${a}0\n`)]).toEqual(
      [a, b],
    );
  });

  it.each([
    ['every artifact listed', [a, b], true],
    ['one not listed', [a, 'c'.repeat(64)], false],
    ['nothing to check', [], false],
  ])('%s', (_case, digests, expected) => {
    expect(
      allAllowed(
        digests.map((sha256) => ({ sha256 })),
        new Set([a, b]),
      ),
    ).toBe(expected);
  });
});
