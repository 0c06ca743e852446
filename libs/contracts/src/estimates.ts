import { PACE_BASES } from '#libs/domain';
import { z } from 'zod';
import { operation } from './operation.js';
import { currency, priceState } from './prices.js';
import { cpuCoordinate, instant, osCoordinate, releaseCoordinate, slug, uuid } from './primitives.js';
import { problem } from './problem.js';
import { clonedRequest, instantRange, newRequest, waitingReason } from './requests.js';

/** Pools of one target that an estimate describes. */
export const MAX_ESTIMATED_POOLS = 10;

const range = z.object({ least: z.number().int(), most: z.number().int() }).meta({ id: 'Range' });

const pace = z
  .object({
    basis: z.enum(PACE_BASES).meta({
      description:
        'pool: measured there. similar-pools: measured in pools with the same CPU model and executor. plan-limits: never measured; from nothing to the time limit of the plan.',
    }),
    samples: z.number().int().meta({ description: 'Attempts that were measured' }),
  })
  .meta({ id: 'PaceBasis' });

const poolEstimate = z
  .object({
    center: slug,
    pool: slug,
    emulated: z.boolean(),
    hosts: z.number().int(),
    liveHosts: z.number().int(),
    freeHosts: z.number().int(),
    waitingBefore: z
      .number()
      .int()
      .meta({ description: 'Jobs that would wait before it, those of this request that would go there among them' }),
    waiting: waitingReason.omit({ since: true }).meta({ id: 'ExpectedWait' }),
    expectedStart: instantRange.nullable().meta({ description: 'Null where no live host is there to start it' }),
    expectedEnd: instantRange.nullable(),
    /** What the jobs before it take, by attempts of any plan. */
    waitBasis: pace,
    hostSeconds: range.meta({ description: 'One attempt of this plan' }),
    hostSecondsBasis: pace,
    price: z
      .object({ state: priceState, fenPerHostHour: z.number().int().nullable(), since: instant.nullable() })
      .meta({ description: 'In force when the job would start at the earliest' }),
    cost: range.nullable().meta({ description: 'Fen. Null where nothing is said of the price' }),
  })
  .meta({ id: 'PoolEstimate' });

const estimate = z
  .object({
    accepted: z.boolean().meta({ description: 'Whether it would be accepted: all targets or none' }),
    release: releaseCoordinate,
    testPlan: slug,
    testPlanVersion: z.number().int(),
    targets: z.array(
      z.object({
        os: osCoordinate,
        cpu: cpuCoordinate,
        accepted: z.boolean(),
        refusal: problem.nullable().meta({ description: 'As submission would answer' }),
        servedBy: z.number().int().meta({ description: 'Pools that could serve it' }),
        pools: z
          .array(poolEstimate)
          .meta({ description: `The first ${MAX_ESTIMATED_POOLS}; the job would go to the first` }),
      }),
    ),
    /** Of the targets that would be accepted, each in the first of its pools. */
    total: z.object({
      jobs: z.number().int(),
      expectedStart: instantRange.nullable().meta({ description: 'Of the first job' }),
      expectedEnd: instantRange.nullable().meta({ description: 'Of the last job whose end can be told' }),
      unscheduled: z.number().int().meta({ description: 'Jobs whose start nobody can tell' }),
      hostSeconds: range,
      cost: range.meta({ description: 'Fen, of the jobs whose price is known' }),
      currency,
      pricedJobs: z.number().int(),
      freeJobs: z.number().int(),
      unpricedJobs: z.number().int().meta({ description: 'Not in the sum: without a pool, or nothing is said' }),
    }),
    estimatedAt: instant,
  })
  .meta({ id: 'RequestEstimate' });

const errors = ['unknown-coordinate', 'withdrawn-from-offer', 'invalid-plan-parameters', 'not-found'] as const;

export const estimateAdaptationRequest = operation({
  id: 'estimateAdaptationRequest',
  method: 'POST',
  path: '/adaptation-requests/estimate',
  summary:
    'What a request would meet, before it is submitted: which targets would be refused and why, the pools that would serve the others, expected start and end, host time and cost, as ranges and as things stand. Stores nothing.',
  tag: 'requests',
  who: ['vendor'],
  bodyKind: 'json',
  body: newRequest,
  status: 200,
  response: estimate,
  errors,
});

export const estimateClone = operation({
  id: 'estimateClone',
  method: 'POST',
  path: '/adaptation-requests/{id}/clone/estimate',
  summary: 'The same for a request that is asked again.',
  tag: 'requests',
  who: ['vendor'],
  params: z.strictObject({ id: uuid }),
  bodyKind: 'json',
  body: clonedRequest,
  status: 200,
  response: estimate,
  errors,
});
