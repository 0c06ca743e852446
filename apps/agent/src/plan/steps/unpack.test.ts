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
    expect(unpackCommand(name, './x')).toEqual(expect.arrayContaining(['tar', option, '-C', './x']));
  });

  it('passes names to shells as arguments only', () => {
    expect(unpackCommand('$(id).zip', './x').slice(3)).toEqual(['unpack', './x']);
    expect(unpackCommand('; rm -rf', './x').slice(3)).toEqual(['unpack', './x/; rm -rf']);
  });
});
