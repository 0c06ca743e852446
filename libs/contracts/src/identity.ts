import { ORGANIZATION_KINDS, ROLES } from '#libs/domain';
import { z } from 'zod';
import { operation } from './operation.js';
import { instant, line, page, pageQuery, slug, uuid } from './primitives.js';

export const username = z
  .string()
  .min(3)
  .max(64)
  .regex(/^[a-z0-9][a-z0-9._-]*$/);
/** Length limits after NIST SP 800-63B: at least 12 where chosen, long ones allowed. */
export const newPassword = z.string().min(12).max(256);
export const role = z.enum(ROLES);

export const membership = z
  .object({
    id: uuid,
    role,
    manages: z.boolean().meta({ description: 'Whether it manages the members of the organization' }),
    organization: slug,
    organizationName: z.string(),
  })
  .meta({ id: 'Membership' });

export const createSession = operation({
  id: 'createSession',
  method: 'POST',
  path: '/sessions',
  summary: 'Sign in. A session acts for one membership; name the organization and role where a person has several.',
  tag: 'identity',
  who: 'public',
  bodyKind: 'json',
  body: z.strictObject({
    username: z.string().min(1).max(64),
    password: z.string().min(1).max(256),
    organization: slug.optional(),
    role: role.optional(),
  }),
  status: 201,
  secretAnswer: true,
  response: z.object({ token: z.string(), expiresAt: instant, membership }),
  errors: ['wrong-credentials', 'rate-limited'],
});

export const deleteCurrentSession = operation({
  id: 'deleteCurrentSession',
  method: 'DELETE',
  path: '/sessions/current',
  summary: 'Sign out.',
  tag: 'identity',
  who: 'signed-in',
  bodyKind: 'none',
  status: 204,
  errors: ['session-required'],
});

export const switchSession = operation({
  id: 'switchSession',
  method: 'POST',
  path: '/sessions/current/membership',
  summary:
    'Go on as another membership of the same person: under a new token, until the same moment; the old one ends.',
  tag: 'identity',
  who: 'signed-in',
  bodyKind: 'json',
  body: z.strictObject({ organization: slug, role: role.optional() }),
  status: 201,
  secretAnswer: true,
  response: z.object({ token: z.string(), expiresAt: instant, membership }),
  errors: ['not-found', 'session-required'],
});

export const changePassword = operation({
  id: 'changePassword',
  method: 'PUT',
  path: '/me/password',
  summary: 'Change the password of who is signed in. All their sessions end, this one too, and API keys are revoked.',
  tag: 'identity',
  who: 'signed-in',
  bodyKind: 'json',
  body: z.strictObject({ currentPassword: z.string().min(1).max(256), newPassword }),
  status: 204,
  errors: ['session-required', 'wrong-credentials', 'rate-limited'],
});

export const getMe = operation({
  id: 'getMe',
  method: 'GET',
  path: '/me',
  summary: 'Who is signed in, for which organization and in which role.',
  tag: 'identity',
  who: 'signed-in',
  bodyKind: 'none',
  status: 200,
  response: z.object({ username: z.string(), displayName: z.string(), membership, memberships: z.array(membership) }),
  errors: [],
});

const apiKey = z
  .object({
    id: uuid,
    name: z.string(),
    prefix: z.string(),
    createdAt: instant,
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
    lastUsedAt: instant.nullable().meta({ description: 'To within a minute' }),
    rotatedAt: instant.nullable(),
    previousUntil: instant.nullable().meta({ description: 'Until when the secret before the last rotation works' }),
  })
  .meta({ id: 'ApiKey' });

export const createApiKey = operation({
  id: 'createApiKey',
  method: 'POST',
  path: '/api-keys',
  summary: 'Make an API key for the current membership, signed in with a password. The key is shown once.',
  tag: 'identity',
  who: 'signed-in',
  bodyKind: 'json',
  body: z.strictObject({ name: line(100), expiresAt: instant.optional() }),
  status: 201,
  secretAnswer: true,
  response: apiKey.extend({ key: z.string() }),
  errors: ['session-required'],
});

export const rotateApiKey = operation({
  id: 'rotateApiKey',
  method: 'POST',
  path: '/api-keys/{id}/rotation',
  summary:
    'Give an API key of the current membership a new secret, shown once; the one before works on for the overlap.',
  tag: 'identity',
  who: 'signed-in',
  params: z.strictObject({ id: uuid }),
  bodyKind: 'json',
  body: z.strictObject({ overlapHours: z.int().min(0).max(168).default(24) }),
  status: 200,
  secretAnswer: true,
  response: apiKey.extend({ key: z.string() }),
  errors: ['not-found', 'session-required', 'illegal-transition'],
});

export const listApiKeys = operation({
  id: 'listApiKeys',
  method: 'GET',
  path: '/api-keys',
  summary: 'API keys of the current membership, newest first.',
  tag: 'identity',
  who: 'signed-in',
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(apiKey),
  errors: [],
});

export const revokeApiKey = operation({
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/api-keys/{id}',
  summary: 'Revoke an API key of the current membership.',
  tag: 'identity',
  who: 'signed-in',
  params: z.strictObject({ id: uuid }),
  bodyKind: 'none',
  status: 204,
  errors: ['not-found'],
});

const organization = z
  .object({
    slug,
    name: z.string(),
    nameEn: z.string().nullable(),
    uscc: z.string().nullable(),
    kinds: z.array(z.enum(ORGANIZATION_KINDS)),
    createdAt: instant,
  })
  .meta({ id: 'Organization' });

export const createOrganization = operation({
  id: 'createOrganization',
  method: 'POST',
  path: '/organizations',
  summary: 'Register an organization. A USCC (GB 32100-2015) has its check digit verified.',
  tag: 'organizations',
  who: ['operator'],
  bodyKind: 'json',
  body: z.strictObject({
    slug,
    name: line(200),
    nameEn: line(200).optional(),
    uscc: z.string().max(32).optional(),
    kinds: z.array(z.enum(ORGANIZATION_KINDS)).min(1).max(4),
  }),
  status: 201,
  response: organization,
  errors: ['invalid-uscc', 'already-exists'],
});

export const listOrganizations = operation({
  id: 'listOrganizations',
  method: 'GET',
  path: '/organizations',
  summary: 'Organizations, by slug.',
  tag: 'organizations',
  who: 'public',
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(organization),
  errors: [],
});

export const getOrganization = operation({
  id: 'getOrganization',
  method: 'GET',
  path: '/organizations/{slug}',
  summary: 'One organization.',
  tag: 'organizations',
  who: 'public',
  params: z.strictObject({ slug }),
  bodyKind: 'none',
  status: 200,
  response: organization,
  errors: ['not-found'],
});

export const addMember = operation({
  id: 'addMember',
  method: 'POST',
  path: '/organizations/{slug}/members',
  summary:
    'Give a person a role in an organization; an account is made where the username is new (displayName and password required then); an existing account is not changed.',
  tag: 'organizations',
  who: ['operator'],
  params: z.strictObject({ slug }),
  bodyKind: 'json',
  body: z.strictObject({
    username,
    displayName: line(100).optional(),
    role,
    password: newPassword.optional(),
    manages: z.boolean().optional(),
  }),
  status: 201,
  response: z.object({ username: z.string(), membership }),
  errors: ['not-found', 'already-exists'],
});
