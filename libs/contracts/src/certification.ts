import { CELL_STATUSES } from '#libs/domain';
import { z } from 'zod';
import { operation } from './operation.js';
import {
  cpuCoordinate,
  instant,
  osCoordinate,
  page,
  pageQuery,
  paragraph,
  releaseCoordinate,
  sha256,
  slug,
  uuid,
} from './primitives.js';
import { withdrawal } from './releases.js';

const reviewKind = z.enum(['technical', 'certification', 'partner', 'suspension']);

const review = z
  .object({
    id: uuid,
    /** Whose results are reviewed, or whose fail contests a certificate; null for an inheritance. */
    jobId: uuid.nullable(),
    inheritanceId: uuid.nullable(),
    /** Number of the certificate whose suspension is reviewed. */
    certificate: z.string().nullable(),
    kind: reviewKind,
    state: z.enum(['open', 'approved', 'rejected', 'withdrawn']),
    release: releaseCoordinate,
    os: osCoordinate,
    cpu: cpuCoordinate,
    scheme: z.string(),
    /** What the attempt's results amount to under the plan's rule; `derived` for an inheritance. */
    outcome: z.string(),
    openedAt: instant,
    decidedAt: instant.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Review' });

export const listReviews = operation({
  id: 'listReviews',
  method: 'GET',
  path: '/reviews',
  summary:
    'Open reviews that you may decide: technical ones for reviewers, certification ones for certifiers, partner ones for OS and CPU vendors, suspensions (over a later fail) for the certifiers of the body that issued the certificate. Those that a conflict of interest keeps you from are left out. Of decided ones, those that your organization decided.',
  tag: 'certification',
  who: ['reviewer', 'certifier', 'vendor'],
  query: z.strictObject({
    ...pageQuery,
    state: z.enum(['open', 'approved', 'rejected']).default('open'),
    kind: reviewKind.optional(),
  }),
  bodyKind: 'none',
  status: 200,
  response: page(review),
  errors: [],
});

export const decideReview = operation({
  id: 'decideReview',
  method: 'POST',
  path: '/reviews/{id}/decision',
  summary:
    "Approve, or reject with a reason; to approve a suspension is to suspend the certificate. The same person never decides twice on one thing, nor on their own organization's; technical and certification review are made by different organizations.",
  tag: 'certification',
  who: ['reviewer', 'certifier', 'vendor'],
  params: z.strictObject({ id: uuid }),
  bodyKind: 'json',
  body: z
    .strictObject({ decision: z.enum(['approve', 'reject']), reason: paragraph(2000).optional() })
    .refine((body) => body.decision === 'approve' || body.reason !== undefined, {
      path: ['reason'],
      message: 'a rejection needs a reason',
    }),
  status: 200,
  response: review,
  errors: ['not-found', 'illegal-transition', 'conflict-of-interest', 'not-inheritable'],
});

export const inheritedStep = z.object({
  rule: z.string(),
  /** What the step left behind. */
  from: z.object({ release: releaseCoordinate.optional(), os: osCoordinate.optional(), cpu: cpuCoordinate.optional() }),
});

/** A step of an answer's path, with what it was derived from. */
export const pathStep = inheritedStep.extend({ finding: z.string(), certificate: z.string().nullable() });

const certificate = z
  .object({
    number: z.string(),
    state: z.enum(['valid', 'lapsed', 'suspended', 'revoked']),
    /** The release is not offered any more; the certificate says what it says all the same. */
    withdrawn: withdrawal.nullable(),
    release: releaseCoordinate,
    productName: z.string(),
    platforms: z.array(z.object({ os: osCoordinate, osName: z.string(), cpu: cpuCoordinate, cpuName: z.string() })),
    scheme: z.string(),
    issuingBody: z.string(),
    testingBody: z.string(),
    issuedAt: instant,
    validFrom: instant,
    validUntil: instant,
    policy: z.string(),
    testPlan: z.string(),
    artifacts: z.array(z.object({ sha256, sm3: z.string(), fileName: z.string() })),
    evidence: z.array(z.object({ name: z.string(), sha256 })),
    /** Set where nothing was tested for this certificate; tests, files and evidence are then its source's. */
    inheritedFrom: z.object({ certificate: z.string(), finding: z.string(), path: z.array(inheritedStep) }).nullable(),
  })
  .meta({ id: 'Certificate' });

export const getCertificate = operation({
  id: 'getCertificate',
  method: 'GET',
  path: '/certificates/{number}',
  summary:
    'One certificate exactly as issued, with its present state. Public from issue, and with it its release and product.',
  tag: 'certification',
  who: 'public',
  params: z.strictObject({ number: z.string().max(40) }),
  bodyKind: 'none',
  status: 200,
  response: certificate,
  errors: ['not-found'],
});

const certificateAction = (id: string, verb: string, summary: string) =>
  operation({
    id,
    method: 'POST',
    path: `/certificates/{number}/${verb}`,
    summary,
    tag: 'certification',
    who: ['certifier'],
    params: z.strictObject({ number: z.string().max(40) }),
    bodyKind: 'json',
    body: z.strictObject({ reason: paragraph(2000) }),
    status: 200,
    response: certificate,
    errors: ['not-found', 'illegal-transition', 'conflict-of-interest'],
  });

export const revokeCertificate = certificateAction(
  'revokeCertificate',
  'revoke',
  'End a certificate for good. A dated finding; nothing is deleted.',
);
export const suspendCertificate = certificateAction(
  'suspendCertificate',
  'suspend',
  'Suspend a certificate; reversible.',
);
export const reinstateCertificate = certificateAction('reinstateCertificate', 'reinstate', 'End a suspension.');

export const declareCompatibility = operation({
  id: 'declareCompatibility',
  method: 'POST',
  path: '/declarations',
  summary:
    'Declare that a release runs (or does not run) on a platform, as its vendor, or as the vendor of the OS or CPU.',
  tag: 'certification',
  who: ['vendor'],
  bodyKind: 'json',
  body: z.strictObject({
    release: releaseCoordinate,
    /** Declares that both work together there, and nothing about either alone. */
    with: releaseCoordinate.optional(),
    os: osCoordinate,
    cpu: cpuCoordinate,
    verdict: z.enum(['pass', 'fail']).default('pass'),
    validUntil: instant.optional(),
    source: paragraph(500),
  }),
  status: 201,
  response: z.object({
    finding: z.string(),
    as: z.enum(['vendor', 'os-vendor', 'cpu-vendor']),
    validFrom: instant,
    validUntil: instant,
  }),
  errors: ['unknown-coordinate', 'not-found', 'forbidden'],
});

export const checkCell = operation({
  id: 'checkCell',
  method: 'GET',
  path: '/matrix/check',
  summary: 'Does this release run there, who says so, until when, on what evidence? One cell, explained.',
  tag: 'matrix',
  who: 'public',
  query: z
    .strictObject({
      release: releaseCoordinate.optional(),
      /** Asks whether both work together there. */
      with: releaseCoordinate.optional(),
      digest: sha256
        .meta({
          description:
            'SHA-256 or SM3 of a file. The answer is about this very file: tests of other files of the release do not count.',
        })
        .optional(),
      os: osCoordinate,
      cpu: cpuCoordinate,
      validAt: instant.optional(),
      knownAt: instant.optional(),
    })
    .refine((query) => (query.release === undefined) !== (query.digest === undefined), {
      path: ['release'],
      message: 'name either a release or a digest',
    }),
  bodyKind: 'none',
  status: 200,
  response: z
    .object({
      release: releaseCoordinate,
      with: releaseCoordinate.optional(),
      os: osCoordinate,
      cpu: cpuCoordinate,
      status: z.enum(CELL_STATUSES),
      scheme: z.string().nullable(),
      certificate: z.string().nullable(),
      validUntil: instant.nullable(),
      endsBecause: z.string().nullable(),
      findings: z.array(z.string()),
      path: z.array(pathStep),
      declaredBy: z.array(
        z.object({ organization: slug, as: z.enum(['vendor', 'os-vendor', 'cpu-vendor', 'third-party']) }),
      ),
      unknownBecause: z
        .object({
          code: z.string(),
          rule: z.string().nullable(),
          nearest: z.object({ release: releaseCoordinate.optional(), os: osCoordinate, cpu: cpuCoordinate }).nullable(),
        })
        .nullable(),
      policy: z.string(),
      validAt: instant,
      knownAt: instant,
      revision: z.number().int(),
      /** The answer in words a person reads. */
      explanation: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
    })
    .meta({ id: 'CellAnswer' }),
  errors: ['unknown-coordinate', 'not-found'],
});
