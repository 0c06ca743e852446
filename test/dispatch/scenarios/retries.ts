import { beforeAll, describe, expect, it } from '@jest/globals';
import { park } from '../support/connections.js';
import type { DispatchLab } from '../support/lab.js';

const INFRA = { ended: 'infra-error' as const, message: 'disk is full' };

/** Scenarios over a service with the protocol's own timing. */
export function retries(open: () => DispatchLab): void {
  describe('jobs that get no result', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    const openReviews = (jobId: string): Promise<object[]> =>
      lab.rows('SELECT 1 FROM reviews WHERE job_id = $1', [jobId]);

    it('go back to the queue after an infrastructure failure, which is neither a failed product nor a finding', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      const first = await agent.work();
      // What some cases said before the machine gave up says nothing about the product.
      expect(await first.complete({ version: 'failed' }, INFRA)).toEqual({
        state: 'completed',
        outcome: 'infra-error',
      });
      expect(await lab.job(id)).toMatchObject({ state: 'queued', position: 1 });
      expect(await openReviews(id)).toEqual([]);
      const second = await agent.work();
      expect(second.assignment.attempt.number).toBe(2);
      expect(await second.complete({ function: 'infra-error' })).toMatchObject({ outcome: 'infra-error' });
      const third = await agent.work();
      expect(await third.complete({}, INFRA)).toMatchObject({ outcome: 'infra-error' });
      const blocked = await lab.job(id);
      expect(blocked.state).toBe('blocked');
      expect(blocked.reason).toContain('disk is full');
      expect(await openReviews(id)).toEqual([]);
      expect(
        await lab.rows('SELECT 1 FROM findings f JOIN attempts a ON a.id = f.attempt_id WHERE a.job_id = $1', [id]),
      ).toEqual([]);
    });

    it('do not tell anybody how long a test takes', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      await (await agent.work()).complete({}, INFRA);
      expect(await lab.job(id)).toMatchObject({ state: 'queued', expectedStart: null });
    });

    it('are not cancelled by an agent that was not asked to', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      const attempt = await agent.work();
      expect(await attempt.complete({}, { ended: 'cancelled' })).toEqual({
        state: 'completed',
        outcome: 'infra-error',
      });
      expect(await lab.job(id)).toMatchObject({ state: 'queued' });
      expect((await agent.work()).assignment.attempt.number).toBe(2);
    });

    it('go to another host that waits, also when the host that failed asks first', async () => {
      const pool = await lab.pool();
      const [first, second] = [await lab.agent(pool, ['host-a']), await lab.agent(pool, ['host-b'])];
      const id = await lab.request(pool.target);
      const attempt = await first.work();
      await attempt.complete({}, INFRA);
      const gone = new AbortController();
      const { claim } = await park(lab, first, { signal: gone.signal });
      const again = await second.work({ wait: 5 });
      expect(again.assignment).toMatchObject({ job: { id }, attempt: { number: 2 } });
      gone.abort();
      await expect(claim).rejects.toThrow();
    });

    it('go to another host of the same agent', async () => {
      const pool = await lab.pool();
      const agent = await lab.agent(pool, ['host-a', 'host-b']);
      await lab.request(pool.target);
      const first = await agent.work();
      await first.complete({}, INFRA);
      const second = await agent.work();
      expect(second.assignment.attempt.number).toBe(2);
      expect(second.assignment.hostId).not.toBe(first.assignment.hostId);
    });

    it('come back to the same host when it is alone', async () => {
      const pool = await lab.pool();
      const [alone, gone] = [await lab.agent(pool, ['host-a']), await lab.agent(pool, ['host-b'])];
      await lab.db.query(`UPDATE hosts SET last_seen_at = now() - interval '1 hour' WHERE agent_id = $1`, [gone.id]);
      await lab.request(pool.target);
      const first = await alone.work();
      await first.complete({}, INFRA);
      expect((await alone.work()).assignment.attempt.number).toBe(2);
    });

    it('come back to the same host when the other one was drained, or its agent revoked', async () => {
      const pool = await lab.pool();
      const [alone, drained, revoked] = [
        await lab.agent(pool, ['host-a']),
        await lab.agent(pool, ['host-b']),
        await lab.agent(pool, ['host-c']),
      ];
      await lab.setHost(drained.hosts[0]?.id, 'draining');
      await lab.revoke(revoked);
      await lab.request(pool.target);
      const first = await alone.work();
      await first.complete({}, INFRA);
      expect((await alone.work()).assignment.attempt.number).toBe(2);
    });

    it('get their third try although every host has failed once', async () => {
      const pool = await lab.pool();
      const agent = await lab.agent(pool, ['host-a', 'host-b']);
      await lab.request(pool.target);
      const hosts: string[] = [];
      for (const number of [1, 2, 3]) {
        const attempt = await agent.work({ wait: 5 });
        expect(attempt.assignment.attempt.number).toBe(number);
        hosts.push(attempt.assignment.hostId);
        await attempt.complete({}, INFRA);
      }
      expect(new Set(hosts.slice(0, 2)).size).toBe(2);
    });

    it('do not keep others from a host that they are waiting to avoid', async () => {
      const pool = await lab.pool();
      const [failing, busy] = [await lab.agent(pool, ['host-a']), await lab.agent(pool, ['host-b'])];
      const long = await lab.request(pool.target);
      expect((await busy.work()).jobId).toBe(long);
      const avoiding = await lab.request(pool.target, { priority: 'national' });
      await (await failing.work()).complete({}, INFRA);
      await lab.untilTickets(pool, 1);
      const others = await lab.requestsInOrder(pool.target, 2);
      for (const other of others) {
        const attempt = await failing.work({ wait: 5 });
        expect(attempt.jobId).toBe(other);
        await attempt.complete();
      }
      expect(await lab.job(avoiding)).toMatchObject({ state: 'queued', position: 1 });
    });
  });
}
