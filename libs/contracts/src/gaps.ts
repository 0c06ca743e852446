import { CELL_STATUSES, GAP_GOALS, POOL_AVAILABILITIES } from '#libs/domain';
import { z } from 'zod';
import { operation } from './operation.js';
import { cpuCoordinate, instant, osCoordinate, releaseCoordinate } from './primitives.js';

/** Platforms that one plan may be asked for. */
export const MAX_GAP_PLATFORMS = 400;

const platform = { os: osCoordinate, cpu: cpuCoordinate };
const status = z.enum(CELL_STATUSES);
const candidate = z.object({ ...platform, availability: z.enum(POOL_AVAILABILITIES), liveHosts: z.number().int() });

export const planTests = operation({
  id: 'planTests',
  method: 'POST',
  path: '/matrix/gaps',
  summary:
    'The fewest direct tests that would cover all of these platforms for a release under the policy in force, by the inference itself; of equally few plans the one that live pools can carry out. As you may see it.',
  tag: 'matrix',
  who: 'public',
  bodyKind: 'json',
  body: z.strictObject({
    release: releaseCoordinate,
    platforms: z.array(z.strictObject(platform)).min(1).max(MAX_GAP_PLATFORMS),
    goal: z.enum(GAP_GOALS).default('inherited').meta({
      description:
        'inherited: certified, inherited, or derived so that a review may make it inherited. expected: derived by rule is enough.',
    }),
    onlyLivePools: z
      .boolean()
      .default(false)
      .meta({ description: 'Only tests that a pool with a live host could carry out now' }),
  }),
  status: 200,
  response: z
    .object({
      release: releaseCoordinate,
      goal: z.enum(GAP_GOALS),
      covered: z
        .array(z.object({ ...platform, status }))
        .meta({ description: 'Platforms that need no test: what they are now' }),
      tests: z.array(
        candidate.extend({
          covers: z.array(
            z.object({
              ...platform,
              before: status,
              becomes: z.enum(['certified', 'inherited', 'expected', 'inheritable']).meta({
                description:
                  'inheritable: by review only. expected: at once, and by review inherited where a rule allows it',
              }),
              rules: z.array(z.string()),
              alone: z.boolean().meta({ description: 'No other test of the plan covers it' }),
            }),
          ),
          alternatives: z
            .array(candidate)
            .meta({ description: 'Other platforms whose test would do instead: the first 5' }),
          reason: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
        }),
      ),
      uncovered: z.array(
        z.object({
          ...platform,
          status,
          code: z.enum(['no-such-platform', 'no-artifact-for-platform', 'no-live-pool']),
          reason: z.object({ zh: z.string(), en: z.string() }),
        }),
      ),
      isFewest: z.boolean().meta({ description: 'Proven: no fewer tests do' }),
      atLeast: z.number().int().meta({ description: 'So many tests at least are needed' }),
      policy: z.string(),
      validAt: instant,
      knownAt: instant,
      revision: z.number().int(),
    })
    .meta({ id: 'GapPlan' }),
  errors: ['unknown-coordinate', 'rate-limited'],
});
