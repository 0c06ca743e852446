const BASE_MS = 500;
const CEILING_MS = 30_000;

/**
 * How long to wait before the next try, in milliseconds: doubling, with jitter over the upper half, so that a lab's
 * agents don't return together after an outage. The server's Retry-After is a lower bound.
 *
 * @param failures failures in a row, from 1
 * @param random a number in [0, 1)
 */
export function backoffDelay(failures: number, random: number, retryAfterSeconds = 0): number {
  const full = Math.min(CEILING_MS, BASE_MS * 2 ** Math.min(failures - 1, 16));
  return Math.max(Math.round(full * (0.5 + random / 2)), retryAfterSeconds * 1000 * (1 + random / 10));
}
