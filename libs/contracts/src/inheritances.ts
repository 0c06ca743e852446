import { z } from 'zod';
import { inheritedStep } from './certification.js';
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
  uuid,
} from './primitives.js';

const inheritance = z
  .object({
    id: uuid,
    release: releaseCoordinate,
    os: osCoordinate,
    cpu: cpuCoordinate,
    state: z.enum([
      'technical-review',
      'certification-review',
      'partner-confirmation',
      'issued',
      'rejected',
      'withdrawn',
    ]),
    scheme: z.string(),
    /** Version of the policy under which it was derived, and by which it lives once issued. */
    policy: z.string(),
    path: z.array(inheritedStep),
    /** The direct pass that is carried over, and its certificate. */
    source: z.string(),
    sourceCertificate: z.string(),
    statement: z.string().nullable(),
    reason: z.string().nullable(),
    proposedBy: z.string(),
    proposedAt: instant,
    /** Its own, once issued. */
    certificate: z.string().nullable(),
  })
  .meta({ id: 'Inheritance' });

export const proposeInheritance = operation({
  id: 'proposeInheritance',
  method: 'POST',
  path: '/inheritances',
  summary:
    'Propose to carry a certified result over to a cell that the policy in force derives from it. Reviewed as a certificate is; once issued, the cell is inherited for as long as a live source derives it under that policy version.',
  tag: 'certification',
  who: ['vendor', 'reviewer'],
  bodyKind: 'json',
  body: z.strictObject({
    release: releaseCoordinate,
    os: osCoordinate,
    cpu: cpuCoordinate,
    statement: paragraph(2000).optional(),
  }),
  status: 201,
  response: inheritance,
  errors: ['unknown-coordinate', 'not-inheritable', 'already-exists'],
});

export const listInheritances = operation({
  id: 'listInheritances',
  method: 'GET',
  path: '/inheritances',
  summary: 'Proposed inheritances: of your releases or by your organization; for reviewers and certifiers all.',
  tag: 'certification',
  who: ['vendor', 'reviewer', 'certifier'],
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(inheritance),
  errors: [],
});

export const getInheritance = operation({
  id: 'getInheritance',
  method: 'GET',
  path: '/inheritances/{id}',
  summary: 'One proposed inheritance, with its source, rules and state.',
  tag: 'certification',
  who: ['vendor', 'reviewer', 'certifier'],
  params: z.strictObject({ id: uuid }),
  bodyKind: 'none',
  status: 200,
  response: inheritance,
  errors: ['not-found'],
});

export const withdrawInheritance = operation({
  id: 'withdrawInheritance',
  method: 'POST',
  path: '/inheritances/{id}/withdraw',
  summary:
    'Withdraw an inheritance that your organization proposed, while it is under review. The cell may be proposed again.',
  tag: 'certification',
  who: ['vendor', 'reviewer'],
  params: z.strictObject({ id: uuid }),
  bodyKind: 'json',
  body: z.strictObject({ reason: line(500).optional() }).default({}),
  status: 200,
  response: inheritance,
  errors: ['not-found', 'illegal-transition'],
});
