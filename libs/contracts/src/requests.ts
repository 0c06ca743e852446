import { ATTEMPT_OUTCOMES, ATTEMPT_STATES, CASE_KINDS, CASE_VERDICTS, JOB_STATES, REQUEST_STATES } from '#libs/domain';
import { z } from 'zod';
import { operation } from './operation.js';
import {
  cpuCoordinate,
  instant,
  line,
  osCoordinate,
  page,
  pageQuery,
  releaseCoordinate,
  sha256,
  slug,
  uuid,
  version,
} from './primitives.js';

const parameterValue = z.union([z.string().max(4096), z.array(z.string().max(4096)).max(64)]);
const priority = z.enum(['national', 'normal', 'background']);

/** Why a queued job is not running, since when, and what would change it. */
export const waitingReason = z
  .object({
    code: z.enum(['starting', 'pool-offline', 'no-host-yet', 'hosts-busy', 'vendor-cap', 'plan-approval', 'no-pool']),
    since: instant,
    /** Chinese, then English. */
    text: z.string(),
    textEn: z.string(),
  })
  .meta({ id: 'WaitingReason' });

/** Both ends included. */
export const instantRange = z.object({ earliest: instant, latest: instant });

const caseResult = z
  .object({
    caseId: z.string(),
    kind: z.enum(CASE_KINDS),
    name: z.string(),
    nameEn: z.string(),
    required: z.boolean(),
    verdict: z.enum(CASE_VERDICTS),
    durationMs: z.number().int(),
    message: z.string().nullable(),
  })
  .meta({ id: 'CaseResult' });

const evidence = z
  .object({ name: z.string(), size: z.number().int(), sha256, sm3: z.string(), mediaType: z.string() })
  .meta({ id: 'Evidence' });

const attempt = z
  .object({
    id: uuid,
    number: z.number().int(),
    state: z.enum(ATTEMPT_STATES),
    outcome: z.enum(ATTEMPT_OUTCOMES).nullable(),
    emulated: z.boolean(),
    host: z.string(),
    hostFacts: z.record(z.string(), z.unknown()),
    isolation: z.string().nullable(),
    /** Test case at work, as of the last heartbeat. */
    currentCase: z.string().nullable(),
    startedAt: instant,
    endedAt: instant.nullable(),
    results: z.array(caseResult),
    evidence: z.array(evidence),
  })
  .meta({ id: 'Attempt' });

