import { describe, expect, it } from '@jest/globals';
import { DomainError, notFound } from './domain-error.js';
import { ERROR_STATUS } from './error-codes.js';

describe('error codes', () => {
  it.each(Object.entries(ERROR_STATUS))('%s is a word of its own, shown as %i', (code, status) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(status >= 400 && status < 600).toBe(true);
  });

  it('blame the service only for what the caller cannot have done', () => {
    const service = Object.entries(ERROR_STATUS).filter(([, status]) => status >= 500);
    expect(service.map(([code]) => code).sort()).toEqual([
      'database-unavailable',
      'insufficient-storage',
      'internal',
      'matrix-loading',
      'provider-unavailable',
    ]);
  });
});

describe('DomainError', () => {
  it('carries facts as fields', () => {
    const cause = new Error('deeper');
    const error = new DomainError('unknown-coordinate', 'no such CPU', {
      fields: [{ path: 'targets.0.cpu', code: 'unknown', message: 'no such CPU' }],
      facts: { nearest: ['a/b'] },
      cause,
    });
    expect(error).toMatchObject({
      name: 'DomainError',
      code: 'unknown-coordinate',
      message: 'no such CPU',
      fields: [{ path: 'targets.0.cpu' }],
      facts: { nearest: ['a/b'] },
      cause,
    });
  });

  it('has none where none were given', () => {
    const error = new DomainError('forbidden', 'no');
    expect(error).toMatchObject({ fields: [], facts: {} });
    expect('cause' in error).toBe(false);
  });

  it('says of a missing object no more than of a hidden one', () => {
    expect(notFound(' 任务 J-1')).toMatchObject({ code: 'not-found', fields: [], facts: {} });
    expect(notFound('x').message).toMatch(/无权查看 · .*not yours to see/);
  });
});
