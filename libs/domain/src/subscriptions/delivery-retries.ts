/**
 * How long after a failed try the next one comes, in milliseconds: 5 s, 1 min, 5 min, 30 min, 2 h, 5 h, 10 h. Much as
 * Standard Webhooks suggests: a receiver may be away for half a day (https://www.standardwebhooks.com, "retry schedule").
 */
const DELAYS_MS = [5, 60, 300, 1_800, 7_200, 18_000, 36_000].map((seconds) => seconds * 1000);

/** Tries in all, the first included. */
export const DELIVERY_TRIES = DELAYS_MS.length + 1;

/**
 * When a delivery that failed so many times is tried again, in milliseconds from now; null: never, it is given up.
 *
 * @param random in [0, 1): up to a fifth more, so that what failed together does not come back together
 */
export function delayAfter(tries: number, random: number): number | null {
  const delay = DELAYS_MS[tries - 1];
  return delay === undefined ? null : Math.round(delay * (1 + random / 5));
}
