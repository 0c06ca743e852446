/**
 * Timing of the agent protocol, in seconds. Figures from the protocol's design: heartbeat every 20 s under a lease of
 * 90 s (four heartbeats may be lost), a claim unconfirmed for 15 s ends, a long poll waits at most 25 s (proxies cut at
 * 30 s). Agents learn these from the server, so they can be tuned without touching a lab.
 */
export const DISPATCH_TIMING = {
  pollSeconds: 25,
  heartbeatSeconds: 20,
  leaseSeconds: 90,
  confirmSeconds: 15,
  graceSeconds: 90,
  /** How long an agent has to acknowledge a cancel before the sweep finalises it. */
  cancelSeconds: 60,
} as const;

/** Shape of {@link DISPATCH_TIMING}; tests run the same code with shorter values. */
export type DispatchTiming = { readonly [K in keyof typeof DISPATCH_TIMING]: number };

/** Infrastructure failures and losses a job survives before a person must look at it. */
export const MAX_ATTEMPTS_WITHOUT_RESULT = 3;

/** Size of a pool's ready window: tickets released ahead of the claims (dispatch.md "A pool is a queue"). */
export function readyWindowSize(liveHosts: number): number {
  return Math.max(8, 2 * liveHosts);
}

export const PRIORITY_BANDS = { national: 1, normal: 2, background: 3 } as const;
export type Priority = keyof typeof PRIORITY_BANDS;
export type Band = (typeof PRIORITY_BANDS)[Priority];
