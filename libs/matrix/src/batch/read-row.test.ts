import { describe, expect, it } from '@jest/globals';
import { readRow } from './read-row.js';

const row = { release: 'a/b@1', os: 'c/d@2', cpu: 'e/f' };

describe('a row of a batch', () => {
  it('is a cell', () => {
    expect(readRow(row, 'cells.0')).toEqual(row);
  });

  it.each([
    [null, 'cells.7'],
    [[row], 'cells.7'],
    [{}, 'cells.7.release'],
    [{ ...row, os: undefined }, 'cells.7.os'],
    [{ ...row, os: '' }, 'cells.7.os'],
    [{ ...row, cpu: 1 }, 'cells.7.cpu'],
    [{ ...row, cpu: 'x'.repeat(141) }, 'cells.7.cpu'],
    [{ ...row, release: 'a\nb' }, 'cells.7.release'],
    [{ ...row, release: '\udc00' }, 'cells.7.release'],
    [{ ...row, digest: 'x' }, 'cells.7.digest'],
    [JSON.parse('{"__proto__":{"release":"a"}}'), 'cells.7.__proto__'],
  ])('is refused where it is %j', (value: unknown, path) => {
    expect(readRow(value, 'cells.7')).toMatchObject({ code: 'invalid-request', path, nearest: [] });
  });
});
