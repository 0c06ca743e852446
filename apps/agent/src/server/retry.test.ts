import { describe, expect, it } from '@jest/globals';
import { ProblemError, UnreachableError } from '#libs/client';
import type { ErrorCode } from '#libs/domain';
import { failureOf, retryTransient } from './retry.js';

function problem(status: number, code: ErrorCode): ProblemError {
  return new ProblemError(status, { type: 'about:blank', title: code, status, code, detail: code }, undefined);
}

describe('failureOf', () => {
  it.each([
    ['no answer', new UnreachableError('http://127.0.0.1:1', undefined), 'transient'],
    ['a database that is away', problem(503, 'database-unavailable'), 'transient'],
    ['a proxy’s own page', problem(502, 'internal'), 'transient'],
    ['a proxy that knows no such page', problem(404, 'internal'), 'transient'],
    ['a proxy that forbids', problem(403, 'internal'), 'transient'],
    ['too many requests', problem(429, 'rate-limited'), 'transient'],
    ['a moved-on attempt', problem(409, 'stale-attempt'), 'gone'],
    ['an unknown attempt', problem(404, 'not-found'), 'gone'],
    ['an unknown agent', problem(401, 'unauthenticated'), 'credential'],
    ['missing evidence', problem(422, 'evidence-missing'), 'refused'],
    ['another conflict', problem(409, 'upload-offset-mismatch'), 'refused'],
    ['a bug', new TypeError('x'), 'refused'],
  ])('%s', (_case, error, expected) => {
    expect(failureOf(error)).toBe(expected);
  });
});

describe('retryTransient', () => {
  const signal = new AbortController().signal;

  it('repeats what may pass', async () => {
    const failures = [problem(503, 'database-unavailable')];
    const call = (): Promise<string> => {
      const failure = failures.pop();
      return failure === undefined ? Promise.resolve('done') : Promise.reject(failure);
    };
    expect(await retryTransient(call, signal)).toBe('done');
  });

  it('gives up on a clear word', async () => {
    let calls = 0;
    const call = (): Promise<never> => {
      calls += 1;
      return Promise.reject(problem(401, 'unauthenticated'));
    };
    await expect(retryTransient(call, signal, { credentialMayReturn: false })).rejects.toThrow('unauthenticated');
    expect(calls).toBe(1);
  });
});
