import { z } from 'zod';
import { membership, newPassword, role, username } from './identity.js';
import { operation } from './operation.js';
import { instant, line, page, pageQuery, slug, uuid } from './primitives.js';

/** A secret that opens one thing once; longer than any that is given out. */
export const oneTimeToken = z.string().min(1).max(200);

/** What a provider sent along with the browser, as it came; longer than any that are sent. */
const sentBack = (max: number) => z.string().min(1).max(max);

/** What who began a sign-in with a provider comes back with; `code`, `state`, `iss` and `error` as in the redirect. */
export const signInProof = z.strictObject({
  handle: oneTimeToken,
  state: sentBack(200),
  code: sentBack(8192).optional(),
  iss: sentBack(500).optional(),
  error: sentBack(100).optional(),
});

const member = z
  .object({
    id: uuid.meta({ description: 'Of the membership' }),
    username: z.string(),
    displayName: z.string(),
    role,
    manages: z.boolean(),
    createdAt: instant,
  })
  .meta({ id: 'Member' });

const ofOrganization = z.strictObject({ slug });
const ofMember = ofOrganization.extend({ id: uuid });

export const listMembers = operation({
  id: 'listMembers',
  method: 'GET',
  path: '/organizations/{slug}/members',
  summary: 'Members of an organization, oldest first: for its managing members and for operators.',
  tag: 'members',
  who: 'signed-in',
  params: ofOrganization,
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(member),
  errors: ['not-found'],
});

export const updateMember = operation({
  id: 'updateMember',
  method: 'PATCH',
  path: '/organizations/{slug}/members/{id}',
  summary: 'Let a member manage the organization, or no longer; never the last one who does.',
  tag: 'members',
  who: 'signed-in',
  params: ofMember,
  bodyKind: 'json',
  body: z.strictObject({ manages: z.boolean() }),
  status: 200,
  response: member,
  errors: ['not-found', 'session-required', 'last-manager'],
});

export const endMembership = operation({
  id: 'endMembership',
  method: 'DELETE',
  path: '/organizations/{slug}/members/{id}',
  summary:
    "End a membership with its sessions, API keys and open invitations: one's own, or as a managing member or operator that of another; never the last one who can manage.",
  tag: 'members',
  who: 'signed-in',
  params: ofMember,
  bodyKind: 'none',
  status: 204,
  errors: ['not-found', 'session-required', 'last-manager'],
});

const invitation = z
  .object({
    id: uuid,
    organization: slug,
    role,
    manages: z.boolean(),
    note: z.string().nullable(),
    createdAt: instant,
    expiresAt: instant,
    state: z.enum(['open', 'accepted', 'revoked', 'expired']),
  })
  .meta({ id: 'Invitation' });

export const createInvitation = operation({
  id: 'createInvitation',
  method: 'POST',
  path: '/organizations/{slug}/invitations',
  summary:
    'Invite somebody to a role in an organization, as its managing member or as an operator. The token is shown once.',
  tag: 'members',
  who: 'signed-in',
  params: ofOrganization,
  bodyKind: 'json',
  body: z.strictObject({
    role,
    manages: z.boolean().default(false),
    note: line(200).optional().meta({ description: 'For whom, for those who list invitations' }),
    validForHours: z.int().min(1).max(720).default(168),
  }),
  status: 201,
  secretAnswer: true,
  response: invitation.extend({ token: z.string() }),
  errors: ['not-found', 'session-required'],
});

export const listInvitations = operation({
  id: 'listInvitations',
  method: 'GET',
  path: '/organizations/{slug}/invitations',
  summary: 'Invitations to an organization, newest first: for its managing members and for operators.',
  tag: 'members',
  who: 'signed-in',
  params: ofOrganization,
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(invitation),
  errors: ['not-found'],
});

export const revokeInvitation = operation({
  id: 'revokeInvitation',
  method: 'DELETE',
  path: '/organizations/{slug}/invitations/{id}',
  summary: 'Revoke an invitation that nobody has accepted.',
  tag: 'members',
  who: 'signed-in',
  params: ofMember,
  bodyKind: 'none',
  status: 204,
  errors: ['not-found', 'session-required'],
});

export const acceptInvitation = operation({
  id: 'acceptInvitation',
  method: 'POST',
  path: '/invitations/acceptance',
  summary: 'Accept an invitation as the person who is signed in. The session goes on acting for its membership.',
  tag: 'members',
  who: 'signed-in',
  bodyKind: 'json',
  body: z.strictObject({ token: oneTimeToken }),
  status: 201,
  response: membership,
  errors: ['session-required', 'one-time-token-invalid', 'already-exists', 'rate-limited'],
});

export const joinByInvitation = operation({
  id: 'joinByInvitation',
  method: 'POST',
  path: '/invitations/account',
  summary:
    'Accept an invitation with a new account; also the first member of an approved organization. With `identity`, what the provider vouches for is linked to it at once.',
  tag: 'members',
  who: 'public',
  bodyKind: 'json',
  body: z.strictObject({
    token: oneTimeToken,
    username,
    displayName: line(100),
    password: newPassword,
    identity: signInProof.optional(),
  }),
  status: 201,
  response: z.object({ username: z.string(), membership }),
  errors: [
    'one-time-token-invalid',
    'already-exists',
    'rate-limited',
    'provider-sign-in-invalid',
    'provider-refused',
    'provider-unavailable',
  ],
});

export const createRecovery = operation({
  id: 'createRecovery',
  method: 'POST',
  path: '/organizations/{slug}/members/{id}/recovery',
  summary:
    'Issue a one-time token, valid for a day, by which a member sets a new password: a managing member for plain members of this organization alone, an operator for anybody else. Shown once.',
  tag: 'members',
  who: 'signed-in',
  params: ofMember,
  bodyKind: 'none',
  status: 201,
  secretAnswer: true,
  response: z.object({ token: z.string(), expiresAt: instant }),
  errors: ['not-found', 'session-required'],
});

export const recoverPassword = operation({
  id: 'recoverPassword',
  method: 'POST',
  path: '/recovery',
  summary: 'Set a new password by a recovery token. All sessions of the person end, and API keys are revoked.',
  tag: 'members',
  who: 'public',
  bodyKind: 'json',
  body: z.strictObject({ token: oneTimeToken, password: newPassword }),
  status: 204,
  errors: ['one-time-token-invalid', 'rate-limited'],
});
