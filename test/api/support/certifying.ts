import { FakeAgent, type FakeAttempt, type Verdict } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import { succeed } from './http.js';
import { jobIn, onlyJob, reviewOf, decide, submit, type Job } from './jobs.js';
import { registerRelease, type Registered } from './releases.js';

/** An agent that offers `hosts` hosts of the machine's own pool. */
export async function localAgent(service: TestService, hosts = 1): Promise<FakeAgent> {
  const agent = await FakeAgent.enrol(service.url, service.prepared.enrolmentToken);
  await agent.register(Array.from({ length: hosts }, (_, index) => ({ name: `host-${index + 1}`, pool: 'local' })));
  return agent;
}

export interface Tested {
  readonly release: Registered;
  readonly jobId: string;
  readonly attempt: FakeAttempt;
}

export interface TestRun {
  readonly verdicts?: Readonly<Record<string, Verdict>>;
  /** A new one unless named. */
  readonly release?: Registered;
  /** What the request says beyond the release. */
  readonly request?: Readonly<Record<string, unknown>>;
  readonly hosts?: readonly string[];
}

/** Has a release of the development vendor tested, and waits for the technical review to open. */
export async function tested(service: TestService, agent: FakeAgent, run: TestRun = {}): Promise<Tested> {
  const token = await service.tokenOf('vendor');
  const release = run.release ?? (await registerRelease(service, { token, vendor: 'dev-vendor' }));
  const jobId = onlyJob(await submit(service, token, release.coordinate, run.request));
  const attempt = await agent.work(run.hosts === undefined ? {} : { hosts: run.hosts });
  await attempt.heartbeat('unpack');
  await attempt.log([`testing ${release.coordinate}\n`]);
  await attempt.evidence('report.txt', `report of ${release.coordinate}`);
  await attempt.complete(run.verdicts, { evidence: ['report.txt'] });
  await jobIn(service, token, jobId, 'technical-review');
  return { release, jobId, attempt };
}

/** Approves the review of a job that is open to this role. */
export async function approve(service: TestService, role: 'reviewer' | 'certifier', jobId: string): Promise<void> {
  const token = await service.tokenOf(role);
  const { id } = await reviewOf(service, token, jobId);
  const answer = await decide(service, token, id, { decision: 'approve' });
  if (answer.status !== 200) throw new Error(`approve: ${answer.status} ${answer.text}`);
}

/** A release that went all the way, with its certificate. */
export async function certified(
  service: TestService,
  agent: FakeAgent,
  run: TestRun = {},
): Promise<Tested & { number: string }> {
  const result = await tested(service, agent, run);
  await approve(service, 'reviewer', result.jobId);
  await approve(service, 'certifier', result.jobId);
  const job: Job = await jobIn(service, await service.tokenOf('vendor'), result.jobId, 'certified');
  if (job.certificate === null) throw new Error('a certified job names no certificate');
  return { ...result, number: job.certificate };
}

export const KUNPENG = 'hisilicon/kunpeng-920';

export interface Cell {
  readonly status: string;
  readonly certificate: string | null;
  readonly findings: string[];
  readonly path: unknown[];
  readonly declaredBy: { organization: string; as: string }[];
  readonly unknownBecause: unknown;
  readonly explanation: { zh: string[]; en: string[] };
  readonly validUntil: string | null;
  readonly knownAt: string;
  readonly revision: number;
}

/** What the matrix answers about a release on the machine's own platform. */
export async function cell(
  service: TestService,
  release: string,
  options: { token?: string; os?: string; cpu?: string; validAt?: string; knownAt?: string } = {},
): Promise<Cell> {
  const { token, ...query } = options;
  const asked = new URLSearchParams({ release, ...service.prepared.platform, ...query });
  return succeed<Cell>(service.url, { path: `/api/v1/matrix/check?${asked.toString()}`, token });
}
