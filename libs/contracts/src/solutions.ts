import { CELL_STATUSES } from '#libs/domain';
import { z } from 'zod';
import { checkCell } from './certification.js';
import { operation } from './operation.js';
import {
  cpuCoordinate,
  instant,
  line,
  osCoordinate,
  page,
  pageQuery,
  paragraph,
  releaseCoordinate,
  slug,
  uuid,
} from './primitives.js';

/** Releases that one solution, or one question about releases, may have. */
export const MAX_SOLUTION_RELEASES = 20;
/** Pairs of releases that one solution, or one question, may name. */
export const MAX_SOLUTION_EDGES = 40;
/** OS releases, and CPUs, that a question may be narrowed down to. */
const MAX_PLATFORM_PARTS = 50;
/** Platforms that one answer lists. */
export const MAX_LISTED_PLATFORMS = 400;

const status = z.enum(CELL_STATUSES);
const params = z.strictObject({ organization: slug, solution: slug });

const solution = z
  .object({
    id: uuid,
    organization: slug,
    solution: slug,
    name: z.string(),
    nameEn: z.string().nullable(),
    description: z.string().nullable(),
    published: z.boolean(),
    releases: z.array(z.object({ release: releaseCoordinate, required: z.boolean() })),
    edges: z.array(z.object({ release: releaseCoordinate, with: releaseCoordinate, required: z.boolean() })),
    createdAt: instant,
  })
  .meta({ id: 'Solution' });

export const createSolution = operation({
  id: 'createSolution',
  method: 'POST',
  path: '/solutions',
  summary:
    'Register a solution of your own organization: releases that are used together, each an edge to the platform, and pairs of them that have to work with each other. What is required decides the status of the whole. It is a draft until published, and what it is made of is never changed.',
  tag: 'solutions',
  who: ['vendor'],
  bodyKind: 'json',
  body: z.strictObject({
    slug,
    name: line(200),
    nameEn: line(200).optional(),
    description: paragraph(4000).optional(),
    releases: z
      .array(z.strictObject({ release: releaseCoordinate, required: z.boolean().default(true) }))
      .min(2)
      .max(MAX_SOLUTION_RELEASES),
    edges: z
      .array(
        z.strictObject({ release: releaseCoordinate, with: releaseCoordinate, required: z.boolean().default(true) }),
      )
      .max(MAX_SOLUTION_EDGES)
      .default([]),
    published: z.boolean().default(false),
  }),
  status: 201,
  response: solution,
  errors: ['already-exists', 'unknown-coordinate', 'illegal-transition'],
});

export const listSolutions = operation({
  id: 'listSolutions',
  method: 'GET',
  path: '/solutions',
  summary: 'Published solutions, and your own drafts when signed in.',
  tag: 'solutions',
  who: 'public',
  query: z.strictObject({
    ...pageQuery,
    q: line(200).optional(),
    organization: slug.optional(),
    release: releaseCoordinate.optional(),
  }),
  bodyKind: 'none',
  status: 200,
  response: page(solution),
  errors: ['unknown-coordinate'],
});

export const getSolution = operation({
  id: 'getSolution',
  method: 'GET',
  path: '/solutions/{organization}/{solution}',
  summary: 'One solution: its releases and edges.',
  tag: 'solutions',
  who: 'public',
  params,
  bodyKind: 'none',
  status: 200,
  response: solution,
  errors: ['not-found'],
});

export const publishSolution = operation({
  id: 'publishSolution',
  method: 'POST',
  path: '/solutions/{organization}/{solution}/publish',
  summary: 'Show a draft solution to everyone. Its releases have to be published before.',
  tag: 'solutions',
  who: ['vendor'],
  params,
  bodyKind: 'none',
  status: 200,
  response: solution,
  errors: ['not-found', 'illegal-transition'],
});

/** What is known of several releases together on one platform (R13). */
const composed = {
  os: osCoordinate,
  cpu: cpuCoordinate,
  status,
  composed: z.boolean().meta({ description: 'Composed of its edges; false where the whole was tested' }),
  weakest: z
    .array(z.string())
    .meta({ description: 'Names of the required edges that make it no better; of unknown the missing ones' }),
  scheme: z.string().nullable(),
  validUntil: instant.nullable(),
  endsBecause: z.string().nullable(),
  endsWith: z.string().nullable().meta({ description: 'Name of the edge that ends first' }),
};

