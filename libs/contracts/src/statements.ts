import { z } from 'zod';
import { operation } from './operation.js';
import { day, instant, line, page, pageQuery, paragraph, releaseCoordinate, sha256, slug, uuid } from './primitives.js';
import { releaseParams } from './releases.js';

const pciId = z
  .string()
  .regex(/^[0-9a-f]{4}$/)
  .meta({ description: 'four lower-case hexadecimal digits', example: '19e5' });
const board = z.strictObject({ pciVendor: pciId, pciDevice: pciId, pciSubvendor: pciId });
const machine = z.strictObject({ mainboard: line(200), cpuGeneration: line(100), topology: line(200) });
const abiLevel = z.enum(['level1', 'level2', 'level3']);

/** Fields that a kind of statement has; those with a question mark may be left out. */
const FIELDS = {
  'fixes-only': ['text', 'document?'],
  'rebrand-offered': ['otherRelease'],
  'rebrand-consented': ['otherRelease'],
  'rebrand-forbidden': ['otherRelease?'],
  'rebrand-allowed': ['otherRelease?'],
  hardware: ['board?', 'machine?'],
  'kernel-module': ['kernelModule'],
  'abi-level': ['abiLevel'],
  'end-of-life': ['endOfLife'],
  'withdrawn-from-offer': ['reason'],
  withdrawn: ['withdraws'],
} as const;

// The keys of the table are exactly the kinds.
const kind = z.enum(Object.keys(FIELDS) as [keyof typeof FIELDS, ...(keyof typeof FIELDS)[]]);

const said = {
  /** The other side of a rebrand: of an offer or a consent, the original; of a prohibition or its end, one rebrand. */
  otherRelease: releaseCoordinate.optional(),
  /** Of `withdrawn`: the statement that no longer holds. */
  withdraws: uuid.optional(),
  /** Of `fixes-only`: what the vendor signs for. */
  text: paragraph(4000).optional(),
  /** Of `fixes-only`: SHA-256 of the signed document, if uploaded. */
  document: sha256.optional(),
  /** Of `hardware`: identity of a board or card … */
  board: board.optional(),
  /** … or of a machine. */
  machine: machine.optional(),
  kernelModule: z.boolean().optional(),
  /** Null: none is stated any more. */
  abiLevel: abiLevel.nullable().optional(),
  /** First day out of support; null: none is known any more. */
  endOfLife: day.nullable().optional(),
  /** Of `withdrawn-from-offer`: why, for everybody to read. */
  reason: paragraph(2000).optional(),
};

const newStatement = z.strictObject({ kind, ...said }).superRefine((body, context) => {
  const fields: readonly string[] = FIELDS[body.kind];
  const refuse = (field: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message: `${message} of kind ${body.kind}` });
  for (const [field, value] of Object.entries(body)) {
    if (field !== 'kind' && value !== undefined && !fields.includes(field) && !fields.includes(`${field}?`)) {
      refuse(field, 'is no field of a statement');
    }
  }
  for (const field of fields) {
    if (!field.endsWith('?') && !Object.hasOwn(body, field)) refuse(field, 'is needed in a statement');
  }
  if (body.kind === 'hardware' && body.board === undefined && body.machine === undefined) {
    refuse('board', 'board or machine is needed in a statement');
  }
});

const statement = z
  .object({
    id: uuid,
    release: releaseCoordinate,
    kind,
    otherRelease: releaseCoordinate.nullable(),
    withdraws: uuid.nullable(),
    /** The statement that withdrew this one; it does not count any more. */
    withdrawnBy: uuid.nullable(),
    value: z.object({
      text: z.string().optional(),
      document: sha256.nullable().optional(),
      board: board.nullable().optional(),
      machine: machine.nullable().optional(),
      kernelModule: z.boolean().optional(),
      abiLevel: abiLevel.nullable().optional(),
      endOfLife: day.nullable().optional(),
      reason: z.string().optional(),
    }),
    statedBy: slug,
    statedAt: instant,
    /** Of the matrix: answers may differ from here on. */
    revision: z.number().int(),
  })
  .meta({ id: 'ReleaseStatement' });

export const stateRelease = operation({
  id: 'stateRelease',
  method: 'POST',
  path: '/products/{vendor}/{product}/releases/{version}/statements',
  summary:
    'State something about a release that inference reads: as its vendor, or offer it as a rebrand of a release of yours. Never changed, only withdrawn.',
  tag: 'products',
  who: ['vendor'],
  params: releaseParams,
  bodyKind: 'json',
  body: newStatement,
  status: 201,
  response: statement,
  errors: ['not-found', 'unknown-coordinate', 'unknown-artifact', 'illegal-transition'],
});

export const listStatements = operation({
  id: 'listStatements',
  method: 'GET',
  path: '/products/{vendor}/{product}/releases/{version}/statements',
  summary: 'What vendors have stated about a release, oldest first.',
  tag: 'products',
  who: 'public',
  params: releaseParams,
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(statement),
  errors: ['not-found'],
});
