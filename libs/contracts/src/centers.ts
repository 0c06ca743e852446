import { z } from 'zod';
import { operation } from './operation.js';
import { cpuCoordinate, instant, line, osCoordinate, page, pageQuery, slug, uuid } from './primitives.js';

export const HOST_STATES = ['ready', 'draining', 'quarantined'] as const;

const center = z
  .object({
    code: slug,
    name: z.string(),
    nameEn: z.string().nullable(),
    organization: slug,
    region: z.string(),
    schemes: z.array(z.string()),
  })
  .meta({ id: 'Center' });

const pool = z
  .object({
    center: slug,
    slug,
    cpu: cpuCoordinate,
    operatingSystems: z.array(osCoordinate),
    executor: z.enum(['local', 'emulated']),
    features: z.array(z.string()),
    hosts: z.number().int(),
    liveHosts: z.number().int(),
    queued: z.number().int(),
    running: z.number().int(),
  })
  .meta({ id: 'Pool' });

const host = z
  .object({
    id: uuid,
    center: slug,
    pool: slug,
    name: z.string(),
    state: z.enum(HOST_STATES),
    live: z.boolean(),
    busy: z.boolean(),
    tainted: z.boolean(),
    agentVersion: z.string(),
    lastSeenAt: instant.nullable(),
    facts: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Host' });

const centerParams = z.strictObject({ code: slug });

export const createCenter = operation({
  id: 'createCenter',
  method: 'POST',
  path: '/centers',
  summary: 'Register a sub-center. Region is a GB/T 2260 code; schemes are what it is accredited for.',
  tag: 'centers',
  who: ['operator'],
  bodyKind: 'json',
  body: z.strictObject({
    code: slug,
    name: line(200),
    nameEn: line(200).optional(),
    organization: slug,
    region: z.string().regex(/^[0-9]{6}$/),
    schemes: z.array(slug).max(20).default([]),
  }),
  status: 201,
  response: center,
  errors: ['not-found', 'already-exists'],
});

export const listCenters = operation({
  id: 'listCenters',
  method: 'GET',
  path: '/centers',
  summary: 'Sub-centers, by code.',
  tag: 'centers',
  who: 'public',
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(center),
  errors: [],
});

export const createPool = operation({
  id: 'createPool',
  method: 'POST',
  path: '/centers/{code}/pools',
  summary: 'Register a pool of interchangeable hosts in a center of your organization. A pool is a queue.',
  tag: 'centers',
  who: ['center-operator'],
  params: centerParams,
  bodyKind: 'json',
  body: z.strictObject({
    slug,
    cpu: cpuCoordinate,
    operatingSystems: z.array(osCoordinate).min(1).max(50),
    executor: z.enum(['local', 'emulated']).default('local'),
    features: z.array(slug).max(50).default([]),
  }),
  status: 201,
  response: pool,
  errors: ['not-found', 'unknown-coordinate', 'already-exists'],
});

export const listPools = operation({
  id: 'listPools',
  method: 'GET',
  path: '/centers/{code}/pools',
  summary: 'Pools of a center of your organization, by slug.',
  tag: 'centers',
  who: ['center-operator'],
  params: centerParams,
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(pool),
  errors: ['not-found'],
});

export const createEnrolmentToken = operation({
  id: 'createEnrolmentToken',
  method: 'POST',
  path: '/centers/{code}/enrolment-tokens',
  summary: 'Make a one-time token that an agent exchanges for a credential bound to these pools. Shown once.',
  tag: 'centers',
  who: ['center-operator'],
  params: centerParams,
  bodyKind: 'json',
  body: z.strictObject({
    pools: z.array(slug).min(1).max(100),
    /** Seconds; at most a week. */
    validFor: z.number().int().min(60).max(604_800).default(3600),
  }),
  status: 201,
  secretAnswer: true,
  response: z.object({ token: z.string(), expiresAt: instant }),
  errors: ['not-found'],
});

const agentSummary = z
  .object({
    id: uuid,
    center: slug,
    name: z.string(),
    version: z.string().nullable(),
    pools: z.array(slug),
    enrolledAt: instant,
    lastSeenAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'AgentSummary' });

export const listAgents = operation({
  id: 'listAgents',
  method: 'GET',
  path: '/centers/{code}/agents',
  summary: 'Agents of a center of your organization, in the order of their enrolment.',
  tag: 'centers',
  who: ['center-operator'],
  params: centerParams,
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(agentSummary),
  errors: ['not-found'],
});

export const revokeAgent = operation({
  id: 'revokeAgent',
  method: 'POST',
  path: '/centers/{code}/agents/{id}/revoke',
  summary: 'Revoke an agent credential. Its running attempts are lost and their jobs go elsewhere.',
  tag: 'centers',
  who: ['center-operator'],
  params: z.strictObject({ code: slug, id: uuid }),
  bodyKind: 'none',
  status: 200,
  response: agentSummary,
  errors: ['not-found'],
});

export const listHosts = operation({
  id: 'listHosts',
  method: 'GET',
  path: '/centers/{code}/hosts',
  summary: 'Hosts of a center of your organization, by pool and name.',
  tag: 'centers',
  who: ['center-operator'],
  params: centerParams,
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(host),
  errors: ['not-found'],
});

export const updateHost = operation({
  id: 'updateHost',
  method: 'PATCH',
  path: '/hosts/{id}',
  summary: 'Drain a host (finish, then take nothing), quarantine it, or release it.',
  tag: 'centers',
  who: ['center-operator'],
  params: z.strictObject({ id: uuid }),
  bodyKind: 'json',
  body: z.strictObject({ state: z.enum(HOST_STATES), reason: line(500).optional() }),
  status: 200,
  response: host,
  errors: ['not-found'],
});
