/**
 * The queue of one pool: `pool.<center>.<pool>`. A slug may hold a dot, so dots inside it become `~` (no slug holds one):
 * pool `b.c` of center `a` and pool `c` of center `a.b` must never share a queue.
 */
export function poolQueueName(center: string, pool: string): string {
  const escape = (slug: string) => slug.replaceAll('.', '~');
  return `pool.${escape(center)}.${escape(pool)}`;
}

/** BullMQ splits keys at `:`, and braces would move a Redis Cluster hash tag. */
const POOL_QUEUE_NAME = /^pool\.[^.:{}\s]+\.[^.:{}\s]+$/;

export function assertPoolQueueName(name: string): void {
  if (!POOL_QUEUE_NAME.test(name)) throw new Error(`Not the queue of a pool (pool.<center>.<pool>): ${name}`);
}

/**
 * Id of a ticket in its queue. It carries the generation: BullMQ answers the add of a known id with the old job, so a
 * job that is queued again needs another id, and the same ticket released twice is one ticket.
 */
export function ticketId(jobId: string, generation: number): string {
  return `${jobId}.${generation}`;
}
