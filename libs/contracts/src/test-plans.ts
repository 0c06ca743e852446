import { CASE_KINDS } from '#libs/domain';
import { z } from 'zod';
import { operation } from './operation.js';
import { page, pageQuery, slug } from './primitives.js';

const planParameter = z.object({
  name: z.string(),
  type: z.enum(['path', 'text', 'argv', 'pattern']),
  required: z.boolean(),
  description: z.string(),
});

export const listTestPlans = operation({
  id: 'listTestPlans',
  method: 'GET',
  path: '/test-plans',
  summary: 'Test plans in force, by slug, with their parameters and cases.',
  tag: 'requests',
  who: 'public',
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(
    z.object({
      slug,
      version: z.number().int(),
      name: z.string(),
      nameEn: z.string(),
      categories: z.array(z.string()),
      parameters: z.array(planParameter),
      cases: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(CASE_KINDS),
          name: z.string(),
          nameEn: z.string(),
          required: z.boolean(),
        }),
      ),
    }),
  ),
  errors: [],
});
