import { SEARCH_TYPES } from '#libs/domain';
import { z } from 'zod';
import { operation } from './operation.js';
import {
  cpuCoordinate,
  instant,
  line,
  osCoordinate,
  pageQuery,
  provenance,
  releaseCoordinate,
  slug,
} from './primitives.js';

const type = z.enum(SEARCH_TYPES);
const counts = z.record(z.string(), z.number().int());

function anyOf<T extends z.ZodType>(value: T) {
  return z.union([value, z.array(value).max(50)]).optional();
}

const item = z
  .object({
    type,
    coordinate: z
      .string()
      .meta({ description: 'Slug of an organization, number of a certificate, os × cpu of a platform' }),
    name: z.string(),
    nameEn: z.string().nullable(),
    vendor: slug.nullable(),
    category: z.string().nullable(),
    published: z.boolean().meta({ description: "false: a draft of the caller's own organization" }),
    platform: z.object({ os: osCoordinate, cpu: cpuCoordinate }).nullable(),
    certificate: z
      .object({
        release: releaseCoordinate,
        validUntil: instant,
        state: z.enum(['valid', 'lapsed', 'suspended', 'revoked']),
      })
      .nullable(),
    alias: z
      .object({ slug: z.string(), name: z.string(), provenance })
      .nullable()
      .meta({
        description: 'Another name under which it was found, and who calls it so; one of several things, maybe',
      }),
  })
  .meta({ id: 'SearchItem' });

export const search = operation({
  id: 'search',
  method: 'GET',
  path: '/search',
  summary:
    "Organizations, products, releases, OS releases, CPUs, platforms and certificates in whose names every word is found: Chinese, English, pinyin (qilin), initials (yhql), aliases, in any case and width. The best first; never one chosen of several. Each facet's counts leave its own filter out. Drafts are found by their own organization only.",
  tag: 'search',
  who: 'public',
  query: z.strictObject({
    q: line(200),
    type: anyOf(type),
    category: anyOf(slug),
    vendor: anyOf(slug),
    limit: pageQuery.limit,
    /** The longest holds an OS coordinate and a CPU coordinate. */
    cursor: z.string().max(2048).optional(),
  }),
  bodyKind: 'none',
  status: 200,
  response: z
    .object({
      items: z.array(item),
      counts: z.object({
        type: counts,
        category: counts,
        vendor: counts.meta({ description: 'The 50 with the most' }),
      }),
      total: z.number().int(),
      nearest: z.array(z.string()).meta({ description: 'Where nothing was found: what is called something like it' }),
      nextCursor: z.string().nullable(),
    })
    .meta({ id: 'SearchAnswer' }),
  errors: [],
});
