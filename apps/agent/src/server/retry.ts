import { setTimeout as delay } from 'node:timers/promises';
import { ProblemError, UnreachableError } from '#libs/client';
import { backoffDelay } from './backoff.js';

/**
 * What a failed call means for the one who made it.
 *
 * `transient` try again · `gone` the attempt is not ours any more · `credential` the agent itself is not known ·
 * `refused` this request will never succeed.
 */
export type Failure = 'transient' | 'gone' | 'credential' | 'refused';

const TRANSIENT_STATUS = new Set([408, 425, 429]);

export function failureOf(error: unknown): Failure {
  if (error instanceof UnreachableError) return 'transient';
  if (!(error instanceof ProblemError)) return 'refused';
  // Not the service's own word: a proxy in between, whatever its status, or a fault of the service.
  if (error.code === 'internal') return 'transient';
  if (error.status >= 500 || TRANSIENT_STATUS.has(error.status)) return 'transient';
  if (error.status === 401 || error.status === 403) return 'credential';
  return error.code === 'stale-attempt' || error.code === 'not-found' ? 'gone' : 'refused';
}

/** Waits after a failure, the longer the more there were in a row; cut short by the signal. */
export async function pauseAfter(failures: number, error: unknown, signal: AbortSignal): Promise<void> {
  const milliseconds = backoffDelay(failures, Math.random(), retryAfterOf(error));
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}

export function retryAfterOf(error: unknown): number {
  return error instanceof ProblemError ? (error.retryAfter ?? 0) : 0;
}

/**
 * Repeats a call as long as it fails for a reason that may pass. A refused credential may pass, too, for work that is
 * under way: the server was restored, or the agent enrols anew meanwhile.
 */
export async function retryTransient<T>(
  call: () => Promise<T>,
  signal: AbortSignal,
  { credentialMayReturn } = { credentialMayReturn: true },
): Promise<T> {
  for (let failures = 1; ; failures++) {
    signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      const failure = failureOf(error);
      const passing = failure === 'transient' || (failure === 'credential' && credentialMayReturn);
      if (signal.aborted || !passing) throw error;
      await delay(backoffDelay(failures, Math.random(), retryAfterOf(error)), undefined, { signal });
    }
  }
}
