import { unwrap } from '#libs/client';
import { readPages } from '../commands/paging.js';
import type { Actor } from './accounts.js';

/**
 * Approves the open review of a job.
 *
 * @throws Error where this person has none to decide
 */
export async function approve(reviewer: Actor, jobId: string, reason: string): Promise<void> {
  const { items } = await readPages({ all: true }, async (query) =>
    unwrap(await reviewer.client.GET('/api/v1/reviews', { params: { query: { ...query, state: 'open' } } })),
  );
  const review = items.find((open) => open.jobId === jobId);
  if (review === undefined) {
    throw new Error(
      `${reviewer.username} 没有任务 ${jobId} 的评审 · ${reviewer.username} has no review of job ${jobId}`,
    );
  }
  unwrap(
    await reviewer.client.POST('/api/v1/reviews/{id}/decision', {
      params: { path: { id: review.id } },
      body: { decision: 'approve', reason },
    }),
  );
}
