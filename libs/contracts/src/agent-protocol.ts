import { ARTIFACT_ROLES, ATTEMPT_STATES, CASE_KINDS, CASE_VERDICTS } from '#libs/domain';
import { z } from 'zod';
import { operation } from './operation.js';
import { cpuCoordinate, instant, line, osCoordinate, releaseCoordinate, sha256, slug, uuid } from './primitives.js';
import { uploadHeaders } from './artifacts.js';

/**
 * The agent protocol (dispatch.md). Agents dial out; every write of an attempt carries the attempt's secret in the header
 * `Shipei-Attempt-Token` next to the agent's credential, and is refused with `stale-attempt` when the attempt moved on.
 */
export const ATTEMPT_TOKEN_HEADER = 'shipei-attempt-token';

/** First characters of an agent's credential: a leaked secret's kind shows at a glance, and scanners find it. */
export const AGENT_CREDENTIAL_PREFIX = 'sha_';

const timing = z
  .object({
    pollSeconds: z.number(),
    heartbeatSeconds: z.number(),
    leaseSeconds: z.number(),
    confirmSeconds: z.number(),
    graceSeconds: z.number(),
    cancelSeconds: z.number(),
  })
  .meta({ id: 'DispatchTiming' });

const agentPool = z
  .object({
    slug,
    cpu: cpuCoordinate,
    isa: z.string(),
    operatingSystems: z.array(osCoordinate),
    executor: z.enum(['local', 'emulated']),
  })
  .meta({ id: 'AgentPool' });

export const enrolAgent = operation({
  id: 'enrolAgent',
  method: 'POST',
  path: '/agents/enrol',
  summary:
    'Bind a credential that the agent made to a one-time enrolment token. A retry with the same token and credential returns the same agent.',
  tag: 'agent',
  who: 'public',
  bodyKind: 'json',
  body: z.strictObject({
    token: z.string().min(1).max(200),
    name: line(100),
    version: line(50),
    /** SHA-256 of the credential: the agent has it on disk before it asks, so a lost answer costs no token. */
    credentialHash: sha256,
  }),
  status: 201,
  response: z.object({ agentId: uuid, center: slug, pools: z.array(agentPool) }),
  errors: ['unauthenticated', 'enrolment-token-used', 'already-exists', 'rate-limited'],
});

const hostFacts = z.record(z.string().max(64), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]));

export const registerAgent = operation({
  id: 'registerAgent',
  method: 'POST',
  path: '/agents/register',
  summary: 'Report version, hosts with facts, and the attempts still running. An attempt not reported is lost at once.',
  tag: 'agent',
  who: 'agent',
  bodyKind: 'json',
  body: z.strictObject({
    version: line(50),
    hosts: z.array(z.strictObject({ name: slug, pool: slug, facts: hostFacts })).max(200),
    /** Attempts that the agent still works on or whose finished result it still holds. */
    attempts: z.array(z.strictObject({ id: uuid, token: z.string().max(200) })).max(200),
  }),
  status: 200,
  response: z.object({
    agentId: uuid,
    timing,
    pools: z.array(agentPool),
    hosts: z.array(
      z.object({ id: uuid, name: z.string(), pool: slug, state: z.enum(['ready', 'draining', 'quarantined']) }),
    ),
    /** What to do with each reported attempt. */
    attempts: z.array(z.object({ id: uuid, directive: z.enum(['continue', 'cancel', 'stop']) })),
  }),
  errors: [],
});

/** Data of one `directive` event on the agent's directive connection. */
export const directiveEvent = z.object({ attemptId: uuid, directive: z.enum(['cancel', 'drain']) });

export const followDirectives = operation({
  id: 'followDirectives',
  method: 'GET',
  path: '/agents/directives',
  summary:
    'Server-sent events with directives for the running attempts (`directive`), held while anything runs. Its closing makes them suspect at once; the next heartbeat takes them back.',
  tag: 'agent',
  who: 'agent',
  bodyKind: 'none',
  status: 200,
  produces: 'text/event-stream',
  errors: [],
});

/** Concrete steps of a resolved test plan: argv lists, never shell strings. */
const resolvedStep = z.discriminatedUnion('do', [
  z.object({ do: z.literal('unpack'), into: z.string() }),
  z.object({
    do: z.literal('run'),
    argv: z.array(z.string()).min(1),
    stdin: z.string().optional(),
    timeoutSeconds: z.number(),
    expect: z.object({ exitCode: z.number().int(), stdout: z.string().optional() }),
  }),
  z.object({
    do: z.literal('start'),
    process: z.string(),
    argv: z.array(z.string()).min(1),
    readyOn: z.string().optional(),
    timeoutSeconds: z.number(),
  }),
  z.object({
    do: z.literal('kill'),
    process: z.string(),
    signal: z.enum(['SIGKILL', 'SIGTERM']),
    timeoutSeconds: z.number(),
  }),
  z.object({ do: z.literal('remove'), path: z.string() }),
  z.object({ do: z.literal('no-processes') }),
]);

const resolvedCase = z.object({
  id: z.string(),
  kind: z.enum(CASE_KINDS),
  name: z.string(),
  nameEn: z.string(),
  required: z.boolean(),
  steps: z.array(resolvedStep),
});

