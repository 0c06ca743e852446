import { z } from 'zod';
import { operation } from './operation.js';
import { day, instant, page, pageQuery, paragraph, slug, uuid } from './primitives.js';
import { productParams } from './releases.js';

/** The one field that each kind of statement has. */
const FIELD = { 'end-of-life': 'endOfLife', 'withdrawn-from-offer': 'reason', withdrawn: 'withdraws' } as const;

const newStatement = z
  .strictObject({
    kind: z.enum(['end-of-life', 'withdrawn-from-offer', 'withdrawn']),
    /** First day on which every release is out of support; null: none is known any more. */
    endOfLife: day.nullable().optional(),
    /** Of `withdrawn-from-offer`: why, for everybody to read. */
    reason: paragraph(2000).optional(),
    /** Of `withdrawn`: the statement that no longer holds. */
    withdraws: uuid.optional(),
  })
  .superRefine((body, context) => {
    for (const field of Object.values(FIELD)) {
      const isWanted = FIELD[body.kind] === field;
      if ((body[field] !== undefined) === isWanted) continue;
      const message = `${isWanted ? 'is needed in' : 'is no field of'} a statement of kind ${body.kind}`;
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });

const statement = z
  .object({
    id: uuid,
    product: z.string().meta({ description: 'vendor/product', example: 'dameng/dm8' }),
    kind: z.enum(['end-of-life', 'withdrawn-from-offer', 'withdrawn']),
    withdraws: uuid.nullable(),
    /** The statement that withdrew this one; it does not count any more. */
    withdrawnBy: uuid.nullable(),
    value: z.object({ endOfLife: day.nullable().optional(), reason: z.string().optional() }),
    statedBy: slug,
    statedAt: instant,
    /** Of the matrix: answers may differ from here on. */
    revision: z.number().int(),
  })
  .meta({ id: 'ProductStatement' });

export const stateProduct = operation({
  id: 'stateProduct',
  method: 'POST',
  path: '/products/{vendor}/{product}/statements',
  summary:
    'State something about all releases of a product of yours: end of life, or that it is withdrawn from offer. Never changed, only withdrawn.',
  tag: 'products',
  who: ['vendor'],
  params: productParams,
  bodyKind: 'json',
  body: newStatement,
  status: 201,
  response: statement,
  errors: ['not-found', 'illegal-transition'],
});

export const listProductStatements = operation({
  id: 'listProductStatements',
  method: 'GET',
  path: '/products/{vendor}/{product}/statements',
  summary: 'What its vendor has stated about a product, oldest first.',
  tag: 'products',
  who: 'public',
  params: productParams,
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(statement),
  errors: ['not-found'],
});
