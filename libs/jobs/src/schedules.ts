import { retryOptions } from './retry.js';
import { scheduleOf, type QueueName } from './pipelines.js';
import type { StoreQueue } from './queue-store.js';

/** What a schedule looks like in the store; `next` in epoch milliseconds. */
interface StoredSchedule {
  readonly every?: number;
  readonly next?: number | null;
}

/** How late a run may be, in milliseconds, before its chain counts as broken rather than slow. */
const LATE_MS = 5_000;

/** A schedule is put in place when it is missing, has another interval, or its next run is long overdue. */
export function needsScheduling(stored: StoredSchedule | undefined, everyMs: number, nowMs: number): boolean {
  if (stored?.every !== everyMs) return true;
  return (stored.next ?? 0) < nowMs - everyMs - LATE_MS;
}

/**
 * Makes sure that a scheduled queue has its one schedule. Looked at again and again, not only at boot: the schedule lives
 * in the store, and whoever empties the store takes with it the very jobs that would rebuild it. Any number of workers may
 * call this: the schedule has one name, and the store keeps one next run under it.
 */
export async function ensureSchedule(queue: QueueName, store: StoreQueue): Promise<void> {
  const everyMs = scheduleOf(queue);
  if (everyMs === undefined) return;
  if (!needsScheduling(await store.getJobScheduler(queue), everyMs, Date.now())) return;
  await store.upsertJobScheduler(queue, { every: everyMs }, { name: queue, data: {}, opts: retryOptions(queue) });
}
