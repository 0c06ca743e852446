import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { unwrap } from '#libs/client';
import { keepDeadLetter, relayOutbox } from '#libs/database';
import { deliverOutbox, routeJob } from '#libs/dispatch';
import type { SystemActor } from '#libs/domain';
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

  it('a step whose work failed for good is not repeated until an operator has it done again', async () => {
    const { pool, agent } = await lab.poolWithAgent();
    const id = await lab.request(pool.target);
    await startWorker();
    const attempt = await agent.work();
    await stopWorkers();
    await attempt.complete();
    const repeated = async (): Promise<number> => {
      await lab.db.query('DELETE FROM outbox');
      await lab.db.query(`UPDATE jobs SET updated_at = now() - interval '1 hour' WHERE id = $1`, [id]);
      await lab.rebuild();
      return (await lab.rows(`SELECT 1 FROM outbox WHERE payload->>'attemptId' = $1`, [attempt.id])).length;
    };
    expect(await repeated()).toBe(1);
    const letter = { id: randomUUID(), queue: 'evaluate-attempt', payload: { attemptId: attempt.id }, error: 'always' };
    await keepDeadLetter(lab.db, letter);
    await keepDeadLetter(lab.db, letter);
    expect(await repeated()).toBe(0);

    const list = async (state: 'open' | 'resolved') =>
      unwrap(await lab.operator.GET('/api/v1/dead-letters', { params: { query: { state } } })).items.filter(
        (shown) => shown.id === letter.id,
      );
    const retry = (who = lab.operator) =>
      who.POST('/api/v1/dead-letters/{id}/resolution', {
        params: { path: { id: letter.id } },
        body: { action: 'retry' },
      });
    await expect(retry(lab.vendor)).rejects.toMatchObject({ status: 403, code: 'forbidden' });
    expect(await list('open')).toMatchObject([{ queue: letter.queue, payload: letter.payload, error: 'always' }]);
    expect(unwrap(await retry()).resolvedAt).not.toBeNull();
    await expect(retry()).rejects.toMatchObject({ status: 409, code: 'illegal-transition' });
    expect([await list('open'), (await list('resolved')).length]).toEqual([[], 1]);
    expect(await lab.audited(letter.id, 'dead-letter.retry')).toHaveLength(1);
    await startWorker();
    await lab.untilState(id, 'technical-review');
  });

  it('a thousand jobs that no pool serves keep none behind them from being routed', async () => {
    const { pool } = await lab.poolWithAgent();
    const id = await lab.request(pool.target);
    const { requestId } = await lab.job(id);
    await lab.db.query(
      `WITH others AS (
         INSERT INTO adaptation_requests (id, vendor_id, release_id, test_plan_id, scheme, priority, parameters, state,
                wait_for_pool, allow_emulated, submitted_by, submitted_membership_id)
         SELECT gen_random_uuid(), vendor_id, release_id, test_plan_id, scheme, priority, parameters, state, true, false,
                submitted_by, submitted_membership_id FROM adaptation_requests, generate_series(1, 1000) WHERE id = $1
         RETURNING id, vendor_id, release_id)
       INSERT INTO jobs (id, request_id, vendor_id, release_id, platform_id, state, band, queued_at, created_at)
       SELECT ('00000000' || substr(o.id::text, 9))::uuid, o.id, o.vendor_id, o.release_id,
              (SELECT pl.id FROM platforms pl WHERE NOT EXISTS (SELECT 1 FROM pools p WHERE p.cpu_model_id = pl.cpu_model_id) LIMIT 1),
              'queued', 2, now(), now() - interval '1 day' FROM others o`,
      [requestId],
    );
    await lab.db.query(`UPDATE jobs SET created_at = now() - interval '1 hour' WHERE id = $1`, [id]);
    const repeated = async (): Promise<string[]> => {
      await lab.db.query('DELETE FROM outbox');
      await lab.rebuild();
      const messages = await lab.rows<{ id: string }>(
        `SELECT payload->>'jobId' AS id FROM outbox WHERE queue = 'route-job'`,
      );
      return messages.map((message) => message.id);
    };
    const [first] = await repeated();
    expect(await repeated()).not.toContain(id);
    const actor: SystemActor = { kind: 'system', process: 'test', requestId: null };
    await routeJob({ db: lab.db, actor }, first ?? '', lab.service.parts.timing);
    expect(await repeated()).toContain(id);
    await lab.db.query(
      `UPDATE jobs SET state = 'void' WHERE request_id <> $1 AND pool_id IS NULL AND state = 'queued'`,
      [requestId],
    );
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
