import { describe, expect, it } from '@jest/globals';
import { refuseOutOfRange } from '#libs/domain';
import { wholeSecond, wholeValidity } from './whole-seconds.js';

const at = (text: string) => new Date(text);

describe('whole seconds', () => {
  it.each([
    ['2026-11-23T08:00:00.999Z', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T08:00:00.000Z', '2026-11-23T08:00:00.000Z'],
    ['1969-12-31T23:59:59.500Z', '1969-12-31T23:59:59.000Z'],
  ])('of %s are those of %s', (given, whole) => {
    expect(wholeSecond(at(given)).toISOString()).toBe(whole);
  });

  it.each([
    ['2026-11-23T08:00:00.900Z', '2026-11-23T08:00:01.100Z', '2026-11-23T08:00:01.000Z'],
    ['2026-11-23T08:00:00.100Z', null, null],
  ])('bound the validity from %s to %s', (from, until, end) => {
    const validity = wholeValidity(at(from), until === null ? null : at(until));
    expect(validity).toEqual({ validFrom: at('2026-11-23T08:00:00Z'), validUntil: end === null ? null : at(end) });
  });

  it.each([
    ['2026-11-23T08:00:00.100Z', '2026-11-23T08:00:00.900Z'],
    ['2026-11-23T08:00:00Z', '2026-11-23T08:00:00Z'],
    ['2026-11-23T08:00:00Z', '2020-01-01T00:00:00Z'],
    ['2026-11-23T08:00:00Z', '2106-01-01T00:00:00Z'],
    ['2026-11-23T08:00:00Z', '9999-12-31T00:00:00Z'],
  ])('refuse the validity from %s to %s', (from, until) => {
    expect(() => wholeValidity(at(from), at(until))).toThrow(
      expect.objectContaining({ code: 'invalid-request', fields: [expect.objectContaining({ path: 'validUntil' })] }),
    );
  });

  it('reach from 1970 to before 2106', () => {
    for (const inside of ['1970-01-01T00:00:00Z', '2105-12-31T23:59:59.999Z']) {
      expect(() => refuseOutOfRange('validAt', at(inside))).not.toThrow();
    }
    for (const outside of ['1969-12-31T23:59:59.999Z', '2106-01-01T00:00:00Z', '0000-01-01T00:00:00Z']) {
      expect(() => refuseOutOfRange('validAt', at(outside))).toThrow();
    }
  });
});
