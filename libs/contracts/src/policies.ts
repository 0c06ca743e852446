import { z } from 'zod';
import { operation } from './operation.js';
import { day, instant, line, page, pageQuery, paragraph, provenance } from './primitives.js';

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
    activations: z.array(z.object({ revision: z.number().int(), activatedAt: instant })),
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

export const activatePolicy = operation({
  id: 'activatePolicy',
  method: 'POST',
  path: '/policies/{version}/activation',
  summary: 'Ask for a policy to be put in force; a second person’s call puts it in force.',
  tag: 'matrix',
  who: ['operator', 'certifier'],
  params,
  bodyKind: 'none',
  status: 200,
  response: policy,
  errors: ['not-found', 'illegal-transition', 'conflict-of-interest'],
});
