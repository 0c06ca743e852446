import { z } from 'zod';
import { checkCell } from './certification.js';
import { operation } from './operation.js';
import { instant } from './primitives.js';

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
