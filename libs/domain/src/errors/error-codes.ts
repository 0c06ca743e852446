/**
 * Stable error codes and the HTTP status each is shown with. A code is never renamed or reused: clients switch on it.
 */
export const ERROR_STATUS = {
  'malformed-json': 400,
  'invalid-request': 400,
  'upload-truncated': 400,
  unauthenticated: 401,
  'session-expired': 401,
  'wrong-credentials': 401,
  forbidden: 403,
  'conflict-of-interest': 403,
  'not-found': 404,
  'unknown-coordinate': 404,
  'method-not-allowed': 405,
  'already-exists': 409,
  'illegal-transition': 409,
  'stale-attempt': 409,
  'upload-offset-mismatch': 409,
  'enrolment-token-used': 409,
  'request-in-progress': 409,
  'answer-lost': 409,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  'digest-mismatch': 422,
  'invalid-uscc': 422,
  'no-pool-serves': 422,
  'no-artifact-for-platform': 422,
  'invalid-plan-parameters': 422,
  'unknown-artifact': 422,
  'idempotency-key-reused': 422,
  'evidence-missing': 422,
  'rate-limited': 429,
  internal: 500,
  'insufficient-storage': 507,
  'database-unavailable': 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;
