import { z } from 'zod';
import { operation } from './operation.js';
import { instant } from './primitives.js';

export const WORKBOOK_MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `OS,CPU`: each a coordinate, or a name that can mean nothing else. */
const platform = z
  .string()
  .min(1)
  .max(400)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters');

/** Bytes that one list may have. */
export const MAX_LIST_BYTES = 16_000_000;
/** Platforms that one list may be checked on. */
const MAX_PLATFORMS = 8;

/** What was found: rows by how their product was identified; rows × platforms by what they were given. */
export const listSummary = z
  .object({
    rows: z.number().int(),
    identified: z.number().int(),
    ambiguous: z.number().int(),
    unidentified: z.number().int(),
    outcomes: z.record(z.string(), z.number().int()),
  })
  .meta({ id: 'ListSummary' });
export type ListSummary = z.infer<typeof listSummary>;

export const checkList = operation({
  id: 'checkList',
  method: 'POST',
  path: '/lists/check',
  summary:
    'Check the products of a spreadsheet on their target platforms: the same file comes back with status, certificate, validity, gap and nearest matches in new columns, everything else untouched. XLSX, or CSV in UTF-8, UTF-16 or GB18030; columns are found by their headers, Chinese or English, and platforms are those of the query, else of the columns of operating systems and CPUs. Names are never guessed: what may be several things is listed with its candidates. At most 16 MB, 10,000 products, 8 platforms, 40,000 answers (with knownAt 200). Answered as the public sees the matrix, whoever asks; nothing of the file is kept.',
  tag: 'matrix',
  who: 'public',
  query: z.strictObject({
    platform: z
      .union([platform, z.array(platform).max(MAX_PLATFORMS)])
      .optional()
      .meta({
        description: 'OS,CPU by coordinates or names; repeat it for several',
        example: 'kylinsoft/kylin-server@v10-sp3,hisilicon/kunpeng-920',
      }),
    validAt: instant.optional(),
    knownAt: instant.optional(),
  }),
  bodyKind: 'bytes',
  takes: [WORKBOOK_MEDIA_TYPE, 'text/csv'],
  status: 200,
  produces: 'text/csv',
  alsoProduces: [WORKBOOK_MEDIA_TYPE],
  responseHeaders: z.object({
    'Shipei-List-Summary': z.string().meta({ description: 'ListSummary as JSON' }),
  }),
  errors: [
    'unreadable-sheet',
    'unknown-coordinate',
    'payload-too-large',
    'upload-truncated',
    'insufficient-storage',
    'rate-limited',
    'matrix-loading',
  ],
});
