import { ARTIFACT_ROLES, isBuildPath } from '#libs/domain';
import { z } from 'zod';
import { operation } from './operation.js';
import { day, instant, line, page, pageQuery, releaseCoordinate, sha256, slug, uuid, version } from './primitives.js';

// ISAs are catalogue data; the contract only says what an ISA's name looks like.
const isa = z.string().regex(/^[a-z0-9_-]{2,32}$/);

const releaseArtifact = z
  .object({
    sha256,
    sm3: z.string(),
    size: z.number().int(),
    /** Path inside the build, with `/`. */
    fileName: z.string(),
    isa: isa.nullable(),
    /** `package` is installed, `data` and `signature` travel with it, `documentation` is for people only. */
    role: z.enum(ARTIFACT_ROLES),
  })
  .meta({ id: 'ReleaseArtifact' });

const buildSummary = z
  .object({
    build: z.string(),
    builtOn: day.nullable(),
    files: z.number().int(),
    /** Of all its files together. */
    bytes: z.number().int(),
    registeredAt: instant,
  })
  .meta({ id: 'BuildSummary' });

const build = buildSummary
  .extend({ release: releaseCoordinate, artifacts: z.array(releaseArtifact) })
  .meta({ id: 'Build' });

/** Since when something is not offered any more, and why: the release itself, or its whole product. */
export const withdrawal = z
  .object({ since: instant, reason: z.string(), of: z.enum(['release', 'product']) })
  .meta({ id: 'Withdrawal' });

export const release = z
  .object({
    id: uuid,
    coordinate: releaseCoordinate,
    version: z.string(),
    line: z.string(),
    ordinal: z.number().int(),
    releasedOn: day.nullable(),
    abiLevel: z.enum(['level1', 'level2', 'level3']).nullable(),
    /** First day out of support, of the release or of its whole product, whichever comes first. */
    endOfLife: day.nullable(),
    /** Not offered any more: nobody asks for tests of it, and what is known of it is answered as before. */
    withdrawn: withdrawal.nullable(),
    published: z.boolean(),
    /** Newest first: other bytes under one version are another build, and only tested builds are certified. */
    builds: z.array(buildSummary),
    /** Files of the newest build, by path; in lists at most 64 of them: how many there are, `builds` says. */
    artifacts: z.array(releaseArtifact),
    createdAt: instant,
  })
  .meta({ id: 'Release' });

export const productParams = z.strictObject({ vendor: slug, product: slug });
export const releaseParams = productParams.extend({ version });

/** Files of one build; more than 512 belong into an archive. */
const newArtifacts = z
  .array(
    z.strictObject({
      sha256,
      fileName: z
        .string()
        .min(1)
        .max(1024)
        .refine(isBuildPath, 'must be a relative path with / inside the build, without . and ..'),
      isa: isa.optional(),
      role: z.enum(ARTIFACT_ROLES).default('package'),
    }),
  )
  .max(512);

export const listReleases = operation({
  id: 'listReleases',
  method: 'GET',
  path: '/products/{vendor}/{product}/releases',
  summary: 'Releases of a product that you may see, line by line, in each the newest first.',
  tag: 'products',
  who: 'public',
  params: productParams,
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(release),
  errors: ['not-found'],
});

export const getRelease = operation({
  id: 'getRelease',
  method: 'GET',
  path: '/products/{vendor}/{product}/releases/{version}',
  summary: 'One release with its builds and all files of the newest one.',
  tag: 'products',
  who: 'public',
  params: releaseParams,
  bodyKind: 'none',
  status: 200,
  response: release,
  errors: ['not-found'],
});

export const createRelease = operation({
  id: 'createRelease',
  method: 'POST',
  path: '/products/{vendor}/{product}/releases',
  summary:
    'Register a release with its first build. Artifacts are named by the digest of bytes your organization has uploaded. Once published it never changes; other bytes under its version are another build.',
  tag: 'products',
  who: ['vendor'],
  params: productParams,
  bodyKind: 'json',
  body: z.strictObject({
    version,
    line: line(64).default('main'),
    ordinal: z.number().int().min(0).max(2_000_000_000),
    releasedOn: day,
    abiLevel: z.enum(['level1', 'level2', 'level3']).optional(),
    endOfLife: day.optional(),
    published: z.boolean().default(false),
    /** Label of the first build. */
    build: version.default('1'),
    artifacts: newArtifacts.default([]),
  }),
  status: 201,
  response: release,
  errors: ['not-found', 'already-exists', 'unknown-artifact'],
});

export const updateRelease = operation({
  id: 'updateRelease',
  method: 'PATCH',
  path: '/products/{vendor}/{product}/releases/{version}',
  summary:
    'Change a draft release of yours that nothing is about yet: no request, statement or finding. What is left out stays as it is; files, where named, replace its builds. Once published it never changes.',
  tag: 'products',
  who: ['vendor'],
  params: releaseParams,
  bodyKind: 'json',
  body: z
    .strictObject({
      version: version.optional(),
      line: line(64).optional(),
      ordinal: z.number().int().min(0).max(2_000_000_000).optional(),
      releasedOn: day.optional(),
      abiLevel: z.enum(['level1', 'level2', 'level3']).nullable().optional(),
      endOfLife: day.nullable().optional(),
      build: version.optional(),
      artifacts: newArtifacts.optional(),
    })
    .refine((body) => Object.keys(body).length > 0, { message: 'say what is to change' }),
  status: 200,
  response: release,
  errors: ['not-found', 'illegal-transition', 'already-exists', 'unknown-artifact'],
});

export const dropRelease = operation({
  id: 'dropRelease',
  method: 'DELETE',
  path: '/products/{vendor}/{product}/releases/{version}',
  summary: 'Drop a draft release of yours that nothing is about yet. What was published stays: withdraw it from offer.',
  tag: 'products',
  who: ['vendor'],
  params: releaseParams,
  bodyKind: 'none',
  status: 204,
  errors: ['not-found', 'illegal-transition'],
});

export const createBuild = operation({
  id: 'createBuild',
  method: 'POST',
  path: '/products/{vendor}/{product}/releases/{version}/builds',
  summary:
    'Register another build of a release of yours: other bytes under the same version. It is the newest one from then on, and certified once it is tested.',
  tag: 'products',
  who: ['vendor'],
  params: releaseParams,
  bodyKind: 'json',
  body: z.strictObject({ build: version, builtOn: day.optional(), artifacts: newArtifacts.min(1) }),
  status: 201,
  response: build,
  errors: ['not-found', 'already-exists', 'unknown-artifact'],
});

export const getBuild = operation({
  id: 'getBuild',
  method: 'GET',
  path: '/products/{vendor}/{product}/releases/{version}/builds/{build}',
  summary: 'One build of a release with all its files.',
  tag: 'products',
  who: 'public',
  params: releaseParams.extend({ build: version }),
  bodyKind: 'none',
  status: 200,
  response: build,
  errors: ['not-found'],
});
