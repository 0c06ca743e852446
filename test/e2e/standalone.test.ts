import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unwrap } from '#libs/client';
import { queueBackends } from '../support/redis.js';
import { eventually } from './eventually.js';
import { jobNow, logNow, requestSlowJob } from './slow-product.js';
import { forget, run, startStandalone, type Standalone } from './standalone-process.js';

const EMULATORS = ['aarch64', 'loongarch64', 'mips64el', 'riscv64'];

describe.each(queueBackends())('npm start with queues on $name', (backend) => {
  let standalone: Standalone;
  beforeAll(async () => {
    standalone = await startStandalone(backend.name === 'redis' ? { redisUrl: backend.url } : {});
  }, 120_000);
  afterAll(async () => {
    expect(await standalone.stop()).toBe(0);
    await forget(standalone);
  }, 60_000);

  it('is ready on this backend', async () => {
    const ready = await (await fetch(`${standalone.url}/readyz`)).json();
    expect(ready).toEqual({
      status: 'ready',
      database: 'ok',
      queues: 'ok',
      matrix: 'loaded',
      queueBackend: backend.name,
    });
  });

  it('plays the demo: certified, emulated, waiting, refused, unknown', async () => {
    const demo = await run('apps/cli/bin/demo.mjs', ['--json'], { SHIPEI_STATE_DIR: standalone.stateDir });
    const last = demo.stdout.trimEnd().split('\n').at(-1) ?? '';
    expect(demo.code === 0 ? '' : `${demo.stdout.slice(-3000)}\n${demo.stderr.slice(-6000)}`).toBe('');
    const summary = JSON.parse(last) as Record<string, number>;
    expect(summary).toEqual({
      certified: expect.any(Number),
      emulated: expect.any(Number),
      waiting: expect.any(Number),
      refused: expect.any(Number),
      unknown: expect.any(Number),
      jobs: expect.any(Number),
      seconds: expect.any(Number),
    });
    for (const kind of ['certified', 'waiting', 'refused', 'unknown']) expect(summary[kind]).toBeGreaterThanOrEqual(1);
    const emulators = await installedEmulators();
    if (emulators < EMULATORS.length) {
      process.stderr.write(
        `\n!!! NOT RUN: only ${emulators} of ${EMULATORS.length} qemu-user emulators are installed.\n\n`,
      );
    }
    expect(summary['emulated']).toBeGreaterThanOrEqual(emulators);
  }, 120_000);

  it('certifies a job on a second attempt when its agent is killed in mid-job, and counts nothing twice', async () => {
    const job = await requestSlowJob(standalone, `slow-${backend.name}`, 3);
    await eventually(
      'the product at work',
      () => logNow(job),
      (log) => log.includes('working'),
    );
    process.kill(await agentPid(standalone.stateDir), 'SIGKILL');

    const tested = await eventually(
      'results',
      () => jobNow(job),
      ({ state }) => state === 'technical-review',
    );
    expect(tested.attempts.map(({ number, state, outcome }) => ({ number, state, outcome }))).toEqual([
      { number: 1, state: 'lost', outcome: 'lost' },
      { number: 2, state: 'completed', outcome: 'passed' },
    ]);
    for (const role of ['reviewer', 'certifier'] as const) {
      const person = await standalone.as(role);
      const reviews = unwrap(await person.GET('/api/v1/reviews', { params: { query: { limit: 200, state: 'open' } } }));
      const review = reviews.items.find(({ jobId }) => jobId === job.id);
      if (review === undefined) throw new Error(`${role} sees no review of the job`);
      const decided = await person.POST('/api/v1/reviews/{id}/decision', {
        params: { path: { id: review.id } },
        body: { decision: 'approve' },
      });
      expect(unwrap(decided).state).toBe('approved');
    }
    const certified = await eventually(
      'the certificate',
      () => jobNow(job),
      ({ state }) => state === 'certified',
    );
    const answer = unwrap(
      await job.vendor.GET('/api/v1/matrix/check', {
        params: { query: { release: job.release, os: job.os, cpu: job.cpu } },
      }),
    );
    expect(answer).toMatchObject({ status: 'certified', scheme: 'development', certificate: certified.certificate });
    expect(answer.findings).toHaveLength(1);
  }, 120_000);

  it('stops a running job as soon as its vendor cancels it', async () => {
    const job = await requestSlowJob(standalone, `slower-${backend.name}`, 300);
    await eventually(
      'the product at work',
      () => logNow(job),
      (log) => log.includes('working'),
    );
    const cancelled = await job.vendor.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id: job.id } }, body: {} });
    expect(unwrap(cancelled).state).toBe('running');
    // Well before the next heartbeat, which comes every 20 s: the directive connection told the agent.
    const ended = await eventually(
      'the end',
      () => jobNow(job),
      ({ state }) => state === 'cancelled',
      10_000,
    );
    expect(ended.attempts.map(({ state, outcome }) => ({ state, outcome }))).toEqual([
      { state: 'cancelled', outcome: 'cancelled' },
    ]);
  }, 60_000);
});

describe('npm start with another database than before', () => {
  it('lets its agent in again, whose credential the new one does not know', async () => {
    const first = await startStandalone();
    expect(await first.stop()).toBe(0);
    await rm(path.join(first.stateDir, 'postgres'), { recursive: true });
    const second = await startStandalone({ stateDir: first.stateDir });
    try {
      const operator = await second.as('center-operator');
      const code = 'dev-local';
      await eventually(
        'registered hosts',
        async () => unwrap(await operator.GET('/api/v1/centers/{code}/hosts', { params: { path: { code } } })).items,
        (hosts) => hosts.length > 0,
      );
    } finally {
      expect(await second.stop()).toBe(0);
      await forget(second);
    }
  }, 180_000);
});

async function agentPid(stateDir: string): Promise<number> {
  const log = await readFile(path.join(stateDir, 'logs', 'agent.log'), 'utf8');
  const pids = log
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { pid: number }).pid);
  const pid = pids.at(-1);
  if (pid === undefined) throw new Error('the agent has logged nothing');
  return pid;
}

async function installedEmulators(): Promise<number> {
  const folders = (process.env['PATH'] ?? '').split(':');
  const { access } = await import('node:fs/promises');
  const found = await Promise.all(
    EMULATORS.map(async (isa) => {
      for (const folder of folders) {
        try {
          await access(path.join(folder, `qemu-${isa}-static`));
          return 1;
        } catch {
          continue;
        }
      }
      return 0;
    }),
  );
  return found.filter((one) => one === 1).length;
}
