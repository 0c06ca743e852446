import { z } from 'zod';
import { operation } from './operation.js';
import { instant, line, page, pageQuery, slug } from './primitives.js';

const auditEvent = z
  .object({
    id: z.number().int(),
    at: instant,
    action: z.string(),
    subjectType: z.string(),
    subjectId: z.string(),
    /** Who acted; null for agents and the service itself. */
    organization: slug.nullable(),
    /** Named to operators, and to the person's own organization. */
    person: z.string().nullable(),
    agent: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEvent' });

export const listAudit = operation({
  id: 'listAudit',
  method: 'GET',
  path: '/audit',
  summary:
    'What was done to one thing, oldest first: for operators, and for the organization that the thing belongs to.',
  tag: 'audit',
  who: 'signed-in',
  query: z.strictObject({
    ...pageQuery,
    subjectType: z
      .string()
      .regex(/^[a-z]+(-[a-z]+)*$/)
      .max(40),
    subjectId: line(600),
  }),
  bodyKind: 'none',
  status: 200,
  response: page(auditEvent),
  errors: ['not-found'],
});
