/** Marks the routes on which secrets can be guessed; the limit itself is a setting. */
export const SIGN_IN_LIMIT = { rateLimited: 'sign-in' } as const;

/** Whether a route's config carries {@link SIGN_IN_LIMIT}. */
export function isRateLimited(config: object | undefined): boolean {
  return config !== undefined && 'rateLimited' in config && config.rateLimited === SIGN_IN_LIMIT.rateLimited;
}
