/** Marks the routes on which secrets can be guessed; the limits themselves are settings. */
export const SIGN_IN_LIMIT = { rateLimited: 'sign-in' } as const;
/** Marks what a stranger may have the service work at for seconds. */
export const LIST_LIMIT = { rateLimited: 'list' } as const;
/** Marks the routes on which strangers have plans computed, which takes far longer than an answer from memory. */
export const PLANNING_LIMIT = { rateLimited: 'planning' } as const;

const LIMITS = [SIGN_IN_LIMIT.rateLimited, LIST_LIMIT.rateLimited, PLANNING_LIMIT.rateLimited] as const;

/** Which limit a route's config carries. */
export function limitOf(config: object | undefined): (typeof LIMITS)[number] | undefined {
  if (config === undefined || !('rateLimited' in config)) return undefined;
  return LIMITS.find((limit) => limit === config.rateLimited);
}
