import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { ProgressLine } from './progress-line.js';

/** A terminal whose clock goes on a second with every look. */
function terminal(isTTY: boolean) {
  const said: string[] = [];
  let seconds = 0;
  const stderr = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done): void {
        said.push(chunk.toString());
        done();
      },
    }),
    { isTTY },
  );
  return { said, stderr, now: () => new Date((seconds += 1) * 1000) };
}

describe('progress', () => {
  it('is told after some seconds, in a line that is gone at the end', () => {
    const here = terminal(true);
    const progress = new ProgressLine(here, 5);
    progress.step();
    progress.step();
    expect(here.said).toEqual([]);
    for (let count = 0; count < 3; count += 1) progress.step();
    expect(here.said.at(-1)).toBe('\r\x1b[K  已查 5/5 个版本 · 5/5 releases looked at');
    progress.step();
    expect(here.said.at(-1)).toContain('1/5');
    progress.end();
    expect(here.said.at(-1)).toBe('\r\x1b[K');
  });

  it('is nobody’s business in a file', () => {
    const here = terminal(false);
    const progress = new ProgressLine(here, 9);
    for (let count = 0; count < 9; count += 1) progress.step();
    progress.end();
    expect(here.said).toEqual([]);
  });
});