export const job = z
  .object({
    id: uuid,
    requestId: uuid,
    release: releaseCoordinate,
    os: osCoordinate,
    cpu: cpuCoordinate,
    testPlan: z.string(),
    scheme: z.string(),
    state: z.enum(JOB_STATES),
    priority,
    center: slug.nullable(),
    pool: slug.nullable(),
    emulated: z.boolean(),
    waiting: waitingReason.nullable(),
    /** Exact place in the pool's order, 1 = next. Null unless queued. */
    position: z.number().int().nullable(),
    /** Expected start as a range, null where nothing is measured yet or nobody serves the pool. */
    expectedStart: instantRange.nullable(),
    /** Why it ended as it did, in the words of the person or rule that decided. */
    reason: z.string().nullable(),
    certificate: z.string().nullable(),
    attempts: z.array(attempt),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof job>;

const jobSummary = job.omit({ attempts: true }).meta({ id: 'JobSummary' });

const adaptationRequest = z
  .object({
    id: uuid,
    release: releaseCoordinate,
    /** Label of the build that is tested. */
    build: z.string(),
    testPlan: z.string(),
    scheme: z.string(),
    priority,
    state: z.enum(REQUEST_STATES),
    vendor: slug,
    createdAt: instant,
    jobs: z.array(jobSummary),
  })
  .meta({ id: 'AdaptationRequest' });

/** What is asked for, and what is estimated. */
export const newRequest = z.strictObject({
  release: releaseCoordinate,
  /** Which of its builds; the newest where none is named. */
  build: version.optional(),
  targets: z
    .array(z.strictObject({ os: osCoordinate, cpu: cpuCoordinate }))
    .min(1)
    .max(200),
  testPlan: slug,
  scheme: slug.default('development'),
  parameters: z.record(z.string().max(64), parameterValue).default({}),
  priority: priority.default('normal'),
  /** Accept targets that no pool serves: they wait for one. */
  waitForPool: z.boolean().default(false),
  /** Accept emulated pools: quick evidence that never certifies. */
  allowEmulated: z.boolean().default(true),
});

export const createAdaptationRequest = operation({
  id: 'createAdaptationRequest',
  method: 'POST',
  path: '/adaptation-requests',
  summary:
    'Ask for one release to be tested on N platforms: one job per target. All targets are accepted or none. A draft stays a draft until a certificate is issued for it, which publishes it and its product.',
  tag: 'requests',
  who: ['vendor'],
  bodyKind: 'json',
  body: newRequest,
  status: 201,
  response: adaptationRequest,
  errors: [
    'unknown-coordinate',
    'no-pool-serves',
    'no-artifact-for-platform',
    'withdrawn-from-offer',
    'invalid-plan-parameters',
    'not-found',
  ],
});

/** What is to be another than in the request that is asked again. */
export const clonedRequest = z
  .strictObject({
    release: releaseCoordinate.optional(),
    /** Build of that release, or of the same one; the newest where none is named. */
    build: version.optional(),
    os: osCoordinate.optional(),
    priority: priority.optional(),
  })
  .refine(({ release, build, os }) => [release, build, os].some((other) => other !== undefined), {
    path: ['release'],
    message: 'name another release, build or OS release',
  });

export const cloneAdaptationRequest = operation({
  id: 'cloneAdaptationRequest',
  method: 'POST',
  path: '/adaptation-requests/{id}/clone',
  summary:
    'Ask again what a request asked, for another release of your own, for another build, or on another release of an operating system: then only its targets on that system are asked again, each CPU once. The rest stays as it was; of the test plan the version in force counts.',
  tag: 'requests',
  who: ['vendor'],
  params: z.strictObject({ id: uuid }),
  bodyKind: 'json',
  body: clonedRequest,
  status: 201,
  response: adaptationRequest,
  errors: [
    'unknown-coordinate',
    'no-pool-serves',
    'no-artifact-for-platform',
    'withdrawn-from-offer',
    'invalid-plan-parameters',
    'not-found',
  ],
});

export const listAdaptationRequests = operation({
  id: 'listAdaptationRequests',
  method: 'GET',
  path: '/adaptation-requests',
  summary: 'Requests of your organization, newest first.',
  tag: 'requests',
  who: ['vendor'],
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(adaptationRequest.omit({ jobs: true })),
  errors: [],
});

export const getAdaptationRequest = operation({
  id: 'getAdaptationRequest',
  method: 'GET',
  path: '/adaptation-requests/{id}',
  summary: 'One request of your organization with its jobs.',
  tag: 'requests',
  who: ['vendor'],
  params: z.strictObject({ id: uuid }),
  bodyKind: 'none',
  status: 200,
  response: adaptationRequest,
  errors: ['not-found'],
});

const jobParams = z.strictObject({ id: uuid });

export const listJobs = operation({
  id: 'listJobs',
  method: 'GET',
  path: '/jobs',
  summary: 'Jobs of your organization (vendor) or of your center (center operator), newest first.',
  tag: 'requests',
  who: ['vendor', 'center-operator'],
  query: z.strictObject({ ...pageQuery, state: z.enum(JOB_STATES).optional() }),
  bodyKind: 'none',
  status: 200,
  response: page(jobSummary),
  errors: [],
});

export const getJob = operation({
  id: 'getJob',
  method: 'GET',
  path: '/jobs/{id}',
  summary: 'One job: state, why it waits, place in the order, attempts with results and evidence.',
  tag: 'requests',
  who: ['vendor', 'center-operator', 'reviewer', 'certifier'],
  params: jobParams,
  bodyKind: 'none',
  status: 200,
  response: job,
  errors: ['not-found'],
});

export const getJobLog = operation({
  id: 'getJobLog',
  method: 'GET',
  path: '/jobs/{id}/log',
  summary: 'Log of the newest attempt as server-sent events (`log`, then `end`). `Last-Event-ID` resumes.',
  tag: 'requests',
  who: ['vendor', 'center-operator', 'reviewer', 'certifier'],
  params: jobParams,
  query: z.strictObject({ follow: z.enum(['true', 'false']).default('true') }),
  headers: z.object({
    'last-event-id': z.string().optional().meta({ description: 'Id of the last `log` event that was read' }),
  }),
  bodyKind: 'none',
  status: 200,
  produces: 'text/event-stream',
  errors: ['not-found', 'rate-limited'],
});

export const cancelJob = operation({
  id: 'cancelJob',
  method: 'POST',
  path: '/jobs/{id}/cancel',
  summary: 'Cancel a job. A running one ends when its agent has stopped the work.',
  tag: 'requests',
  who: ['vendor', 'center-operator'],
  params: jobParams,
  bodyKind: 'json',
  body: z.strictObject({ reason: line(500).optional() }).default({}),
  status: 202,
  response: job,
  errors: ['not-found', 'illegal-transition'],
});

export const getEvidence = operation({
  id: 'getEvidence',
  method: 'GET',
  path: '/jobs/{id}/attempts/{number}/evidence/{name}',
  summary: 'Bytes of one piece of evidence, for the parties.',
  tag: 'requests',
  who: ['vendor', 'center-operator', 'reviewer', 'certifier'],
  params: z.strictObject({ id: uuid, number: z.coerce.number().int().min(1), name: z.string().max(128) }),
  bodyKind: 'none',
  status: 200,
  produces: 'application/octet-stream',
  errors: ['not-found'],
});
