import { z } from 'zod';
import { operation } from './operation.js';
import { cpuCoordinate, instant, osCoordinate, page, pageQuery, releaseCoordinate, slug } from './primitives.js';

const findingId = z
  .string()
  .regex(/^F-[0-9]{8,10}$/)
  .meta({ description: 'F- and the number of the finding', example: 'F-00000042' });
const kind = z.enum(['direct', 'inherited', 'declaration', 'revocation', 'suspension', 'reinstatement', 'publication']);

const head = {
  id: findingId,
  kind,
  /** Who says so. */
  organization: slug,
  validFrom: instant,
  validUntil: instant.nullable(),
  reason: z.string().nullable(),
  revision: z.number().int(),
  recordedAt: instant,
};

const finding = z
  .object({
    ...head,
    /** Null for what is about another finding. */
    verdict: z.enum(['pass', 'fail']).nullable(),
    release: releaseCoordinate,
    /** The other release of an edge: such a finding says nothing about either alone. */
    with: releaseCoordinate.nullable(),
    os: osCoordinate,
    cpu: cpuCoordinate,
    scheme: z.string().nullable(),
    testedAt: instant.nullable(),
    public: z.boolean(),
    as: z.enum(['vendor', 'os-vendor', 'cpu-vendor', 'third-party']).nullable(),
    certificate: z.string().nullable(),
    rule: z.string().nullable(),
    policy: z.string().nullable(),
    about: findingId.nullable(),
    /** What was said about it later, as far as you may see it, oldest first. */
    acts: z.array(z.object(head)),
  })
  .meta({ id: 'Finding' });

const params = z.strictObject({ id: findingId });

export const getFinding = operation({
  id: 'getFinding',
  method: 'GET',
  path: '/findings/{id}',
  summary: 'One finding with what was said about it later. What is not public is there for its parties only.',
  tag: 'matrix',
  who: 'public',
  params,
  bodyKind: 'none',
  status: 200,
  response: finding,
  errors: ['not-found'],
});

export const listFindings = operation({
  id: 'listFindings',
  method: 'GET',
  path: '/findings',
  summary: 'Findings about a release, also on one OS or CPU, in the order in which they were recorded.',
  tag: 'matrix',
  who: 'public',
  query: z.strictObject({
    ...pageQuery,
    release: releaseCoordinate,
    os: osCoordinate.optional(),
    cpu: cpuCoordinate.optional(),
  }),
  bodyKind: 'none',
  status: 200,
  response: page(finding),
  errors: ['unknown-coordinate'],
});

export const publishFinding = operation({
  id: 'publishFinding',
  method: 'POST',
  path: '/findings/{id}/publication',
  summary: 'Show everybody a finding about a release of yours that was for the parties only. It stays so.',
  tag: 'matrix',
  who: ['vendor'],
  params,
  bodyKind: 'none',
  status: 200,
  response: finding,
  errors: ['not-found', 'illegal-transition'],
});
