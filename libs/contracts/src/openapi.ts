import { ERROR_STATUS, type ErrorCode } from '#libs/domain';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiParameters,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import type { Operation, Who } from './operation.js';
import { OPERATIONS } from './operations.js';
import { problem } from './problem.js';

export const API_VERSION = '0.1.0';
export const API_BASE = '/api/v1';

/** One JSON value a line. */
export const LINES_MEDIA_TYPE = 'application/x-ndjson';

const PROBLEM_MEDIA_TYPE = 'application/problem+json';

function whoInWords(who: Who): string {
  if (who === 'public') return 'Anyone.';
  if (who === 'signed-in') return 'Anyone signed in.';
  if (who === 'agent') return 'An agent, by its credential.';
  if (who === 'attempt')
    return 'The agent that holds the attempt, by its credential and the header Shipei-Attempt-Token.';
  return `Roles: ${who.join(', ')}.`;
}

/** Codes that any operation may answer, beside those it names. */
function codesOf(operation: Operation): ErrorCode[] {
  const codes: ErrorCode[] = [...operation.errors, 'invalid-request', 'internal', 'database-unavailable'];
  // Also where no body, or none of JSON, is wanted: whatever is sent is looked at.
  if (operation.method !== 'GET' && operation.method !== 'HEAD') {
    codes.push('malformed-json', 'payload-too-large', 'unsupported-media-type');
  }
  // Also where anybody may ask: a credential that is shown must be a good one.
  codes.push('unauthenticated', 'session-expired');
  if (operation.who !== 'public') codes.push('forbidden');
  if (takesIdempotencyKey(operation)) codes.push('request-in-progress', 'answer-lost', 'idempotency-key-reused');
  return [...new Set(codes)];
}

function responsesOf(operation: Operation): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {};
  const success = operation.response;
  const mediaType = operation.produces ?? 'application/json';
  const binary = z.string().meta({ format: 'binary' });
  responses[`${operation.status}`] = {
    description: operation.status === 204 ? 'Done, nothing to say.' : 'Done.',
    ...(operation.responseHeaders ? { headers: operation.responseHeaders } : {}),
    ...(operation.status === 204
      ? {}
      : {
          content: {
            [mediaType]: { schema: success ?? binary },
            ...Object.fromEntries((operation.alsoProduces ?? []).map((other) => [other, { schema: binary }])),
          },
        }),
  };
  if (operation.id === 'claimWork') responses['204'] = { description: 'No work.' };
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codesOf(operation)) {
    byStatus.set(ERROR_STATUS[code], [...(byStatus.get(ERROR_STATUS[code]) ?? []), code]);
  }
  for (const [status, codes] of [...byStatus].sort(([a], [b]) => a - b)) {
    responses[`${status}` as '400'] = {
      description: codes.sort().join(', '),
      ...headersOf(status),
      content: { [PROBLEM_MEDIA_TYPE]: { schema: problem } },
    };
  }
  return responses;
}

const RETRY_AFTER = z.object({
  'Retry-After': z.int().meta({ description: 'Seconds after which to come again' }),
});
const WWW_AUTHENTICATE = z.object({
  'WWW-Authenticate': z.string().meta({ description: 'RFC 6750', example: 'Bearer realm="shipei"' }),
});

function headersOf(status: number): { headers?: z.ZodObject } {
  if (status === 401) return { headers: WWW_AUTHENTICATE };
  return status === 429 || status === 503 ? { headers: RETRY_AFTER } : {};
}

const idempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(128)
    .optional()
    .meta({ description: 'A repetition of the request gets the first answer' }),
});

/** Writes of people, except those whose answer is a secret that is shown once. */
export function takesIdempotencyKey(operation: Operation): boolean {
  const ofPeople = operation.who === 'signed-in' || typeof operation.who !== 'string';
  return operation.method === 'POST' && ofPeople && operation.secretAnswer !== true;
}

function documentOperation(operation: Operation): ZodOpenApiOperationObject {
  const requestParams: ZodOpenApiParameters = {
    ...(operation.params ? { path: operation.params } : {}),
    ...(operation.query ? { query: operation.query } : {}),
    ...(operation.headers ? { header: operation.headers } : {}),
    ...(takesIdempotencyKey(operation) ? { header: idempotencyHeader } : {}),
  };
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: `Who: ${whoInWords(operation.who)}`,
    tags: [operation.tag],
    // Optional, but looked at: who is signed in may see more.
    ...(operation.who === 'public' ? { security: [{}, { bearer: [] }] } : {}),
    requestParams,
    ...(operation.bodyKind === 'json' && operation.body
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: operation.body },
              ...(operation.takesLines === true
                ? { [LINES_MEDIA_TYPE]: { schema: z.string().meta({ format: 'binary' }) } }
                : {}),
            },
          },
        }
      : {}),
    ...(operation.bodyKind === 'bytes'
      ? {
          requestBody: {
            required: true,
            content: Object.fromEntries(
              ['application/octet-stream', ...(operation.takes ?? [])].map((mediaType) => [
                mediaType,
                { schema: z.string().meta({ format: 'binary' }) },
              ]),
            ),
          },
        }
      : {}),
    responses: responsesOf(operation),
  };
}

/** The OpenAPI 3.1 document of the whole API. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  const paths: NonNullable<ZodOpenApiObject['paths']> = {};
  for (const operation of OPERATIONS) {
    const path = `${API_BASE}${operation.path}`;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: documentOperation(operation) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Shipei 适配',
      version: API_VERSION,
      description:
        'Registry and test-dispatch service of a Xinchuang adaptation cloud. Errors are RFC 9457 problems with a stable `code`. Writes accept `Idempotency-Key`. A method that a path does not have is answered with 405 (`method-not-allowed`) and `Allow`.',
      license: { name: 'MulanPSL-2.0', url: 'http://license.coscl.org.cn/MulanPSL2' },
    },
    security: [{ bearer: [] }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'Session token, API key or agent credential.' },
      },
    },
    paths,
  });
}
