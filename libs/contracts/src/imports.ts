import { z } from 'zod';
import { operation } from './operation.js';
import { instant, line, page, pageQuery, paragraph, sha256, slug, uuid } from './primitives.js';

export const IMPORT_KINDS = ['organizations', 'products', 'releases', 'declarations'] as const;
const ACTIONS = ['create', 'change', 'unchanged', 'refused', 'skipped'] as const;
const STATES = ['received', 'checked', 'failed', 'confirmed', 'applied', 'undoing', 'undone', 'discarded'] as const;

const kind = z.enum(IMPORT_KINDS);
const params = z.strictObject({ id: uuid });
const count = z.number().int();

const shown = z
  .object({
    id: uuid,
    kind: kind.nullable().meta({ description: 'null: each row says so itself' }),
    state: z.enum(STATES).meta({
      description:
        'received: the dry run is being done · checked: look at it, then apply · failed: the file can not be read, see problem · confirmed: is being applied · undoing · undone · discarded: one of many dry runs that nobody confirmed',
    }),
    organization: slug,
    behalf: slug.nullable().meta({ description: 'Whose the rows are that do not say so' }),
    source: z.string().nullable(),
    fileName: z.string(),
    fileSha256: sha256,
    fileBytes: count,
    format: z.string(),
    encoding: z.string().nullable().meta({ description: 'Of a CSV file: as it was read' }),
    ignored: z.array(z.string()).meta({ description: 'Sheets and headers that were not read; the first 100' }),
    rowsRead: count,
    rowsDone: count.meta({ description: 'Of the step that is under way' }),
    counts: z.partialRecord(z.enum(ACTIONS), count),
    digest: sha256.nullable().meta({ description: 'Of what was decided about every row: what applying it names' }),
    acceptedOnly: z.boolean(),
    problem: z
      .object({
        code: z.string(),
        detail: z.string(),
        errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
      })
      .nullable(),
    undoReason: z.string().nullable(),
    undoProblems: z.array(z.object({ number: count, code: z.string(), message: z.string() })),
    createdAt: instant,
    checkedAt: instant.nullable(),
    appliedAt: instant.nullable(),
    undoneAt: instant.nullable(),
  })
  .meta({ id: 'Import' });

const row = z
  .object({
    number: count.meta({ description: 'Place among the rows that were read, from 1' }),
    kind: kind.nullable(),
    sheet: z.string(),
    row: count.meta({ description: 'As the spreadsheet numbers it' }),
    action: z.enum([...ACTIONS, 'pending']),
    key: z.string().nullable().meta({ description: 'Coordinate or slug of what it is about' }),
    values: z.record(z.string(), z.string()).nullable(),
    changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
    problems: z.array(
      z.object({
        column: z.string().nullable(),
        field: z.string().nullable(),
        code: z.string(),
        message: z.string(),
        nearest: z.array(z.string()).optional(),
      }),
    ),
    subjectType: z.string().nullable(),
    subjectId: z.string().nullable().meta({ description: 'What it created or changed' }),
  })
  .meta({ id: 'ImportRow' });

export const createImport = operation({
  id: 'createImport',
  method: 'POST',
  path: '/imports',
  summary:
    'Send a file of rows: XLSX, CSV (UTF-8, GB18030), YAML, or typed rows as lines of JSON; at most 100 MB and 200,000 rows. Nothing of it is stored in the registry: the answer names an import whose dry run is done next.',
  tag: 'imports',
  who: ['vendor', 'operator'],
  query: z.strictObject({
    kind: kind.optional().meta({ description: 'What the rows are; left out for the format rows' }),
    format: z.enum(['sheet', 'yaml', 'rows']).optional().meta({ description: 'By the name of the file if left out' }),
    fileName: line(255).regex(/^[^/\\]+$/),
    encoding: z.enum(['utf-8', 'gb18030']).optional().meta({ description: 'Of a CSV file, where it can not be told' }),
    organization: slug.optional().meta({
      description: 'Whose the rows are, and who declares. Operators: the vendor whose published list it is',
    }),
    source: paragraph(2000).optional().meta({ description: 'What declarations rest on where their rows do not say' }),
    sha256: sha256.optional().meta({ description: 'Of the file; then it is checked' }),
  }),
  bodyKind: 'bytes',
  status: 202,
  response: shown,
  errors: ['payload-too-large', 'upload-truncated', 'digest-mismatch', 'rate-limited', 'insufficient-storage'],
});

export const listImports = operation({
  id: 'listImports',
  method: 'GET',
  path: '/imports',
  summary: "Your organization's imports, newest first; operators see everybody's.",
  tag: 'imports',
  who: ['vendor', 'operator'],
  query: z.strictObject({ ...pageQuery, state: z.enum(STATES).optional() }),
  bodyKind: 'none',
  status: 200,
  response: page(shown),
  errors: [],
});

export const getImport = operation({
  id: 'getImport',
  method: 'GET',
  path: '/imports/{id}',
  summary: 'How far an import is, and what it comes to.',
  tag: 'imports',
  who: ['vendor', 'operator'],
  params,
  bodyKind: 'none',
  status: 200,
  response: shown,
  errors: ['not-found'],
});

export const listImportRows = operation({
  id: 'listImportRows',
  method: 'GET',
  path: '/imports/{id}/rows',
  summary:
    'What was decided about each row: created, changed (field by field), unchanged, refused (sheet, row, column and reason) or skipped; and what it created or changed.',
  tag: 'imports',
  who: ['vendor', 'operator'],
  params,
  query: z.strictObject({ ...pageQuery, action: z.enum(ACTIONS).optional() }),
  bodyKind: 'none',
  status: 200,
  response: page(row),
  errors: ['not-found'],
});

export const applyImport = operation({
  id: 'applyImport',
  method: 'POST',
  path: '/imports/{id}/apply',
  summary:
    'Apply an import as its dry run said, whose digest is named: all accepted rows or none. Where it comes to something else by then, nothing is written and the dry run is done again.',
  tag: 'imports',
  who: ['vendor', 'operator'],
  params,
  bodyKind: 'json',
  body: z.strictObject({
    digest: sha256,
    acceptedOnly: z
      .boolean()
      .default(false)
      .meta({ description: 'Leave refused rows out; else they refuse the whole' }),
  }),
  status: 202,
  response: shown,
  errors: ['not-found', 'illegal-transition', 'import-moved'],
});

export const undoImport = operation({
  id: 'undoImport',
  method: 'POST',
  path: '/imports/{id}/undo',
  summary:
    'Undo an applied import: what it created goes, fields get back what they held, declarations are revoked and statements withdrawn. All or nothing: rows that later work rests on, or that are public, are named in undoProblems and keep it applied.',
  tag: 'imports',
  who: ['vendor', 'operator'],
  params,
  bodyKind: 'json',
  body: z.strictObject({ reason: paragraph(1000) }),
  status: 202,
  response: shown,
  errors: ['not-found', 'illegal-transition'],
});

export const getImportTemplate = operation({
  id: 'getImportTemplate',
  method: 'GET',
  path: '/imports/templates/{template}',
  summary:
    'A workbook to fill in: headers in Chinese and English, drop-down lists of what the catalogue has, and a sheet that explains each column.',
  tag: 'imports',
  who: 'public',
  params: z.strictObject({
    template: z
      .enum(['organizations.xlsx', 'products.xlsx', 'releases.xlsx', 'declarations.xlsx'])
      .meta({ description: 'kind.xlsx' }),
  }),
  bodyKind: 'none',
  status: 200,
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  errors: [],
});
