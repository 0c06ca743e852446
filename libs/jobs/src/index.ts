/**
 * The queues of Shipei: their names, payloads, retry policies, and the choice of where they live. PostgreSQL decides,
 * the queues deliver: each of them can be emptied at any time and is filled again from the database.
 *
 * - **Pool queues** (`openQueues(…).tickets(poolQueueName(center, pool))`): a pool is a queue, and each claim takes from it.
 * - **Pipeline queues** (`PIPELINES`): what the worker app does, one processor each.
 *
 * Glossary
 * - ticket 票: says "job J, generation G, may be claimed in this pool". No lease and no promise: the claim is decided by one
 *   conditional UPDATE in PostgreSQL, so a doubled, late or stale ticket is harmless.
 * - window 就绪窗口: the few tickets a pool's queue holds at a time, the best of the pool's backlog as PostgreSQL orders it.
 * - band 优先级: 1 national key project, 2 normal, 3 background. A lower band goes first; inside a band, as released.
 * - generation 代次: counts how often a job was queued. A ticket of an older generation is stale.
 * - dead letter 死信: a pipeline job that failed for good; an operator sees it.
 */
export type { DeadLetter } from './dead-letters.js';
export type { JobLog } from './log.js';
export { poolQueueName } from './names.js';
export { openQueues, type Queues, type QueueSettings } from './open-queues.js';
export { parsePipelineJob, PayloadRefused, QUEUE_NAMES } from './pipelines.js';
export type { PipelineJob } from './pipelines.js';
export type { ProcessorContext, Processors, RunOptions } from './processors.js';
export { RETRY_POLICIES } from './retry.js';
export type { TakenTicket, Ticket, TicketQueue } from './tickets.js';
