import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

/** Codes of the library for an answer that is not to be believed. All else is the provider away, or wrongly set up. */
const NOT_BELIEVED: ReadonlySet<string | undefined> = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
]);

/** Of the errors of RFC 6749 §5.2 the one that a caller can bring about: a code that is wrong, used or over. */
const CALLERS_FAULT = 'invalid_grant';

/** Whether the provider, or what it sent, says no; otherwise it could not be asked. */
export function wasRefused(error: unknown): boolean {
  if (error instanceof AuthorizationResponseError) return true;
  if (error instanceof ResponseBodyError) return error.error === CALLERS_FAULT;
  return error instanceof ClientError && NOT_BELIEVED.has(error.code);
}

/** The protocol's word for the refusal, where there is one. */
export function wordOfRefusal(error: unknown): string | undefined {
  return error instanceof AuthorizationResponseError || error instanceof ResponseBodyError ? error.error : undefined;
}