/** Everything an agent needs for one attempt. */
export const assignment = z
  .object({
    attempt: z.object({ id: uuid, number: z.number().int(), leaseEndsAt: instant }),
    hostId: uuid,
    job: z.object({ id: uuid, release: releaseCoordinate, os: osCoordinate, cpu: cpuCoordinate, isa: z.string() }),
    plan: z.object({
      slug,
      version: z.number().int(),
      network: z.boolean(),
      limits: z.object({
        wallSeconds: z.number(),
        scratchBytes: z.number(),
        outputBytes: z.number(),
        processes: z.number(),
        memoryBytes: z.number(),
      }),
      cases: z.array(resolvedCase),
    }),
    artifacts: z.array(
      z.object({
        sha256,
        size: z.number().int(),
        /** Path inside the build, with `/`. */
        fileName: z.string(),
        /** Servers before builds had roles sent packages only. */
        role: z.enum(ARTIFACT_ROLES).default('package'),
      }),
    ),
    executor: z.enum(['local', 'emulated']),
  })
  .meta({ id: 'Assignment' });
export type Assignment = z.infer<typeof assignment>;

export const claimWork = operation({
  id: 'claimWork',
  method: 'POST',
  path: '/agents/claims',
  summary:
    'Long-poll for work for the named free hosts. 204 when there is none. A retry with the same claim id returns the same attempt.',
  tag: 'agent',
  who: 'agent',
  query: z.strictObject({ wait: z.coerce.number().min(0).max(60).default(25) }),
  bodyKind: 'json',
  body: z.strictObject({
    claimId: uuid,
    /** Hosts that are free to take work. */
    hosts: z.array(uuid).min(1).max(200),
    /** SHA-256 of the attempt secret that the agent made for this claim. */
    tokenHash: sha256,
  }),
  status: 200,
  /** The API answers 204 without a body when there is no work. */
  response: assignment.nullable(),
  errors: ['stale-attempt'],
});

const attemptParams = z.strictObject({ id: uuid });
const directive = z.enum(['continue', 'cancel', 'drain']);

export const heartbeat = operation({
  id: 'heartbeat',
  method: 'POST',
  path: '/attempts/{id}/heartbeat',
  summary: 'Renew the lease. The answer carries what to do.',
  tag: 'agent',
  who: 'attempt',
  params: attemptParams,
  bodyKind: 'json',
  body: z.strictObject({ case: z.string().max(64).optional() }).default({}),
  status: 200,
  response: z.object({ directive, leaseEndsAt: instant, state: z.enum(ATTEMPT_STATES) }),
  errors: ['stale-attempt', 'not-found'],
});

export const appendAttemptLog = operation({
  id: 'appendAttemptLog',
  method: 'POST',
  path: '/attempts/{id}/log',
  summary: 'Append sequenced log chunks. Resending a sequence number is harmless.',
  tag: 'agent',
  who: 'attempt',
  params: attemptParams,
  bodyKind: 'json',
  body: z.strictObject({
    chunks: z
      .array(
        z.strictObject({
          seq: z.number().int().min(0).max(10_000_000),
          at: instant,
          stream: z.enum(['stdout', 'stderr', 'agent']),
          text: z.string().max(65_536),
        }),
      )
      .min(1)
      .max(200),
  }),
  status: 200,
  response: z.object({ nextSeq: z.number().int() }),
  errors: ['stale-attempt', 'not-found', 'payload-too-large'],
});

export const putEvidence = operation({
  id: 'putEvidence',
  method: 'PUT',
  path: '/attempts/{id}/evidence/{name}',
  summary: 'Upload a piece of evidence of declared digest; refused when the bytes differ. Resumable like artifacts.',
  tag: 'agent',
  who: 'attempt',
  params: z.strictObject({
    id: uuid,
    name: z
      .string()
      .max(128)
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  }),
  query: z.strictObject({ sha256, mediaType: z.string().max(100).default('application/octet-stream') }),
  headers: uploadHeaders,
  bodyKind: 'bytes',
  status: 201,
  response: z.object({ name: z.string(), size: z.number().int(), sha256 }),
  errors: [
    'stale-attempt',
    'not-found',
    'digest-mismatch',
    'payload-too-large',
    'upload-truncated',
    'upload-offset-mismatch',
    'already-exists',
  ],
});

export const getAttemptArtifact = operation({
  id: 'getAttemptArtifact',
  method: 'GET',
  path: '/attempts/{id}/artifacts/{sha256}',
  summary: 'Download an artifact of the attempt. The agent checks size and digest before using it.',
  tag: 'agent',
  who: 'attempt',
  params: z.strictObject({ id: uuid, sha256 }),
  bodyKind: 'none',
  status: 200,
  produces: 'application/octet-stream',
  errors: ['stale-attempt', 'not-found'],
});

export const completeAttempt = operation({
  id: 'completeAttempt',
  method: 'POST',
  path: '/attempts/{id}/complete',
  summary:
    'Deliver the results of every test case, and the measured facts. The verdict follows from the plan, not from the agent.',
  tag: 'agent',
  who: 'attempt',
  params: attemptParams,
  bodyKind: 'json',
  body: z.strictObject({
    results: z
      .array(
        z.strictObject({
          caseId: z.string().max(64),
          verdict: z.enum(CASE_VERDICTS),
          durationMs: z.number().int().min(0),
          message: z.string().max(4000).optional(),
        }),
      )
      .max(500),
    /** Names of the evidence that must have arrived. */
    evidence: z.array(z.string().max(128)).max(200),
    /** Facts measured when the attempt ran: OS build, kernel, emulator and its version. */
    hostFacts,
    isolation: z.string().max(64),
    /** The agent stopped because it was told to, or could not work at all. */
    ended: z.enum(['finished', 'cancelled', 'infra-error']).default('finished'),
    message: z.string().max(4000).optional(),
  }),
  status: 200,
  response: z.object({ state: z.enum(ATTEMPT_STATES), outcome: z.string() }),
  errors: ['stale-attempt', 'not-found', 'evidence-missing'],
});
