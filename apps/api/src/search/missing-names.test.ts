import { OPERATIONS } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { nameInPath } from './missing-names.js';

/**
 * Parameters by which nothing is named that people write: ids, digests, secrets, places in a list, one of a few that the
 * refusal lists, files of something with an id.
 */
const NOT_NAMES = ['id', 'sha256', 'name', 'number', 'version', 'badge', 'template', 'token', 'delivery'];
const paramsOf = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

describe('names in paths', () => {
  it('are known for every operation that is addressed by one', () => {
    const named = OPERATIONS.filter(({ path }) => path.includes('{'));
    expect(named.length).toBeGreaterThan(40);
    const unknown = named.filter(
      (operation) =>
        nameInPath(operation, {}) === null && !paramsOf(operation.path).every((name) => NOT_NAMES.includes(name)),
    );
    // A badge is a picture for everybody, a grey one where nothing is known: it has no room for names.
    expect(unknown.map(({ id }) => id)).toEqual(['getBadge']);
    // By id within something else, or by number and never by name.
    const byNumber = named.filter(({ path }) => /\{(number|version)\}/.test(path));
    expect(byNumber.filter((operation) => nameInPath(operation, {}) === null).map(({ id }) => id)).toEqual([
      'getCatalogueChange',
      'getEvidence',
    ]);
  });

  it.each([
    ['/products/{vendor}/{product}', { vendor: 'a', product: 'b' }, { kind: 'product', text: 'a/b' }],
    [
      '/products/{vendor}/{product}/releases/{version}/statements',
      { vendor: 'a', product: 'b', version: '1' },
      { kind: 'release', text: 'a/b@1' },
    ],
    ['/organizations/{slug}/members', { slug: 'a' }, { kind: 'organization', text: 'a' }],
    ['/jobs/{id}', { id: '1' }, null],
  ])('of %s are written as people write them', (path, params, expected) => {
    expect(nameInPath({ path }, params)).toEqual(expected);
  });
});
