import { CELL_STATUSES } from '#libs/domain';
import { z } from 'zod';
import { pathStep } from './certification.js';
import { operation } from './operation.js';
import {
  cpuCoordinate,
  day,
  instant,
  line,
  osCoordinate,
  page,
  pageQuery,
  paragraph,
  provenance,
  releaseCoordinate,
  uuid,
} from './primitives.js';

const version = z
  .string()
  .regex(/^[0-9]{4}\.[0-9]{1,4}$/)
  .meta({ description: 'year and count within it', example: '2026.2' });

const word = z.string().max(64);
/** Which rules and parameters there are, and their values, the registry says: it refuses what the rules would not follow. */
const parameter = z.union([
  z.boolean(),
  z.number(),
  z.null(),
  word,
  z.array(word).max(32),
  z.record(word, z.union([word, z.number()])),
]);
const rules = z.record(z.string().max(16), z.record(word, parameter));

const policy = z
  .object({
    version,
    name: z.string(),
    nameEn: z.string(),
    note: z.string().optional(),
    effectiveFrom: instant,
    provenance,
    rules,
    inForce: z.boolean(),
    /** Revisions of the matrix from which on it was in force, until the activation of another. */
    activations: z.array(
      z.object({
        revision: z.number().int(),
        activatedAt: instant,
        /** The comparison that the second person had seen. */
        diff: z
          .object({ id: uuid, against: version, revision: z.number().int(), changed: z.number().int() })
          .nullable(),
      }),
    ),
    /** When a first person asked for its activation, where a second one has still to confirm. */
    activationRequestedAt: instant.nullable(),
    storedAt: instant,
  })
  .meta({ id: 'InferencePolicy' });

const params = z.strictObject({ version });

export const createPolicy = operation({
  id: 'createPolicy',
  method: 'POST',
  path: '/policies',
  summary: 'Store a version of the inference policy. It changes no answer until two people activate it.',
  tag: 'matrix',
  who: ['operator'],
  bodyKind: 'json',
  body: z.strictObject({
    version,
    name: line(200),
    nameEn: line(200),
    note: paragraph(4000).optional(),
    effectiveFrom: instant,
    provenance: z.strictObject({ source: line(500), date: day, confidence: provenance.shape.confidence }),
    rules,
  }),
  status: 201,
  response: policy,
  errors: ['already-exists'],
});

export const listPolicies = operation({
  id: 'listPolicies',
  method: 'GET',
  path: '/policies',
  summary: 'Versions of the inference policy, with when each was in force.',
  tag: 'matrix',
  who: 'public',
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(policy),
  errors: [],
});

export const getPolicy = operation({
  id: 'getPolicy',
  method: 'GET',
  path: '/policies/{version}',
  summary: 'One version of the inference policy.',
  tag: 'matrix',
  who: 'public',
  params,
  bodyKind: 'none',
  status: 200,
  response: policy,
  errors: ['not-found'],
});

const answerKind = z.object({
  status: z.enum(CELL_STATUSES),
  rules: z.array(z.string()).meta({ description: 'Of the path; of unknown, the rule that refused the nearest source' }),
  reason: z.string().nullable(),
});

const drafted = z.object({
  status: z.enum(CELL_STATUSES),
  certificate: z.string().nullable(),
  findings: z.array(z.string()),
  path: z.array(pathStep),
  validUntil: instant.nullable(),
  endsBecause: z.string().nullable(),
  reason: z.string().nullable(),
});

export const diffPolicy = operation({
  id: 'diffPolicy',
  method: 'GET',
  path: '/policies/{version}/diff',
  summary:
    'What a policy would change: every cell whose answer for the public at present would be another one, counted by kinds of answers. The first cells in full; accept application/x-ndjson to stream all of them, with the summary as the last line. Whoever activates the policy as the second person has to have seen it to its end.',
  tag: 'matrix',
  who: ['operator', 'certifier'],
  params,
  query: z.strictObject({
    limit: z.coerce.number().int().min(0).max(1000).default(50),
    changes: z
      .enum(['all', 'status'])
      .default('all')
      .meta({ description: 'Cells that are told in full: all changed ones, or those with another status' }),
  }),
  bodyKind: 'none',
  status: 200,
  response: z
    .object({
      id: uuid,
      policy: version,
      against: version.meta({ description: 'the policy in force' }),
      audience: z.literal('public'),
      revision: z.number().int(),
      endRevision: z
        .number()
        .int()
        .meta({ description: 'later than revision where findings came meanwhile; they count on both sides' }),
      compared: z.number().int(),
      changed: z.number().int(),
      statusChanged: z.number().int(),
      counts: z.array(z.object({ from: answerKind, to: answerKind, cells: z.number().int() })),
      items: z.array(
        z.object({ release: releaseCoordinate, os: osCoordinate, cpu: cpuCoordinate, from: drafted, to: drafted }),
      ),
    })
    .meta({ id: 'PolicyDiff' }),
  alsoProduces: ['application/x-ndjson'],
  errors: ['not-found', 'illegal-transition', 'matrix-loading', 'rate-limited'],
});

export const activatePolicy = operation({
  id: 'activatePolicy',
  method: 'POST',
  path: '/policies/{version}/activation',
  summary: 'Ask for a policy to be put in force; the call of a second person, who has seen its diff, puts it in force.',
  tag: 'matrix',
  who: ['operator', 'certifier'],
  params,
  bodyKind: 'none',
  status: 200,
  response: policy,
  errors: ['not-found', 'illegal-transition', 'conflict-of-interest'],
});
