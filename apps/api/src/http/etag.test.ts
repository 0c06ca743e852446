import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { isKnown, weakTag } from './etag.js';

// Only the headers of a request are looked at.
const asking = (headers: FastifyRequest['headers']) => ({ headers }) as FastifyRequest;

describe('a tag', () => {
  it('tells revisions and contents apart', () => {
    expect(weakTag(7, 'a')).toMatch(/^W\/"7-[\w-]{16}"$/);
    expect(new Set([weakTag(7, 'a'), weakTag(8, 'a'), weakTag(7, 'b'), weakTag(7, 'a')]).size).toBe(3);
  });

  it.each([
    ['W/"7-x"', true],
    ['"7-x"', true],
    ['*', true],
    ['"1", W/"7-x"', true],
    ['W/"7-y"', false],
    ['', false],
    [undefined, false],
  ])('is known to who has %j: %j', (known, expected) => {
    expect(isKnown(asking(known === undefined ? {} : { 'if-none-match': known }), 'W/"7-x"')).toBe(expected);
  });

  it('is known to nobody who shows a credential', () => {
    expect(isKnown(asking({ 'if-none-match': '*', authorization: 'Bearer x' }), 'W/"7-x"')).toBe(false);
  });
});
