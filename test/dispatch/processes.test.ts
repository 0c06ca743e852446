import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { relayOutbox } from '#libs/database';
import { deliverOutbox } from '#libs/dispatch';
import { createLogger } from '#libs/runtime';
import { WorkerProcess } from '../../apps/worker/src/worker-process.js';
import { queueBackends } from '../support/redis.js';
import { followDirectives, park } from './support/connections.js';
import { DispatchLab } from './support/lab.js';

// Each wait gives up before, and says what for.
jest.setTimeout(60_000);

describe.each(queueBackends())('processes that come and go on $name', (backend) => {
  let lab: DispatchLab;
  let workers: WorkerProcess[] = [];
  beforeAll(async () => {
    lab = await DispatchLab.open({ backend, worker: false });
  });
  afterEach(() => stopWorkers());
  afterAll(() => lab.close());

  async function startWorker(): Promise<void> {
    const { settings, timing } = lab.service.parts;
    const log = createLogger({ name: 'worker', level: 'silent', stream: 'stderr' });
    workers.push(await WorkerProcess.start({ ...settings, SHIPEI_WORKER_CONCURRENCY: 4 }, log, timing));
  }

  async function stopWorkers(): Promise<void> {
    for (const worker of workers) await worker.onModuleDestroy();
    workers = [];
  }

  /** Of the job; what else is there may be left by a worker that was stopped. */
  const messages = (jobId: string): Promise<object[]> =>
    lab.rows(`SELECT queue FROM outbox WHERE payload->>'jobId' = $1`, [jobId]);

  it('the outbox keeps what was committed while no worker ran, until one does', async () => {
    const { pool, agent } = await lab.poolWithAgent();
    const id = await lab.request(pool.target);
    expect(await messages(id)).toEqual([{ queue: 'route-job' }]);
    expect(await agent.claim({ wait: 0.3 })).toBeNull();
    await startWorker();
    const attempt = await agent.work();
    expect(attempt.jobId).toBe(id);
    await attempt.heartbeat();

    await stopWorkers();
    await attempt.complete();
    expect(await lab.job(id)).toMatchObject({ state: 'results-in' });
    await startWorker();
    await lab.untilState(id, 'technical-review');
  });

  it('nothing is lost when a worker stops at any moment', async () => {
    const { pool, agent } = await lab.poolWithAgent();
    const jobs = await lab.requests(pool.target, 4);
    for (let stop = 0; stop < 3; stop += 1) {
      await startWorker();
      await stopWorkers();
    }
    await startWorker();
    const done: string[] = [];
    while (done.length < jobs.length) {
      const attempt = await agent.work();
      done.push(attempt.jobId);
      await attempt.complete();
    }
    expect(done).toEqual(jobs);
  });

  it('a relay that died delivers again what it had delivered and not forgotten, and that is harmless', async () => {
    const { pool, agent } = await lab.poolWithAgent();
    const { db, queues } = lab.service.parts;
    const id = await lab.request(pool.target);
    const dies = async (): Promise<number> =>
      relayOutbox(db, async (entries) => {
        await deliverOutbox(db, queues, entries);
        throw new Error('killed');
      });
    await expect(dies()).rejects.toThrow('killed');
    await expect(dies()).rejects.toThrow('killed');
    expect(await messages(id)).toEqual([{ queue: 'route-job' }]);
    await startWorker();
    expect((await agent.work()).jobId).toBe(id);
    expect(await agent.claim({ wait: 0.3 })).toBeNull();
    expect(await pool.tickets.waiting()).toBe(0);
    expect(await lab.counters(id)).toMatchObject({ made: 1, attempts: 1 });
    expect(await lab.audited(id, 'job.route')).toHaveLength(1);
  });

  it('several workers at once empty the outbox without doing one thing twice', async () => {
    const pool = await lab.pool();
    const jobs = await lab.requests(pool.target, 12);
    await Promise.all([startWorker(), startWorker()]);
    const agent = await lab.agent(pool, ['host-a', 'host-b', 'host-c', 'host-d']);
    const done: string[] = [];
    const host = async (hostId: string): Promise<void> => {
      for (;;) {
        const attempt = await agent.claim({ hosts: [hostId], wait: 1 });
        if (attempt === null) return;
        await attempt.complete();
        done.push(attempt.jobId);
      }
    };
    await Promise.all(agent.hosts.map(({ id }) => host(id)));
    expect(done.sort()).toEqual([...jobs].sort());
    for (const id of jobs) expect(await lab.audited(id, 'job.route')).toHaveLength(1);
  });

  // The last one: this API serves nobody afterwards.
  it('an API that closes answers all who wait at once, and those who come later too; what runs is not suspected', async () => {
    await startWorker();
    const pool = await lab.pool();
    const agent = await lab.agent(pool, ['host-a', 'host-b', 'host-c', 'host-d']);
    const [first, ...free] = agent.hosts.map(({ id }) => id);
    await lab.request(pool.target);
    const attempt = await agent.work({ hosts: [first ?? ''] });
    await attempt.heartbeat();
    const directives = await followDirectives(lab, agent);
    const parked = [];
    for (const id of free) parked.push((await park(lab, agent, { hosts: [id] })).claim);
    const started = Date.now();
    lab.service.parts.beginStop();
    expect(await Promise.all(parked)).toEqual([null, null, null]);
    expect(await agent.claim({ hosts: free })).toBeNull();
    expect((await directives.events.next()).done).toBe(true);
    expect(Date.now() - started).toBeLessThan(3_000);
    expect(await lab.job(attempt.jobId)).toMatchObject({ state: 'running', attempts: [{ state: 'running' }] });
  });
});
