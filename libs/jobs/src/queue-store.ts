import type { BackendClasses, IQueueBackend } from 'bullmq';

export type QueueBackend = 'postgresql' | 'redis';

/**
 * Stands where BullMQ wants connection options: queues made from a store share the store's connections, whatever their
 * number. BullMQ refuses an empty value.
 */
export const SHARED = 'shared';
type QueueClasses = BackendClasses<IQueueBackend, typeof SHARED>;
export type StoreQueue = InstanceType<QueueClasses['Queue']>;
export type StoreWorker = InstanceType<QueueClasses['Worker']>;

/** Where the queues live: the one thing that differs between the two backends. */
export interface QueueStore {
  readonly backend: QueueBackend;
  /** Queues, and workers that only ever ask `getNextJob(token, { block: false })`. One connection (pool) for them all. */
  readonly commands: QueueClasses;
  /** Workers that wait for jobs. PostgreSQL adds one LISTEN client for all of them; Redis one connection each. */
  readonly consumers: Pick<QueueClasses, 'Worker'>;
  /**
   * Puts jobs whose lock has run out back into their queue, never ahead of a better priority; answers how many. Finds those
   * that an earlier pass has marked, then marks what is taken now.
   */
  recoverStalled(queue: string, backend: IQueueBackend): Promise<number>;
  ping(): Promise<void>;
  /** Workers must be closed before. */
  close(): Promise<void>;
}
