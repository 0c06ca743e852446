import { z } from 'zod';
import { operation } from './operation.js';
import { instant, line, page, pageQuery, paragraph, slug, uuid } from './primitives.js';
import { productParams, release, withdrawal } from './releases.js';

const product = z
  .object({
    id: uuid,
    vendor: slug,
    product: slug,
    name: z.string(),
    nameEn: z.string().nullable(),
    category: z.string(),
    description: z.string().nullable(),
    published: z.boolean(),
    /** First day on which all releases are out of support. */
    endOfLife: z.iso.date().nullable(),
    withdrawn: withdrawal.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Product' });

export const createProduct = operation({
  id: 'createProduct',
  method: 'POST',
  path: '/products',
  summary: 'Register a product of your own organization. It is a draft until published.',
  tag: 'products',
  who: ['vendor'],
  bodyKind: 'json',
  body: z.strictObject({
    slug,
    name: line(200),
    nameEn: line(200).optional(),
    category: z.string().max(64),
    description: paragraph(4000).optional(),
    published: z.boolean().default(false),
  }),
  status: 201,
  response: product,
  errors: ['already-exists'],
});

export const listProducts = operation({
  id: 'listProducts',
  method: 'GET',
  path: '/products',
  summary: 'Published products, and your own drafts when signed in.',
  tag: 'products',
  who: 'public',
  query: z.strictObject({
    ...pageQuery,
    q: line(200).optional(),
    vendor: slug.optional(),
    category: z.string().max(64).optional(),
  }),
  bodyKind: 'none',
  status: 200,
  response: page(product),
  errors: [],
});

export const getProduct = operation({
  id: 'getProduct',
  method: 'GET',
  path: '/products/{vendor}/{product}',
  summary: 'One product with at most 100 of its releases, the first of listReleases.',
  tag: 'products',
  who: 'public',
  params: productParams,
  bodyKind: 'none',
  status: 200,
  response: product.extend({ releases: z.array(release) }),
  errors: ['not-found'],
});

export const updateProduct = operation({
  id: 'updateProduct',
  method: 'PATCH',
  path: '/products/{vendor}/{product}',
  summary: 'Change a draft product of yours. What is left out stays as it is; once published it never changes.',
  tag: 'products',
  who: ['vendor'],
  params: productParams,
  bodyKind: 'json',
  body: z
    .strictObject({
      name: line(200).optional(),
      nameEn: line(200).nullable().optional(),
      category: z.string().max(64).optional(),
      description: paragraph(4000).nullable().optional(),
    })
    .refine((body) => Object.keys(body).length > 0, { message: 'say what is to change' }),
  status: 200,
  response: product,
  errors: ['not-found', 'illegal-transition'],
});

export const dropProduct = operation({
  id: 'dropProduct',
  method: 'DELETE',
  path: '/products/{vendor}/{product}',
  summary: 'Drop a draft product of yours that has no releases.',
  tag: 'products',
  who: ['vendor'],
  params: productParams,
  bodyKind: 'none',
  status: 204,
  errors: ['not-found', 'illegal-transition'],
});

export const publishProduct = operation({
  id: 'publishProduct',
  method: 'POST',
  path: '/products/{vendor}/{product}/publish',
  summary: 'Show a draft product, and its draft releases, to everyone.',
  tag: 'products',
  who: ['vendor'],
  params: productParams,
  bodyKind: 'none',
  status: 200,
  response: product,
  errors: ['not-found'],
});
