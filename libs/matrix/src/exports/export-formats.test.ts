import { describe, expect, it } from '@jest/globals';
import { EXPORT_FORMATS } from './export-formats.js';

describe('a workbook', () => {
  it('ends with the failure of what was to fill it', async () => {
    async function* cells(): AsyncGenerator<Buffer> {
      yield await Promise.resolve(Buffer.from('<row/>'));
      throw new Error('the matrix is gone');
    }
    const taken = (async () => {
      for await (const chunk of EXPORT_FORMATS.xlsx.wrap(cells())) expect(chunk.length).toBeGreaterThan(0);
    })();
    await expect(taken).rejects.toThrow('the matrix is gone');
  });

  it('lets go of what fills it when its reader leaves', async () => {
    let [isBegun, isLetGo] = [false, false];
    async function* cells(): AsyncGenerator<Buffer> {
      isBegun = true;
      try {
        for (;;) yield await Promise.resolve(Buffer.from(String(Math.random()).repeat(1000)));
      } finally {
        isLetGo = true;
      }
    }
    const book = EXPORT_FORMATS.xlsx.wrap(cells());
    while (!isBegun) await book.next();
    await book.return(undefined);
    // A stream lets go of what it reads when it has what it was waiting for.
    for (let turn = 0; turn < 1000 && !isLetGo; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(isLetGo).toBe(true);
  });
});
