import { CELL_STATUSES } from '#libs/domain';
import { z } from 'zod';
import { checkCell } from './certification.js';
import { operation } from './operation.js';
import { cpuCoordinate, instant, osCoordinate, pageQuery, releaseCoordinate, slug } from './primitives.js';

/** Rows that one batch may have. */
export const MAX_BATCH_ROWS = 10_000;

/** Checked row by row, so that a bad one is refused at its place and the others are answered. */
const batchRow = z.unknown().meta({
  type: 'object',
  additionalProperties: false,
  required: ['release', 'os', 'cpu'],
  properties: {
    release: { type: 'string', maxLength: 280, description: 'vendor/product@version' },
    os: { type: 'string', maxLength: 280, description: 'vendor/os@release' },
    cpu: { type: 'string', maxLength: 140, description: 'vendor/model' },
  },
});

const rowRefusal = z
  .object({
    error: z.object({
      code: z.enum(['invalid-request', 'malformed-json', 'unknown-coordinate']),
      /** The offending field: `cells.3.os`, or `lines.3.os` of a body of lines. */
      path: z.string(),
      message: z.string(),
      nearest: z.array(z.string()),
    }),
  })
  .meta({ id: 'RowRefusal' });

export const checkCells = operation({
  id: 'checkCells',
  method: 'POST',
  path: '/matrix/check',
  summary:
    'Up to 10,000 cells in one call, answered as the public sees them. Send or accept application/x-ndjson to stream one row a line (lines: about the present, of any number; read while you send). With knownAt at most 200 cells.',
  tag: 'matrix',
  who: 'public',
  bodyKind: 'json',
  takesLines: true,
  checksOwnText: true,
  body: z.strictObject({
    cells: z.array(batchRow).min(1).max(MAX_BATCH_ROWS),
    validAt: instant.optional(),
    knownAt: instant.optional(),
  }),
  status: 200,
  response: z.object({ items: z.array(z.union([checkCell.response, rowRefusal])) }),
  alsoProduces: ['application/x-ndjson'],
  errors: ['matrix-loading'],
});

const status = z.enum(CELL_STATUSES);
const productCoordinate = z.string().max(140).meta({ description: 'vendor/product', example: 'dameng/dm8' });

/** One value, or several of which any will do. */
function anyOf<T extends z.ZodType>(value: T) {
  return z.union([value, z.array(value).max(50)]).optional();
}

/** Whose cells. */
const subjectFilter = {
  category: anyOf(slug),
  vendor: anyOf(slug),
  os: anyOf(osCoordinate),
  cpu: anyOf(cpuCoordinate),
  q: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: "Part of a product's name, Chinese or English, or of a release's coordinate" }),
};

const cellFilter = {
  ...subjectFilter,
  status: anyOf(status),
  validAt: z
    .union([z.literal('now'), instant])
    .optional()
    .meta({ description: 'As valid at this moment; else at `knownAt`, else now' }),
  knownAt: z
    .union([z.literal('latest'), instant])
    .optional()
    .meta({ description: 'As known at this moment; else as known now' }),
};

const counts = z.record(z.string(), z.number().int());

