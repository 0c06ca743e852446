import { z } from 'zod';
import { operation } from './operation.js';
import { sha256 } from './primitives.js';

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
