import { ProblemError, UnreachableError } from '#libs/client';
import type { Problem } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { nearestMatches } from './nearest.js';
import { refusalData, renderRefusal } from './refusal.js';
import { stylesFor } from './styles.js';

const STYLES = stylesFor(false);

function refused(changes: Partial<Problem>, retryAfter?: number): ProblemError {
  const problem: Problem = {
    type: 'about:blank',
    title: 'refused',
    status: 422,
    code: 'no-pool-serves',
    detail: '没有资源池 · No pool',
    ...changes,
  };
  return new ProblemError(problem.status, problem, retryAfter);
}

describe('nearestMatches', () => {
  it.each([
    ['nothing', undefined, []],
    ['no matches', { nearest: [] }, []],
    ['something else', { nearest: 5 }, []],
    ['coordinates', { nearest: ['a/b@1', 'a/b@2'] }, ['a/b@1', 'a/b@2']],
    ['platforms', { nearest: [{ os: 'a/b@1', cpu: 'c/d' }] }, ['a/b@1 × c/d']],
    [
      'one platform with its pool',
      { nearest: { os: 'a/b@1', cpu: 'c/d', center: 'x', pool: 'y' } },
      ['a/b@1 × c/d (x/y)'],
    ],
    ['unknown fields beside', { nearest: [{ coordinate: 'a/b', distance: 2 }] }, ['a/b']],
    ['empty ones', { nearest: ['', {}] }, []],
  ])('reads %s', (_case, facts, expected) => {
    expect(nearestMatches(facts)).toEqual(expected);
  });
});

describe('renderRefusal', () => {
  it('says what, which fields, what is near, what to do, and the request id', () => {
    const error = refused({
      errors: [{ path: 'targets.0', code: 'no-pool-serves', message: 'nobody' }],
      facts: { nearest: [{ os: 'a/b@1', cpu: 'c/d' }] },
      requestId: 'req-1',
    });
    expect(renderRefusal(error, STYLES).split('\n')).toEqual([
      '✘ 没有资源池 · No pool [no-pool-serves]',
      '  - targets.0: nobody',
      '  最接近的 · nearest matches:',
      '    a/b@1 × c/d',
      expect.stringContaining('--wait-for-pool'),
      '  请求号 · request id req-1',
    ]);
  });

  it('does not repeat matches that the sentence names', () => {
    const error = refused({ detail: '是否 a/b@1？ · Did you mean a/b@1?', facts: { nearest: ['a/b@1'] } });
    expect(renderRefusal(error, STYLES)).not.toContain('nearest matches');
  });

  it('says when to come back', () => {
    const error = refused({ code: 'database-unavailable', status: 503, detail: 'away' }, 5);
    expect(renderRefusal(error, STYLES)).toContain('5 秒后重试');
  });

  it('makes what the server says safe for a terminal', () => {
    expect(renderRefusal(refused({ detail: 'x\u001b[2Jy' }), STYLES)).not.toContain('\u001b');
  });

  it('tells an absent server from a refusal', () => {
    const error = new UnreachableError('http://127.0.0.1:1', new Error('ECONNREFUSED'));
    expect(renderRefusal(error, STYLES)).toContain('npm start');
    expect(refusalData(error)).toEqual({ error: { code: 'unreachable', detail: error.message } });
  });
});