export const searchCells = operation({
  id: 'searchCells',
  method: 'GET',
  path: '/matrix',
  summary:
    "Search cells as the public sees them, at present or at another moment, with counts; each facet's counts leave its own filter out. At another moment at most 500 releases may match, and counts by category and vendor are of these. A repeated parameter means any of its values. Cells of status unknown are counted, and listed only where they are asked for.",
  tag: 'matrix',
  who: 'public',
  query: z.strictObject({ ...cellFilter, ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: z
    .object({
      items: z.array(z.object({ release: releaseCoordinate, os: osCoordinate, cpu: cpuCoordinate, status })),
      counts: z.object({
        status: counts,
        category: counts,
        vendor: counts.meta({ description: 'The 50 with the most' }),
        os: counts,
        cpu: counts,
      }),
      total: z.number().int(),
      revision: z.number().int(),
      nextCursor: z.string().nullable(),
    })
    .meta({ id: 'CellSearch' }),
  errors: ['unknown-coordinate', 'matrix-loading'],
});

export const getBadge = operation({
  id: 'getBadge',
  method: 'GET',
  path: '/badges/{vendor}/{badge}',
  summary:
    'A picture of one cell as the public sees it at present, for READMEs and product pages. A grey one with status 404 for unknown coordinates.',
  tag: 'matrix',
  who: 'public',
  params: z.strictObject({
    vendor: slug,
    badge: z
      .string()
      .max(220)
      .regex(/^[^/\\@]+@[^/\\@]+\.svg$/, 'must be product@version.svg')
      .meta({ description: 'product@version.svg', example: 'dm8@8.1.3.svg' }),
  }),
  query: z.strictObject({ os: osCoordinate, cpu: cpuCoordinate, lang: z.enum(['zh', 'en']).default('zh') }),
  bodyKind: 'none',
  status: 200,
  produces: 'image/svg+xml',
  errors: ['matrix-loading'],
});

export const exportCells = operation({
  id: 'exportCells',
  method: 'GET',
  path: '/matrix/export',
  summary:
    'All cells that a search finds, as the public sees them at present or at another moment (of at most 5,000 releases), streamed as CSV, JSON lines or a workbook. A workbook holds 1,048,575 cells. Cells of status unknown only where they are asked for.',
  tag: 'matrix',
  who: 'public',
  query: z.strictObject({ format: z.enum(['csv', 'jsonl', 'xlsx']), ...cellFilter }),
  bodyKind: 'none',
  status: 200,
  produces: 'text/csv',
  alsoProduces: ['application/x-ndjson', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  errors: ['unknown-coordinate', 'matrix-loading'],
});

const moment = z.object({ status });

function oneOf(...given: unknown[]): boolean {
  return given.filter((one) => one !== undefined).length === 1;
}

export const diffCells = operation({
  id: 'diffCells',
  method: 'GET',
  path: '/matrix/diff',
  summary:
    'Cells of a release, of a product (vendor/product), or of what a filter finds (at most 500 releases), whose status is another one at a second moment: as known then and valid then, as the public was told.',
  tag: 'matrix',
  who: 'public',
  query: z
    .strictObject({
      from: instant,
      to: instant,
      release: releaseCoordinate.optional(),
      product: productCoordinate.optional(),
      ...subjectFilter,
    })
    .refine(
      ({ release, product, category, vendor, os, cpu, q }) =>
        oneOf(release, product, category ?? vendor ?? os ?? cpu ?? q),
      {
        path: ['release'],
        message: 'name either a release, a product, or a filter',
      },
    )
    .refine((query) => Date.parse(query.from) <= Date.parse(query.to), {
      path: ['to'],
      message: 'must not be before from',
    }),
  bodyKind: 'none',
  status: 200,
  response: z.object({
    items: z.array(
      z.object({ release: releaseCoordinate, os: osCoordinate, cpu: cpuCoordinate, from: moment, to: moment }),
    ),
  }),
  errors: ['unknown-coordinate', 'not-found', 'matrix-loading'],
});

export const summarizeCells = operation({
  id: 'summarizeCells',
  method: 'GET',
  path: '/matrix/summary',
  summary:
    'Numbers of cells by status, as the public sees them at present: of a product (vendor/product) by release and OS where anything is known, of an OS by CPU, of a CPU by OS.',
  tag: 'matrix',
  who: 'public',
  query: z
    .strictObject({
      product: productCoordinate.optional(),
      os: osCoordinate.optional(),
      cpu: cpuCoordinate.optional(),
    })
    .refine(({ product, os, cpu }) => [product, os, cpu].filter((one) => one !== undefined).length === 1, {
      path: ['product'],
      message: 'name a product, an os or a cpu',
    }),
  bodyKind: 'none',
  status: 200,
  response: z.object({
    items: z.array(
      z.object({
        release: releaseCoordinate.nullable(),
        os: osCoordinate.nullable(),
        cpu: cpuCoordinate.nullable(),
        counts,
      }),
    ),
    revision: z.number().int(),
  }),
  errors: ['unknown-coordinate', 'matrix-loading'],
});
