import { z } from 'zod';
import { operation } from './operation.js';
import {
  day,
  instant,
  line,
  page,
  pageQuery,
  paragraph,
  releaseCoordinate,
  sha256,
  slug,
  uuid,
  version,
} from './primitives.js';

// ISAs are catalogue data; the contract only says what an ISA's name looks like.
const isa = z.string().regex(/^[a-z0-9_-]{2,32}$/);

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
    createdAt: instant,
  })
  .meta({ id: 'Product' });

const releaseArtifact = z
  .object({ sha256, sm3: z.string(), size: z.number().int(), fileName: z.string(), isa: isa.nullable() })
  .meta({ id: 'ReleaseArtifact' });

const release = z
  .object({
    id: uuid,
    coordinate: releaseCoordinate,
    version: z.string(),
    line: z.string(),
    ordinal: z.number().int(),
    releasedOn: day.nullable(),
    abiLevel: z.enum(['level1', 'level2', 'level3']).nullable(),
    endOfLife: day.nullable(),
    published: z.boolean(),
    artifacts: z.array(releaseArtifact),
    createdAt: instant,
  })
  .meta({ id: 'Release' });

const productParams = z.strictObject({ vendor: slug, product: slug });

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

export const listReleases = operation({
  id: 'listReleases',
  method: 'GET',
  path: '/products/{vendor}/{product}/releases',
  summary: 'Releases of a product that you may see, line by line, in each the newest first.',
  tag: 'products',
  who: 'public',
  params: productParams,
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(release),
  errors: ['not-found'],
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

export const createRelease = operation({
  id: 'createRelease',
  method: 'POST',
  path: '/products/{vendor}/{product}/releases',
  summary: 'Register an immutable release. Artifacts are named by the digest of bytes your organization has uploaded.',
  tag: 'products',
  who: ['vendor'],
  params: productParams,
  bodyKind: 'json',
  body: z.strictObject({
    version,
    line: line(64).default('main'),
    ordinal: z.number().int().min(0).max(2_000_000_000),
    releasedOn: day,
    abiLevel: z.enum(['level1', 'level2', 'level3']).optional(),
    endOfLife: day.optional(),
    published: z.boolean().default(false),
    artifacts: z
      .array(z.strictObject({ sha256, fileName: line(255).regex(/^[^/\\]+$/), isa: isa.optional() }))
      .max(64)
      .default([]),
  }),
  status: 201,
  response: release,
  errors: ['not-found', 'already-exists', 'unknown-artifact'],
});

/** Resumable upload: `Upload-Offset` says where the sent bytes begin, `Upload-Length` how long the whole is. */
export const uploadHeaders = z.object({
  'upload-offset': z.coerce.number().int().min(0).default(0),
  'upload-length': z.coerce.number().int().min(1).optional(),
});
const uploaded = z.object({ sha256, sm3: z.string(), size: z.number().int() }).meta({ id: 'Upload' });

export const putArtifact = operation({
  id: 'putArtifact',
  method: 'PUT',
  path: '/artifacts/{sha256}',
  summary:
    'Upload bytes; stored only when complete and their SHA-256 is the one in the path. After a broken upload, ask HEAD where to go on.',
  tag: 'artifacts',
  who: ['vendor'],
  params: z.strictObject({ sha256 }),
  headers: uploadHeaders,
  bodyKind: 'bytes',
  status: 201,
  response: uploaded,
  errors: [
    'digest-mismatch',
    'payload-too-large',
    'upload-truncated',
    'upload-offset-mismatch',
    'insufficient-storage',
  ],
});

export const headArtifact = operation({
  id: 'headArtifact',
  method: 'HEAD',
  path: '/artifacts/{sha256}',
  summary:
    'How many bytes of an upload of yours have arrived: `Upload-Offset`, and `Upload-Complete: ?1` when it is stored.',
  tag: 'artifacts',
  who: ['vendor'],
  params: z.strictObject({ sha256 }),
  bodyKind: 'none',
  status: 204,
  responseHeaders: z.object({
    'Upload-Offset': z.int().meta({ description: 'Bytes that have arrived' }),
    'Upload-Complete': z.enum(['?0', '?1']).meta({ description: 'Whether they are the whole, verified and stored' }),
  }),
  errors: ['not-found'],
});
