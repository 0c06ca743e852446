import type { JobsOptions } from 'bullmq';
import type { QueueName } from './pipelines.js';

interface RetryPolicy {
  /** Runs in all, the first included. */
  readonly attempts: number;
  /** Delay before the second run in milliseconds; it doubles each time. A fifth of it is random. */
  readonly firstDelayMs: number;
  /** `next-run`: a schedule brings the work again anyway, so a failure is logged and forgotten. */
  readonly exhausted: 'dead-letter' | 'next-run';
}

/** Ten runs from 1 s span about 8 minutes: longer than a database failover or the restart of a whole site. */
const OUTLIVES_A_FAILOVER = { attempts: 10, firstDelayMs: 1_000, exhausted: 'dead-letter' } as const;
const REPEATED_BY_SCHEDULE = { attempts: 1, firstDelayMs: 0, exhausted: 'next-run' } as const;

export const RETRY_POLICIES = {
  'route-job': OUTLIVES_A_FAILOVER,
  // rebuild-tickets fills every window that a lost refill left short.
  'fill-window': { attempts: 3, firstDelayMs: 500, exhausted: 'next-run' },
  'evaluate-attempt': OUTLIVES_A_FAILOVER,
  'issue-certificate': OUTLIVES_A_FAILOVER,
  // Failures of the receiver are no failures here: PostgreSQL says when the next try is due, and hands on what was lost.
  'deliver-notices': { attempts: 3, firstDelayMs: 1_000, exhausted: 'next-run' },
  'tell-changes': REPEATED_BY_SCHEDULE,
  'run-import': OUTLIVES_A_FAILOVER,
  'sweep-leases': REPEATED_BY_SCHEDULE,
  'refresh-waiting': REPEATED_BY_SCHEDULE,
  'recover-tickets': REPEATED_BY_SCHEDULE,
  'rebuild-tickets': REPEATED_BY_SCHEDULE,
} as const satisfies Record<QueueName, RetryPolicy>;

/** The policy in BullMQ's words. A job bound for the dead-letter callback is kept until that has taken it. */
export function retryOptions(queue: QueueName): JobsOptions {
  const policy: RetryPolicy = RETRY_POLICIES[queue];
  return {
    attempts: policy.attempts,
    backoff: { type: 'exponential', delay: policy.firstDelayMs, jitter: 0.2 },
    removeOnComplete: true,
    removeOnFail: policy.exhausted === 'next-run',
  };
}
