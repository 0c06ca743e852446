import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { queueBackends } from '../support/redis.js';
import { DispatchLab, type LabPool } from './support/lab.js';
import { emptyQueueStore } from './support/queue-store.js';
import { until } from './support/wait-until.js';

describe.each(queueBackends())('the ready window on $name', (backend) => {
  let lab: DispatchLab;
  beforeAll(async () => {
    lab = await DispatchLab.open({ backend });
  }, 60_000);
  afterAll(() => lab.close());

  /** Tickets that PostgreSQL believes to be out: released, and not claimed yet. */
  const outstanding = async (pool: LabPool): Promise<number> =>
    (
      await lab.one<{ count: number }>(
        `SELECT count(*) AS count FROM jobs WHERE pool_id = $1 AND state = 'queued' AND ticket_released_at IS NOT NULL`,
        [pool.id],
      )
    ).count;

  /** Until all jobs have been routed and nothing is on its way to a queue. */
  const settled = (pool: LabPool, jobs: number): Promise<unknown> =>
    until(`${jobs} jobs are routed and the outbox is empty`, async () => {
      const { routed, messages } = await lab.one<{ routed: number; messages: number }>(
        'SELECT (SELECT count(*) FROM jobs WHERE pool_id = $1) AS routed, (SELECT count(*) FROM outbox) AS messages',
        [pool.id],
      );
      return routed === jobs && messages === 0;
    });

  it('holds 8 of 40 jobs where no host is, best first, and refills at half: order is band, then arrival', async () => {
    const pool = await lab.pool();
    const normal = await lab.requests(pool.target, 36);
    await settled(pool, 36);
    await lab.untilTickets(pool, 8);
    expect(await outstanding(pool)).toBe(8);
    const background = await lab.requests(pool.target, 2, { priority: 'background' });
    const national = await lab.requests(pool.target, 2, { priority: 'national' });
    await settled(pool, 40);
    expect(await pool.tickets.waiting()).toBe(8);
    // Position is the order of the backlog: the two go before all that have not been released.
    expect((await lab.job(national[0] ?? '')).position).toBe(1);
    expect((await lab.job(background[1] ?? '')).position).toBe(40);

    const agent = await lab.agent(pool);
    const order: string[] = [];
    const highest: number[] = [];
    while (order.length < 40) {
      const attempt = await agent.work();
      order.push(attempt.jobId);
      highest.push(await outstanding(pool));
      await attempt.complete();
    }
    expect(Math.max(...highest)).toBeLessThanOrEqual(8);
    const firstNational = order.indexOf(national[0] ?? '');
    // Four of the eight that were out are claimed before the window is refilled, best first.
    expect(firstNational).toBeGreaterThanOrEqual(4);
    expect(firstNational).toBeLessThanOrEqual(8);
    expect(order.indexOf(national[1] ?? '')).toBeLessThanOrEqual(9);
    expect(order.filter((id) => normal.includes(id))).toEqual(normal);
    expect(order.slice(-2)).toEqual(background);
  }, 30_000);

  it('grows with the hosts: two tickets for each live one', async () => {
    const pool = await lab.pool();
    await lab.agent(pool, ['host-a', 'host-b', 'host-c', 'host-d', 'host-e', 'host-f']);
    await lab.requests(pool.target, 15);
    await settled(pool, 15);
    await lab.untilTickets(pool, 12);
    expect(await outstanding(pool)).toBe(12);
  });

  it('is filled again when what it held was cancelled', async () => {
    const pool = await lab.pool();
    const jobs = await lab.requests(pool.target, 12);
    await settled(pool, 12);
    await lab.untilTickets(pool, 8);
    for (const id of jobs.slice(0, 8)) await lab.cancel(id);
    await until('the rest is released', async () => (await outstanding(pool)) === 4, 5_000);
    expect((await (await lab.agent(pool)).work()).jobId).toBe(jobs[8]);
  });

  it('is rebuilt after the whole queue store was emptied, and every job completes', async () => {
    const pool = await lab.pool();
    const agent = await lab.agent(pool, ['host-a', 'host-b']);
    const jobs = await lab.requests(pool.target, 12);
    await settled(pool, 12);
    await lab.untilTickets(pool, 8);
    const running = await agent.work();
    await running.heartbeat();

    await emptyQueueStore(lab.service, backend);
    expect(await pool.tickets.waiting()).toBe(0);
    expect(await agent.claim({ wait: 0.3 })).toBeNull();
    await lab.rebuild();
    expect(await running.complete()).toMatchObject({ outcome: 'passed' });
    const done = [running.jobId];
    while (done.length < jobs.length) {
      const attempt = await agent.work();
      done.push(attempt.jobId);
      await attempt.complete();
    }
    expect(done.sort()).toEqual([...jobs].sort());
    for (const id of jobs) {
      await lab.untilState(id, 'technical-review');
      expect(await lab.counters(id)).toMatchObject({ made: 1, attempts: 1 });
    }
  }, 40_000);
});
