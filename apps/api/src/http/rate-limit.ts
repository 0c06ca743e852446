/** Marks the routes on which secrets can be guessed; the limits themselves are settings. */
export const SIGN_IN_LIMIT = { rateLimited: 'sign-in' } as const;
/** Marks the routes on which strangers have plans computed, which takes far longer than an answer from memory. */
export const PLANNING_LIMIT = { rateLimited: 'planning' } as const;

export type RateLimited = (typeof SIGN_IN_LIMIT | typeof PLANNING_LIMIT)['rateLimited'];

/** Which limit a route's config carries, if any. */
export function rateLimitOf(config: object | undefined): RateLimited | undefined {
  const limits: readonly RateLimited[] = [SIGN_IN_LIMIT.rateLimited, PLANNING_LIMIT.rateLimited];
  return config !== undefined && 'rateLimited' in config
    ? limits.find((limit) => limit === config.rateLimited)
    : undefined;
}
