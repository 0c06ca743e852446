import type { components } from '#libs/client';
import type { TestService } from '../../support/service.js';
import { send, succeed, type Answer } from './http.js';
import { eventually } from './eventually.js';

export type Job = components['schemas']['Job'];
export type Request = components['schemas']['AdaptationRequest'];

/** Values of the built-in plan's parameters; what they are does not matter to an agent that only reports. */
export const PARAMETERS = {
  entry: 'bin/tool',
  versionPattern: '1',
  functionArgs: ['--help'],
  functionPattern: '.',
  serviceArgs: ['--serve'],
};

/** A request for one release on the machine's own platform unless other targets are named. */
export async function submit(
  service: TestService,
  token: string,
  release: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Request> {
  return succeed<Request>(service.url, {
    method: 'POST',
    path: '/api/v1/adaptation-requests',
    token,
    json: {
      release,
      targets: [service.prepared.platform],
      testPlan: 'command-line-software',
      parameters: PARAMETERS,
      ...more,
    },
  });
}

/** The only job of a request. */
export function onlyJob(request: Request): string {
  const [job] = request.jobs;
  if (job === undefined || request.jobs.length > 1) throw new Error('the request does not have exactly one job');
  return job.id;
}

export async function jobOf(service: TestService, token: string, id: string): Promise<Job> {
  return succeed<Job>(service.url, { path: `/api/v1/jobs/${id}`, token });
}

/** Waits until the job is in a state. */
export async function jobIn(service: TestService, token: string, id: string, state: Job['state']): Promise<Job> {
  return eventually(`job ${id} is ${state}`, async () => {
    const job = await jobOf(service, token, id);
    return job.state === state ? job : undefined;
  });
}

export interface OpenReview {
  readonly id: string;
  readonly jobId: string;
  readonly kind: string;
}

/** Waits until a review of the job is open to this person. */
export async function reviewOf(service: TestService, token: string, jobId: string): Promise<OpenReview> {
  return eventually(`a review of job ${jobId} is open`, async () => {
    const page = await succeed<{ items: OpenReview[] }>(service.url, { path: '/api/v1/reviews?limit=200', token });
    return page.items.find((review) => review.jobId === jobId);
  });
}

export async function decide(service: TestService, token: string, reviewId: string, json: object): Promise<Answer> {
  return send(service.url, { method: 'POST', path: `/api/v1/reviews/${reviewId}/decision`, token, json });
}
