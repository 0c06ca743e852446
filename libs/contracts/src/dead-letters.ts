import { z } from 'zod';
import { operation } from './operation.js';
import { instant, page, pageQuery, paragraph, uuid } from './primitives.js';

const deadLetter = z
  .object({
    id: uuid,
    /** Step whose work failed for good, e.g. `evaluate-attempt`. */
    queue: z.string(),
    payload: z.unknown(),
    error: z.string(),
    createdAt: instant,
    resolvedAt: instant.nullable(),
  })
  .meta({ id: 'DeadLetter' });

export const listDeadLetters = operation({
  id: 'listDeadLetters',
  method: 'GET',
  path: '/dead-letters',
  summary: 'Background work that failed for good and waits for an operator, or that one has dealt with.',
  tag: 'operations',
  who: ['operator'],
  query: z.strictObject({ ...pageQuery, state: z.enum(['open', 'resolved']).default('open') }),
  bodyKind: 'none',
  status: 200,
  response: page(deadLetter),
  errors: [],
});

export const resolveDeadLetter = operation({
  id: 'resolveDeadLetter',
  method: 'POST',
  path: '/dead-letters/{id}/resolution',
  summary:
    'Close a dead letter: `retry` does its work again at once, `dismiss` leaves it. What a job still waits for is repeated by the upkeep in either case.',
  tag: 'operations',
  who: ['operator'],
  params: z.strictObject({ id: uuid }),
  bodyKind: 'json',
  body: z.strictObject({ action: z.enum(['retry', 'dismiss']), reason: paragraph(2000).optional() }),
  status: 200,
  response: deadLetter,
  errors: ['not-found', 'illegal-transition'],
});
