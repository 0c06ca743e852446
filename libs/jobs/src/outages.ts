import { setTimeout as pause } from 'node:timers/promises';
import type { IQueueBackend } from 'bullmq';
import type { JobLog } from './log.js';

/** How long a worker rests after a failed fetch, in milliseconds. */
const REST_MS = 1_000;
/** How often one text of error is logged, in milliseconds, and how many texts are remembered. */
const REPEAT_MS = 10_000;
const TEXTS_KEPT = 100;

/**
 * Makes a worker rest between failed fetches. BullMQ does so only after ECONNREFUSED; any other error ("the database
 * system is starting up", LOADING, CLUSTERDOWN) it would retry in a hot loop.
 */
export function restingAfterErrors<B extends IQueueBackend>(backend: B): B {
  const fetch: (token: string, name?: string) => Promise<unknown[]> = backend.moveToActive.bind(backend);
  backend.moveToActive = async (token, name) => {
    try {
      return await fetch(token, name);
    } catch (error) {
      await pause(REST_MS);
      throw error;
    }
  };
  return backend;
}

/** Logs an error unless the same text was logged a moment ago: in an outage every worker repeats it all the time. */
export function quietly(log: JobLog): (error: Error, fields: object, message: string) => void {
  const loggedAt = new Map<string, number>();
  return (error, fields, message) => {
    const now = Date.now();
    if (now - (loggedAt.get(error.message) ?? 0) < REPEAT_MS) return;
    // Some texts name a job, so they never end.
    if (loggedAt.size >= TEXTS_KEPT) loggedAt.clear();
    loggedAt.set(error.message, now);
    log.error({ err: error, ...fields }, message);
  };
}
