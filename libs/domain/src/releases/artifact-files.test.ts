import { describe, expect, it } from '@jest/globals';
import { clashesOf, hasPackageFor, isBuildPath, isSentTo, type ArtifactRole } from './artifact-files.js';

describe('a path inside a build', () => {
  it.each(['a.rpm', 'rpms/x86_64/a.rpm', '安装包/数据库.deb', '..a', 'with space.tgz', 'x'.repeat(255), '-rf'])(
    'may be %j',
    (path) => expect(isBuildPath(path)).toBe(true),
  );
  it.each([
    '',
    '/a',
    'a/',
    'a//b',
    '.',
    '..',
    '../a',
    'a/../b',
    'a/./b',
    'a\\b',
    'a\0',
    'a\nb',
    'a/ /b',
    'x'.repeat(256),
    '库'.repeat(86),
    Array.from({ length: 17 }, () => 'd').join('/'),
  ])('is not %j', (path) => expect(isBuildPath(path)).toBe(false));
});

describe('files of a build', () => {
  const clash = (...names: string[]) => clashesOf(names.map((fileName) => ({ fileName })));
  it('stand beside each other unless two have one path or one is the folder of another', () => {
    expect(clash('a', 'b/a', 'b/c', 'ab')).toEqual([]);
    expect(clash('a', 'b', 'a')).toEqual([
      { path: 'artifacts.2.fileName', code: 'already-exists', message: expect.any(String) },
    ]);
    expect(clash('x/y/z', 'x/y')).toEqual([
      { path: 'artifacts.0.fileName', code: 'invalid', message: expect.stringContaining('x/y') },
    ]);
  });

  it.each<[ArtifactRole, string | null, boolean, boolean]>([
    ['package', 'aarch64', true, true],
    ['package', null, true, true],
    ['package', 'x86_64', false, false],
    ['data', null, true, false],
    ['signature', 'aarch64', true, false],
    ['documentation', null, false, false],
  ])('%s for %s: sent to aarch64 %s, makes it installable %s', (role, isa, sent, installable) => {
    expect(isSentTo('aarch64', { role, isa })).toBe(sent);
    expect(hasPackageFor('aarch64', [{ role, isa }])).toBe(installable);
  });
});