const edgeName = z.string().meta({
  description: 'The release, or both: `a/b@1 + c/d@2`',
  example: 'dameng/dm8@8.1.3 + tongtech/tongweb@7.0',
});

export const checkSolution = operation({
  id: 'checkSolution',
  method: 'GET',
  path: '/solutions/{organization}/{solution}/check',
  summary: 'Does the solution work there? One platform, explained edge by edge, as you may see it.',
  tag: 'solutions',
  who: 'public',
  params,
  query: z.strictObject({
    os: osCoordinate,
    cpu: cpuCoordinate,
    validAt: instant.optional(),
    knownAt: instant.optional(),
  }),
  bodyKind: 'none',
  status: 200,
  response: z
    .object({
      organization: slug,
      solution: slug,
      ...composed,
      edges: z.array(z.object({ name: edgeName, required: z.boolean(), answer: checkCell.response })),
      policy: z.string(),
      validAt: instant,
      knownAt: instant,
      revision: z.number().int(),
      explanation: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
    })
    .meta({ id: 'SolutionAnswer' }),
  errors: ['not-found', 'unknown-coordinate'],
});

const edgeStatus = z.object({ name: edgeName, required: z.boolean(), status });
const composedPlatform = z.object({ ...composed, edges: z.array(edgeStatus) }).meta({ id: 'ComposedPlatform' });

export const listSolutionPlatforms = operation({
  id: 'listSolutionPlatforms',
  method: 'GET',
  path: '/solutions/{organization}/{solution}/platforms',
  summary: 'The status of a solution on every platform at present, as you may see it, in the order of coordinates.',
  tag: 'solutions',
  who: 'public',
  params,
  query: z.strictObject({
    ...pageQuery,
    os: osCoordinate.optional(),
    cpu: cpuCoordinate.optional(),
    status: status.optional(),
  }),
  bodyKind: 'none',
  status: 200,
  response: page(composedPlatform).extend({
    counts: z.record(z.string(), z.number().int()).meta({ description: 'Platforms by status, whatever `status` asks' }),
    revision: z.number().int(),
  }),
  errors: ['not-found', 'unknown-coordinate', 'matrix-loading'],
});

export const resolveReleases = operation({
  id: 'resolveReleases',
  method: 'POST',
  path: '/matrix/resolve',
  summary:
    'On which platforms do all of these releases work at present, ranked by the weakest edge; and which single missing edge would unlock most platforms. Pairs of them of which something is known count, too. As you may see it.',
  tag: 'solutions',
  who: 'public',
  bodyKind: 'json',
  body: z.strictObject({
    releases: z.array(releaseCoordinate).min(1).max(MAX_SOLUTION_RELEASES),
    /** Pairs that have to be known to work with each other. */
    edges: z
      .array(z.strictObject({ release: releaseCoordinate, with: releaseCoordinate }))
      .max(MAX_SOLUTION_EDGES)
      .default([]),
    os: z.array(osCoordinate).max(MAX_PLATFORM_PARTS).default([]),
    cpu: z.array(cpuCoordinate).max(MAX_PLATFORM_PARTS).default([]),
    show: z
      .enum(['working', 'all'])
      .default('working')
      .meta({ description: 'Platforms on which they work, or all of them' }),
    limit: z.number().int().min(1).max(MAX_LISTED_PLATFORMS).default(50),
  }),
  status: 200,
  response: z
    .object({
      items: z.array(composedPlatform),
      counts: z.record(z.string(), z.number().int()),
      missing: z
        .array(
          z.object({
            name: edgeName,
            release: releaseCoordinate,
            with: releaseCoordinate.nullable(),
            unlocks: z.number().int(),
            platforms: z
              .array(z.object({ os: osCoordinate, cpu: cpuCoordinate }))
              .meta({ description: 'The first 20' }),
            test: z
              .object({ os: osCoordinate, cpu: cpuCoordinate, unlocks: z.number().int() })
              .nullable()
              .meta({ description: 'The one test of the edge that would unlock most of them. Of the first edge only' }),
          }),
        )
        .meta({ description: 'Edges without which alone platforms are lost: most platforms first, at most 10' }),
      policy: z.string(),
      validAt: instant,
      revision: z.number().int(),
    })
    .meta({ id: 'Resolution' }),
  errors: ['unknown-coordinate', 'matrix-loading'],
});
