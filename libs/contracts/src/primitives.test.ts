import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { day, instant, line, page, pageQuery, paragraph, sha256, slug, uuid, version } from './primitives.js';

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

describe.each<[string, z.ZodType, good: readonly unknown[], bad: readonly unknown[]]>([
  [
    'slug',
    slug,
    ['a', 'v10-sp3', '20.03', 'c++x', 'a_b', 'x'.repeat(64)],
    ['', 'A', '-a', 'a-', 'a b', '../a', 'a/b', 'a@b', '中', 'x'.repeat(65), 'a\n', 1],
  ],
  [
    'sha256',
    sha256,
    ['0'.repeat(64), 'abcdef'.padEnd(64, '9')],
    ['', 'A'.repeat(64), '0'.repeat(63), '0'.repeat(65), `${'0'.repeat(64)}\n`],
  ],
  [
    'uuid',
    uuid,
    ['0192f0c1-5a3e-7c4b-9d2a-3f1f6a7a2c11'],
    ['', '1', '0192f0c1-5a3e-7c4b-9d2a-3f1f6a7a2c1', "'; DROP TABLE jobs"],
  ],
  [
    'instant',
    instant,
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.678Z'],
    ['2026-01-02', '2026-01-02T03:04:05', '2026-13-02T03:04:05Z', 'now'],
  ],
  ['day', day, ['2026-02-28', '2024-02-29'], ['2026-02-29', '2026-2-1', '2026-01-02T00:00:00Z', '']],
  [
    'version',
    version,
    ['V8.1.3.62 Build 2023', '1.0', 'v10'],
    ['', ' ', '.', '..', 'a/b', 'a\\b', 'a@b', 'a\nb', 'x'.repeat(129), 'a\u200bb', 'a\u2028b', '1\u202e'],
  ],
  [
    'line',
    line(10),
    ['一行', ' x ', '0123456789'],
    ['', '   ', 'a\nb', 'a\tb', 'a\0b', '\u007f', '\ud800', '01234567890', 1],
  ],
  ['paragraph', paragraph(10), ['两\n行', 'a\tb'], ['', '\n', 'a\0b', 'a\rb', '\u001b[31m', '\udfff', '01234567890']],
])('%s', (_, schema, good, bad) => {
  it.each(good)('accepts %j', (value) => {
    expect(accepts(schema, value)).toBe(true);
  });

  it.each(bad)('refuses %j', (value) => {
    expect(accepts(schema, value)).toBe(false);
  });
});

describe('a page', () => {
  it('is asked for within limits', () => {
    expect(pageQuery.limit.parse(undefined)).toBe(50);
    expect(pageQuery.limit.parse('200')).toBe(200);
    for (const wrong of ['0', '201', '1.5', 'all', '']) expect(accepts(pageQuery.limit, wrong)).toBe(false);
  });

  it('is the last one exactly when it has no cursor', () => {
    const pages = page(slug);
    expect(accepts(pages, { items: ['a'], nextCursor: null })).toBe(true);
    expect(accepts(pages, { items: ['a'] })).toBe(false);
  });
});
