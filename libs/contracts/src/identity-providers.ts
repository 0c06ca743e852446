import { z } from 'zod';
import { createSession, role } from './identity.js';
import { oneTimeToken, signInProof } from './members.js';
import { operation } from './operation.js';
import { instant, page, pageQuery, slug, uuid } from './primitives.js';

export const listIdentityProviders = operation({
  id: 'listIdentityProviders',
  method: 'GET',
  path: '/identity-providers',
  summary: 'OpenID Connect providers that people may sign in with, as operators set them up.',
  tag: 'identity',
  who: 'public',
  bodyKind: 'none',
  status: 200,
  response: z.object({
    items: z.array(z.object({ name: slug, displayName: z.string(), issuer: z.string() })),
  }),
  errors: [],
});

const beginning = {
  provider: slug,
  redirectUri: z.string().min(1).max(500).meta({
    description:
      'Where the provider sends the browser back to: an address of its settings; of a loopback address with any port',
  }),
};

const begunSignIn = z
  .object({
    authorizationUrl: z.string(),
    handle: oneTimeToken.meta({ description: 'Kept by who began, for the end; shown once' }),
    expiresAt: instant,
  })
  .meta({ id: 'BegunSignIn' });

export const startProviderSignIn = operation({
  id: 'startProviderSignIn',
  method: 'POST',
  path: '/sessions/provider',
  summary:
    'Begin to sign in with a provider, by authorization code and PKCE: send the browser to the address. It comes back with a code and a state, which are good for something only together with the handle.',
  tag: 'identity',
  who: 'public',
  bodyKind: 'json',
  body: z.strictObject(beginning),
  status: 201,
  secretAnswer: true,
  response: begunSignIn,
  errors: ['not-found', 'rate-limited', 'provider-unavailable'],
});

export const finishProviderSignIn = operation({
  id: 'finishProviderSignIn',
  method: 'POST',
  path: '/sessions/provider/completion',
  summary:
    'Sign in as the person whom the identity is linked to, with what the provider sent back. Identities are linked by people themselves; an e-mail address of the provider leads to nobody. 503: send the same again.',
  tag: 'identity',
  who: 'public',
  bodyKind: 'json',
  body: signInProof.extend({ organization: slug.optional(), role: role.optional() }),
  status: 201,
  secretAnswer: true,
  response: createSession.response,
  errors: [
    'provider-sign-in-invalid',
    'provider-refused',
    'identity-not-accepted',
    'rate-limited',
    'provider-unavailable',
  ],
});

const identity = z
  .object({
    id: uuid,
    provider: z.string(),
    issuer: z.string(),
    subject: z.string(),
    linkedAt: instant,
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'Identity' });

export const startIdentityLink = operation({
  id: 'startIdentityLink',
  method: 'POST',
  path: '/me/identities/links',
  summary: "Begin to link a provider's identity to who is signed in, with the present password.",
  tag: 'identity',
  who: 'signed-in',
  bodyKind: 'json',
  body: z.strictObject({ ...beginning, password: z.string().min(1).max(256) }),
  status: 201,
  secretAnswer: true,
  response: begunSignIn,
  errors: ['session-required', 'wrong-credentials', 'not-found', 'rate-limited', 'provider-unavailable'],
});

export const linkIdentity = operation({
  id: 'linkIdentity',
  method: 'POST',
  path: '/me/identities',
  summary: 'Link the identity that the provider vouches for. It is one more way to sign in; the password stays.',
  tag: 'identity',
  who: 'signed-in',
  bodyKind: 'json',
  body: signInProof,
  status: 201,
  response: identity,
  errors: [
    'session-required',
    'provider-sign-in-invalid',
    'provider-refused',
    'already-exists',
    'rate-limited',
    'provider-unavailable',
  ],
});

export const listIdentities = operation({
  id: 'listIdentities',
  method: 'GET',
  path: '/me/identities',
  summary: 'Identities of providers that who is signed in may sign in with, newest first.',
  tag: 'identity',
  who: 'signed-in',
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(identity),
  errors: [],
});

export const unlinkIdentity = operation({
  id: 'unlinkIdentity',
  method: 'DELETE',
  path: '/me/identities/{id}',
  summary: 'Unlink an identity. Sessions that were opened with it end.',
  tag: 'identity',
  who: 'signed-in',
  params: z.strictObject({ id: uuid }),
  bodyKind: 'none',
  status: 204,
  errors: ['not-found', 'session-required'],
});
