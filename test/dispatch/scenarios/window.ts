import { beforeAll, describe, expect, it } from '@jest/globals';
import type { QueueBackend } from '../../support/redis.js';
import type { DispatchLab, LabPool } from '../support/lab.js';
import { emptyQueueStore } from '../support/queue-store.js';
import { until } from '../support/wait-until.js';

/** Scenarios over a service with the protocol's own timing. */
export function readyWindow(open: () => DispatchLab, backend: QueueBackend): void {
  describe('the ready window', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    /** Tickets that PostgreSQL believes to be out: released, and not claimed yet. */
    const outstanding = async (pool: LabPool): Promise<number> =>
      (
        await lab.one<{ count: number }>(
          `SELECT count(*) AS count FROM jobs WHERE pool_id = $1 AND state = 'queued' AND ticket_released_at IS NOT NULL`,
          [pool.id],
        )
      ).count;

    /**
     * Until more jobs than the window holds have all been routed, and nothing is released any more; answers how many
     * tickets are out. Those are more than half a window: fewer would be filled up.
     */
    const settled = (pool: LabPool, jobs: number, window = 8): Promise<number> =>
      until(`${jobs} jobs are routed and nothing is on its way`, async () => {
        const { routed } = await lab.one<{ routed: number }>('SELECT count(*) AS routed FROM jobs WHERE pool_id = $1', [
          pool.id,
        ]);
        const { messages } = await lab.one<{ messages: number }>('SELECT count(*) AS messages FROM outbox');
        const tickets = await pool.tickets.waiting();
        const full = tickets > window / 2 && tickets === (await outstanding(pool));
        return routed === jobs && messages === 0 && full && tickets;
      });

    it('holds at most 8 of 40 jobs where no host is, and is refilled at half: order is band, then arrival', async () => {
      const pool = await lab.pool();
      const normal = await lab.requestsInOrder(pool.target, 36);
      const held = await settled(pool, 36);
      expect(held).toBeLessThanOrEqual(8);
      const background = await lab.requestsInOrder(pool.target, 2, { priority: 'background' });
      const national = await lab.requestsInOrder(pool.target, 2, { priority: 'national' });
      expect(await settled(pool, 40)).toBe(held);
      // Position is the order of the backlog: the two go before all that have not been released.
      expect((await lab.job(national[0] ?? '')).position).toBe(1);
      expect((await lab.job(background[1] ?? '')).position).toBe(40);

      const agent = await lab.agent(pool);
      const order: string[] = [];
      const out: number[] = [];
      while (order.length < 40) {
        const attempt = await agent.work();
        order.push(attempt.jobId);
        out.push(await outstanding(pool));
        await attempt.complete();
      }
      expect(Math.max(...out)).toBeLessThanOrEqual(8);
      // What was out when they came goes first, and nothing else.
      expect(order.indexOf(national[0] ?? '')).toBeLessThanOrEqual(held);
      expect(order.indexOf(national[1] ?? '')).toBeLessThanOrEqual(held + 1);
      expect(order.indexOf(national[0] ?? '')).toBeLessThan(order.indexOf(national[1] ?? ''));
      expect(order.filter((id) => normal.includes(id))).toEqual(normal);
      expect(order.slice(-2)).toEqual(background);
    });

    it('grows with the hosts: at most two tickets for each live one', async () => {
      const pool = await lab.pool();
      await lab.agent(pool, ['host-a', 'host-b', 'host-c', 'host-d', 'host-e', 'host-f', 'host-g', 'host-h']);
      await lab.requests(pool.target, 20);
      expect(await settled(pool, 20, 16)).toBeLessThanOrEqual(16);
    });

    it('is filled again when what it held was cancelled', async () => {
      const pool = await lab.pool();
      const jobs = await lab.requestsInOrder(pool.target, 12);
      const held = await settled(pool, 12);
      for (const id of jobs.slice(0, held)) await lab.cancel(id);
      const refilled = async (): Promise<boolean> => {
        const out = await outstanding(pool);
        return out > 4 || out === jobs.length - held;
      };
      await until('the rest is released, or more than half a window of it', refilled);
      expect((await (await lab.agent(pool)).work()).jobId).toBe(jobs[held]);
    });

    it('is rebuilt after the whole queue store was emptied, and every job completes', async () => {
      const pool = await lab.pool();
      const agent = await lab.agent(pool, ['host-a', 'host-b']);
      const running = await lab.request(pool.target).then(() => agent.work());
      await running.heartbeat();
      const jobs = [running.jobId, ...(await lab.requests(pool.target, 12))];
      await settled(pool, 13);

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
    });
  });
}
