import { beforeAll, describe, expect, it } from '@jest/globals';
import { openQueues, poolQueueName } from '#libs/jobs';
import type { DispatchLab } from '../support/lab.js';

/** Scenarios over a service with the protocol's own timing. */
export function staleTickets(open: () => DispatchLab): void {
  describe('tickets that say nothing new', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    it('drops a duplicate of a ticket that was claimed', async () => {
      const pool = await lab.pool();
      const [first, second] = [await lab.agent(pool), await lab.agent(pool)];
      const id = await lab.request(pool.target);
      await lab.untilTickets(pool, 1);
      await pool.tickets.release([{ jobId: id, generation: 1, band: 2 }]);
      expect(await pool.tickets.waiting()).toBe(1);

      const attempt = await first.work();
      await pool.tickets.release([{ jobId: id, generation: 1, band: 2 }]);
      expect(await second.claim({ wait: 0.3 })).toBeNull();
      expect(await pool.tickets.waiting()).toBe(0);
      await attempt.complete();
      await pool.tickets.release([{ jobId: id, generation: 1, band: 2 }]);
      expect(await second.claim({ wait: 0.3 })).toBeNull();
      expect(await lab.counters(id)).toEqual({ made: 1, withoutResult: 0, generation: 1, attempts: 1 });
    });

    it('drops the ticket of an older generation, and gives the job out once for the newer one', async () => {
      const pool = await lab.pool();
      const [first, second] = [await lab.agent(pool, ['host-a']), await lab.agent(pool, ['host-b', 'host-c'])];
      const id = await lab.request(pool.target);
      await (await first.work()).complete({}, { ended: 'infra-error' });
      await lab.untilTickets(pool, 1);
      // In front of the one that counts.
      await pool.tickets.release([{ jobId: id, generation: 1, band: 1 }]);
      const hosts = second.hosts.map((host) => [host.id]);
      const claims = await Promise.all(hosts.map((host) => second.claim({ hosts: host, wait: 1 })));
      expect(claims.map((attempt) => attempt?.assignment.attempt.number).sort()).toEqual([2, undefined]);
      expect(await pool.tickets.waiting()).toBe(0);
      expect(await lab.counters(id)).toEqual({ made: 2, withoutResult: 1, generation: 2, attempts: 2 });
    });

    it('drops the ticket of a cancelled job', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      await lab.untilTickets(pool, 1);
      expect(await lab.cancel(id)).toMatchObject({ state: 'cancelled' });
      expect(await agent.claim({ wait: 0.3 })).toBeNull();
      expect(await pool.tickets.waiting()).toBe(0);
      expect(await lab.job(id)).toMatchObject({ state: 'cancelled', attempts: [] });
    });

    it('drops the ticket of a job that another pool has, and leaves the job there', async () => {
      const [here, elsewhere] = [await lab.poolWithAgent(), await lab.poolWithAgent()];
      const id = await lab.request(here.pool.target);
      await lab.untilTickets(here.pool, 1);
      await elsewhere.pool.tickets.release([{ jobId: id, generation: 1, band: 2 }]);
      expect(await elsewhere.agent.claim({ wait: 0.3 })).toBeNull();
      expect(await elsewhere.pool.tickets.waiting()).toBe(0);
      expect((await here.agent.work()).jobId).toBe(id);
    });

    it('drops the ticket of a job that never was', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      await pool.tickets.release([{ jobId: '01900000-0000-7000-8000-000000000000', generation: 1, band: 2 }]);
      const id = await lab.request(pool.target);
      expect((await agent.work()).jobId).toBe(id);
      expect(await pool.tickets.waiting()).toBe(0);
    });

    it('brings back the ticket of a claimer that died with it', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      await lab.untilTickets(pool, 1);
      const dying = await openQueues({ ...lab.queueSettings, ticketLockMs: 300 });
      expect(await dying.tickets(poolQueueName(pool.center, pool.slug)).take()).toMatchObject({ jobId: id });
      await dying.close();
      // The reconciler may only add what is missing: the one that was taken is still known to the queue.
      await lab.rebuild();
      expect(await pool.tickets.waiting()).toBe(0);
      expect((await agent.work()).jobId).toBe(id);
      expect(await lab.counters(id)).toMatchObject({ made: 1, attempts: 1 });
    });
  });
}
