import { APPLICANT_KINDS, APPLICANT_ROLES, APPLICATION_STATES } from '#libs/domain';
import { z } from 'zod';
import { oneTimeToken } from './members.js';
import { operation } from './operation.js';
import { instant, line, page, pageQuery, paragraph, slug, uuid } from './primitives.js';

const application = z
  .object({
    id: uuid,
    slug,
    name: z.string(),
    nameEn: z.string().nullable(),
    uscc: z.string(),
    kinds: z.array(z.enum(APPLICANT_KINDS)),
    role: z.enum(APPLICANT_ROLES),
    applicant: z.string(),
    contact: z.string(),
    state: z.enum(APPLICATION_STATES),
    reason: z.string().nullable(),
    createdAt: instant,
    decidedAt: instant.nullable(),
    joinUntil: instant.nullable().meta({
      description: 'Approved: until when the applicant comes in with the secret, see POST /invitations/account',
    }),
  })
  .meta({ id: 'OrganizationApplication' });

export const applyForOrganization = operation({
  id: 'applyForOrganization',
  method: 'POST',
  path: '/organization-applications',
  summary:
    'Apply for an organization and a role as its first, managing member. The secret is shown once: it looks the application up, and after the approval it is the invitation of the first member.',
  tag: 'organizations',
  who: 'public',
  bodyKind: 'json',
  body: z.strictObject({
    slug,
    name: line(200),
    nameEn: line(200).optional(),
    uscc: z.string().max(32),
    kinds: z.array(z.enum(APPLICANT_KINDS)).min(1).max(3),
    role: z.enum(APPLICANT_ROLES),
    applicant: line(100).meta({ description: 'Name of the person who applies' }),
    contact: line(200).meta({ description: 'How operators reach them; shown to operators and to themselves' }),
  }),
  status: 201,
  secretAnswer: true,
  response: application.extend({ secret: z.string() }),
  errors: ['invalid-uscc', 'already-exists', 'rate-limited'],
});

export const lookUpApplication = operation({
  id: 'lookUpApplication',
  method: 'POST',
  path: '/organization-applications/lookup',
  summary: 'State of an application, for who has its secret. In the body, since addresses are logged.',
  tag: 'organizations',
  who: 'public',
  bodyKind: 'json',
  body: z.strictObject({ secret: oneTimeToken }),
  status: 200,
  response: application,
  errors: ['not-found', 'rate-limited'],
});

export const listApplications = operation({
  id: 'listApplications',
  method: 'GET',
  path: '/organization-applications',
  summary: 'Applications in one state, oldest first.',
  tag: 'organizations',
  who: ['operator'],
  query: z.strictObject({ ...pageQuery, state: z.enum(APPLICATION_STATES).default('pending') }),
  bodyKind: 'none',
  status: 200,
  response: page(application),
  errors: [],
});

export const approveApplication = operation({
  id: 'approveApplication',
  method: 'POST',
  path: '/organization-applications/{id}/approval',
  summary: 'Register the organization that was applied for, and let the applicant in.',
  tag: 'organizations',
  who: ['operator'],
  params: z.strictObject({ id: uuid }),
  bodyKind: 'none',
  status: 200,
  response: application,
  errors: ['not-found', 'illegal-transition', 'already-exists'],
});

export const rejectApplication = operation({
  id: 'rejectApplication',
  method: 'POST',
  path: '/organization-applications/{id}/rejection',
  summary: 'Turn an application down; the applicant sees the reason.',
  tag: 'organizations',
  who: ['operator'],
  params: z.strictObject({ id: uuid }),
  bodyKind: 'json',
  body: z.strictObject({ reason: paragraph(2000) }),
  status: 200,
  response: application,
  errors: ['not-found', 'illegal-transition'],
});
