import { ProblemError, UnreachableError } from '#libs/client';
import { ERROR_STATUS, type ErrorCode } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../exit-codes.js';
import { parsePathOption, roleOfName } from './choose-files.js';
import { pauseAfter } from './upload-artifact.js';

const PATIENCE = { tries: 6, pauseMs: 500 };

function refused(code: ErrorCode, retryAfter?: number): ProblemError {
  const status = ERROR_STATUS[code];
  return new ProblemError(status, { type: 'about:blank', title: code, status, code, detail: code }, retryAfter);
}

describe('pauseAfter', () => {
  it.each([
    ['a broken connection', new UnreachableError('http://x', undefined), 1, 500],
    ['a third one', new UnreachableError('http://x', undefined), 3, 2_000],
    ['a fifth one, capped', new UnreachableError('http://x', undefined), 5, 8_000],
    ['one too many', new UnreachableError('http://x', undefined), 6, undefined],
    ['an upload that moved on', refused('upload-offset-mismatch'), 1, 500],
    ['a break that only the server saw', refused('upload-truncated'), 1, 500],
    ['a database that is away', refused('database-unavailable', 5), 1, 5_000],
    ['too many requests', refused('rate-limited', 0), 2, 1_000],
    ['a wrong digest', refused('digest-mismatch'), 1, undefined],
    ['a file that is too large', refused('payload-too-large'), 1, undefined],
    ['no room', refused('insufficient-storage'), 1, undefined],
    ['no session', refused('unauthenticated'), 1, undefined],
    ['a mistake of our own', new TypeError('bug'), 1, undefined],
  ])('after %s', (_case, error, failures, expected) => {
    expect(pauseAfter(error, failures, PATIENCE)).toBe(expected);
  });
});

describe('parsePathOption', () => {
  it.each([
    ['x86_64=./tool.tgz', 'x86_64', './tool.tgz'],
    ['loongarch64-ow=/a=b.tgz', 'loongarch64-ow', '/a=b.tgz'],
    ['tool.tgz', undefined, 'tool.tgz'],
    ['./a=b.tgz', undefined, './a=b.tgz'],
    ['/opt/X=1/tool.tgz', undefined, '/opt/X=1/tool.tgz'],
  ])('%s', (text, isa, file) => {
    expect(parsePathOption('--artifact', text)).toEqual({ isa, path: file });
  });

  it.each(['', 'x86_64='])('refuses %j', (text) => {
    expect(() => parsePathOption('--artifact', text)).toThrow(UsageError);
  });
});

describe('what a file is for', () => {
  it.each([
    ['dm8.rpm', 'package'],
    ['dm8.rpm.asc', 'signature'],
    ['SHA256SUMS', 'signature'],
    ['安装手册.PDF', 'documentation'],
    ['trial.lic', 'data'],
    ['txt', 'package'],
  ])('%s: %s', (name, role) => {
    expect(roleOfName(name)).toBe(role);
  });
});
