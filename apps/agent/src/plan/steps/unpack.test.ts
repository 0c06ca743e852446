import { describe, expect, it } from '@jest/globals';
import { unpackCommand } from './unpack.js';

describe('unpackCommand', () => {
  it.each([
    ['tool.tgz', '--gzip'],
    ['Tool-1.0.TAR.GZ', '--gzip'],
    ['tool.tar.xz', '--xz'],
    ['tool.tar.bz2', '--bzip2'],
    ['tool.tar.zst', '--zstd'],
  ])('knows %s', (name, option) => {
    expect(unpackCommand(name, 'package', './x')).toEqual(expect.arrayContaining(['tar', option, '-C', './x']));
  });

  it('passes names to shells as arguments only', () => {
    expect(unpackCommand('$(id).zip', 'package', './x').slice(3)).toEqual(['unpack', './x']);
    expect(unpackCommand('a/; rm -rf', 'package', './x').slice(3)).toEqual(['unpack', './x/a/; rm -rf', '0755']);
  });

  it.each(['data', 'signature'] as const)('leaves %s as it is, at its own path', (role) => {
    expect(unpackCommand('licences/trial.zip', role, './x').slice(3)).toEqual([
      'unpack',
      './x/licences/trial.zip',
      '0644',
    ]);
  });
});
