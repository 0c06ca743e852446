import { describe, expect, it } from '@jest/globals';
import { parseOsReleaseCoordinate } from '#libs/domain';
import { listOperatingSystems } from '#libs/contracts';
import { pageOf, readCursor } from './cursor.js';

describe('a cursor', () => {
  it('is one that the contract takes, however long the key that it stands for', () => {
    const slug = 'a'.repeat(64);
    const longest = `${slug}/${slug}@${'版'.repeat(128)}`;
    expect(parseOsReleaseCoordinate(longest)).toBeDefined();
    const { nextCursor } = pageOf(
      [longest, 'x'],
      1,
      (key) => key,
      (key) => key,
    );
    const query = listOperatingSystems.query.parse({ cursor: nextCursor });
    expect(readCursor('text', query.cursor, '')).toBe(longest);
  });
});
