import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { OPERATIONS, type Operation } from '#libs/contracts';
import { ROLES } from '#libs/domain';
import type { FakeAgent } from '../support/fake-agent.js';
import { startService, type TestService } from '../support/service.js';
import { certified, localAgent, tested } from './support/certifying.js';
import { problemOf, send, succeed, type Answer, type Call } from './support/http.js';
import { onlyJob, reviewOf, submit } from './support/jobs.js';
import { inputFor, type Input, type Known } from './support/junk.js';
import { pathOf, writes } from './support/operations.js';
import { sha256Of } from './support/releases.js';
import { rowCounts, storedFiles } from './support/stored.js';

jest.setTimeout(120_000);

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_123);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 15);

describe(`any operation with any input from anybody (FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS})`, () => {
  let service: TestService;
  let agent: FakeAgent;
  let callers: (string | undefined)[];
  let known: Known;
  let attemptToken: string;
  let counts: Record<string, number>;
  beforeAll(async () => {
    service = await startService({ timing: { pollSeconds: 0.2 } });
    agent = await localAgent(service, 2);
    const vendor = await service.tokenOf('vendor');
    const done = await certified(service, agent);
    const waiting = await tested(service, agent);
    const running = onlyJob(await submit(service, vendor, done.release.coordinate));
    const attempt = await agent.work();
    await attempt.heartbeat();
    const queued = await submit(service, vendor, waiting.release.coordinate, {
      targets: [{ os: 'kylinsoft/kylin-server@v10-sp3', cpu: 'hisilicon/kunpeng-920' }],
      waitForPool: true,
    });
    const review = await reviewOf(service, await service.tokenOf('reviewer'), waiting.jobId);
    attemptToken = attempt.secret;
    const { platform } = service.prepared;
    const releases = [done.release.coordinate, waiting.release.coordinate];
    await succeed(service.url, {
      method: 'POST',
      path: '/api/v1/solutions',
      token: vendor,
      json: { slug: 'office', name: '办公', releases: releases.map((release) => ({ release })), published: true },
    });
    const jobs = [done.jobId, waiting.jobId, running, onlyJob(queued)];
    const hosts = agent.hosts.map(({ id }) => id);
    known = {
      '*': ['n/a', 'x', '产品', 'a long enough password', 'unpack'],
      vendor: ['dev-vendor'],
      product: [done.release.product, waiting.release.product],
      organization: ['dev-vendor', 'dev-lab'],
      code: ['dev-local'],
      pool: ['local'],
      pools: ['local'],
      release: releases,
      releases,
      with: releases,
      solution: ['office'],
      os: [platform.os, 'kylinsoft/kylin-server@v10-sp3'],
      operatingSystems: [platform.os],
      cpu: [platform.cpu, 'hisilicon/kunpeng-920'],
      isa: ['x86_64', 'aarch64'],
      sha256: [done.release.sha256],
      digest: [done.release.sha256],
      number: ['1', done.number],
      name: ['report.txt', 'host-1'],
      id: [...jobs, queued.id, attempt.id, review.id, ...hosts],
      hosts,
      claimId: [attempt.claimId],
      tokenHash: [sha256Of(attempt.secret)],
      cursor: [Buffer.from(done.jobId).toString('base64url'), Buffer.from('5').toString('base64url')],
      token: [attempt.secret],
      username: ['dev-vendor'],
      category: ['developer-tool'],
      testPlan: ['command-line-software'],
      scheme: ['development', 'xinchuang'],
      schemes: ['development'],
      region: ['110000'],
      caseId: attempt.assignment.plan.cases.map(({ id }) => id),
      evidence: ['report.txt'],
      version: ['1.0', '2.0'],
      uscc: ['91999999MA0000001N'],
    };
    // API keys rather than sessions: one of the operations signs out.
    const keys = ROLES.map(async (role) => {
      const call = {
        method: 'POST',
        path: '/api/v1/api-keys',
        token: await service.tokenOf(role),
        json: { name: 'fuzz' },
      };
      return (await succeed<{ key: string }>(service.url, call)).key;
    });
    callers = [undefined, agent.credential, ...(await Promise.all(keys))];
    counts = await rowCounts(service);
  });
  afterAll(() => service.stop());

  function callOf(operation: Operation, input: Input, token: string | undefined): Call {
    const params = Object.fromEntries(
      Object.entries(input.params).map(([name, value]) => [name, encodeURIComponent(wellFormed(textOf(value)))]),
    );
    const query = Object.entries(finite(operation, input.query)).map(
      ([name, value]) => `${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(textOf(value)))}`,
    );
    const base = {
      method: operation.method,
      path: `${pathOf(operation, params)}?${query.join('&')}`,
      token,
      headers: { 'shipei-attempt-token': attemptToken, ...input.headers },
    };
    if (operation.method === 'GET' || operation.method === 'HEAD') return base;
    if (operation.bodyKind === 'json') return { ...base, json: input.body ?? null };
    if (operation.bodyKind === 'none') return base;
    const headers = { ...base.headers, 'content-type': 'application/octet-stream' };
    return { ...base, headers, body: wellFormed(textOf(input.body)) };
  }

  async function judge(operation: Operation, answer: Answer): Promise<void> {
    expect(answer.status).toBeLessThan(500);
    if (answer.status < 400) {
      if (writes(operation)) counts = await rowCounts(service);
      return;
    }
    // A badge says by its picture that it knows nothing of the kind.
    const isPicture = operation.id === 'getBadge' && answer.status === 404;
    if (operation.method !== 'HEAD' && !isPicture) problemOf(answer);
    if (writes(operation)) expect(await rowCounts(service)).toEqual(counts);
  }

  // An agent's directive connection stays open as long as the agent likes.
  const ending = OPERATIONS.filter(({ id }) => id !== 'followDirectives');

  it.each(ending.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
    const property = fc.asyncProperty(
      inputFor(operation, known),
      fc.oneof(fc.constantFrom(...callers), { weight: 3, arbitrary: fc.constantFrom(...admitted(operation)) }),
      async (input, token) => judge(operation, await send(service.url, callOf(operation, input, token))),
    );
    await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
  });

  /** Callers that the operation lets in, so that its input is looked at more often than by chance. */
  function admitted({ who }: Operation): (string | undefined)[] {
    const [stranger, agentCredential, ...people] = callers;
    if (who === 'public') return [stranger];
    if (who === 'agent' || who === 'attempt') return [agentCredential];
    return who === 'signed-in' ? people : people.filter((_key, index) => who.includes(ROLES[index] ?? 'operator'));
  }

  it('left no file behind but what was stored', async () => {
    const stored = await service.parts.db.query<{ sha256: string }[]>(
      'SELECT sha256 FROM artifacts UNION SELECT sha256 FROM evidence',
    );
    const blobs = (await storedFiles(service)).filter((file) => !file.startsWith('uploads/'));
    expect(blobs.map((file) => file.split('/').at(-1)).sort()).toEqual(stored.map(({ sha256 }) => sha256).sort());
  });
});

/** A log that is followed ends with its job. */
function finite({ id }: Operation, query: Record<string, unknown>): Record<string, unknown> {
  return id === 'getJobLog' && (query['follow'] ?? 'true') === 'true' ? { ...query, follow: 'false' } : query;
}

/** encodeURIComponent throws on half a surrogate pair; those are sent in bodies. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString('utf8');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
