import { describe, expect, it } from '@jest/globals';
import { loggedError } from './logged-error.js';

/** The shape of TypeORM's QueryFailedError over PostgreSQL. */
function failedQuery(): Error {
  const driver = {
    code: '23505',
    detail: 'Key (username)=(secret) already exists.',
    where: 'secret',
    table: 'persons',
  };
  return Object.assign(new Error('duplicate key value'), driver, {
    query: 'INSERT INTO persons VALUES ($1)',
    parameters: ['secret'],
    driverError: Object.assign(new Error('duplicate key value'), driver),
  });
}

describe('an error as it is logged', () => {
  it('says what went wrong and where, and not with which values', () => {
    const logged = loggedError(failedQuery());
    expect(logged).toMatchObject({ type: 'Error', message: 'duplicate key value', code: '23505', table: 'persons' });
    expect(JSON.stringify(logged)).toMatch(/logged-error\.test/);
    expect(JSON.stringify(logged)).not.toMatch(/secret|INSERT/);
  });

  it('is as careful with its causes and with each of several', () => {
    const logged = loggedError(
      new AggregateError([new Error('one', { cause: failedQuery() }), failedQuery()], 'several', {
        cause: failedQuery(),
      }),
    );
    expect(logged).toMatchObject({
      cause: { code: '23505' },
      errors: [{ cause: { code: '23505' } }, { code: '23505' }],
    });
    expect(JSON.stringify(logged)).not.toMatch(/secret|INSERT/);
  });

  it('is of bounded length', () => {
    const long = new Error('x'.repeat(20_000_000));
    expect(JSON.stringify(loggedError(long)).length).toBeLessThan(12_000);
    const circle = new Error('round');
    circle.cause = circle;
    expect(JSON.stringify(loggedError(circle)).length).toBeLessThan(60_000);
  });

  it.each([[undefined], [null], ['text'], [7]])('is what was thrown where that is no error: %p', (thrown) => {
    expect(loggedError(thrown)).toBe(thrown);
  });
});
