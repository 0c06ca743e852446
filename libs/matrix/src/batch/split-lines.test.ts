import { describe, expect, it } from '@jest/globals';
import { LineSplitter } from './split-lines.js';

function split(chunks: readonly string[], longest: number): (string | null)[] {
  const splitter = new LineSplitter(longest);
  const lines = chunks.flatMap((chunk) => [...splitter.push(Buffer.from(chunk))]);
  const last = splitter.end();
  return [...lines, ...(last === undefined ? [] : [last])].map((line) => line?.toString() ?? null);
}

describe('lines', () => {
  it.each([
    [['a\nb\n'], ['a', 'b']],
    [['a\nb'], ['a', 'b']],
    [
      ['a', 'b', '\n\nc'],
      ['ab', '', 'c'],
    ],
    [[''], []],
    [['\n'], ['']],
    [
      ['1234', '56\nx'],
      [null, 'x'],
    ],
    [['123456'], [null]],
    [
      ['1234', '5678', '9\n12345\n'],
      [null, '12345'],
    ],
  ])('of %j are %j', (chunks, lines) => {
    expect(split(chunks, 5)).toEqual(lines);
  });
});
