import { unwrap, type components } from '#libs/client';
import type { LiveView } from '../live-view.js';
import type { Styles } from '../rendering/styles.js';
import { watchJobs } from '../watching/watch-jobs.js';
import type { Actor } from './accounts.js';

type JobSummary = components['schemas']['JobSummary'];

const LOOK_MS = 300;

export interface Following {
  readonly vendor: Actor;
  readonly view: LiveView;
  readonly styles: Styles;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** Jobs of these requests, in their order. */
export async function readJobs(vendor: Actor, requestIds: readonly string[]): Promise<readonly JobSummary[]> {
  const requests = requestIds.map(async (id) =>
    unwrap(await vendor.client.GET('/api/v1/adaptation-requests/{id}', { params: { path: { id } } })),
  );
  return (await Promise.all(requests)).flatMap((request) => request.jobs);
}

/** Shows jobs until they are as wanted, or the demo's time is over. */
export async function follow(
  { vendor, view, styles, now, signal }: Following,
  read: () => Promise<readonly JobSummary[]>,
  keep: boolean,
  until: (jobs: readonly JobSummary[]) => boolean,
): Promise<readonly JobSummary[]> {
  return await watchJobs({
    client: vendor.client,
    // On a terminal the logs scroll by in place; as lines they would bury the story.
    source: view.live ? vendor : undefined,
    readJobs: read,
    until,
    view,
    styles,
    now,
    intervalMs: LOOK_MS,
    keep,
    signal,
  });
}
