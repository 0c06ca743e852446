import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { park } from '../support/connections.js';
import type { DispatchLab } from '../support/lab.js';
import { until } from '../support/wait-until.js';

const STALE = { status: 409, code: 'stale-attempt' };

/** Scenarios over a service with the protocol's own timing. */
export function claims(open: () => DispatchLab): void {
  describe('claims', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    it('gives one job to one of two agents that claim at once', async () => {
      const pool = await lab.pool();
      const agents = [await lab.agent(pool), await lab.agent(pool)];
      const id = await lab.request(pool.target);
      const claims = await Promise.all(agents.map((agent) => agent.claim({ wait: 1 })));
      expect(claims.filter((attempt) => attempt !== null)).toHaveLength(1);
      expect(await lab.counters(id)).toMatchObject({ made: 1, attempts: 1 });
    });

    it('gives 8 jobs to 20 simultaneous claims for 10 hosts: one live attempt a job, one a host', async () => {
      const pool = await lab.pool();
      const names = Array.from({ length: 10 }, (_, n) => `host-${n}`);
      const agent = await lab.agent(pool, names);
      const jobs = await lab.requests(pool.target, 8);
      await lab.untilTickets(pool, 8);
      const hosts = [...agent.hosts, ...agent.hosts].map(({ id }) => id);
      const claims = await Promise.all(hosts.map((host) => agent.claim({ hosts: [host], wait: 3 })));
      const attempts = claims.filter((attempt) => attempt !== null);
      expect(attempts.map(({ jobId }) => jobId).sort()).toEqual([...jobs].sort());
      const live = await lab.rows<{ jobId: string; hostId: string }>(
        `SELECT a.job_id AS "jobId", ah.host_id AS "hostId" FROM attempts a JOIN attempt_hosts ah ON ah.attempt_id = a.id
        WHERE a.agent_id = $1 AND a.state = 'leased' AND ah.released_at IS NULL`,
        [agent.id],
      );
      expect(live).toHaveLength(8);
      expect(new Set(live.map(({ jobId }) => jobId)).size).toBe(8);
      expect(new Set(live.map(({ hostId }) => hostId)).size).toBe(8);
    });

    it('answers a claim whose answer was lost with the same attempt, again and again', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const claim = { claimId: randomUUID(), secret: 'the secret of this claim' };
      const gone = new AbortController();
      const lost = agent.claim({ ...claim, signal: gone.signal }).catch(() => null);
      const id = await lab.request(pool.target);
      await until('the claim has been decided', async () => (await lab.counters(id)).attempts === 1);
      gone.abort();
      await lost;
      const again = await agent.work(claim);
      expect(again.jobId).toBe(id);
      expect((await agent.work(claim)).id).toBe(again.id);
      await again.heartbeat();
      expect((await agent.work(claim)).id).toBe(again.id);
      expect(await lab.counters(id)).toMatchObject({ made: 1, attempts: 1 });
      await again.complete();
      await expect(agent.claim(claim)).rejects.toMatchObject(STALE);
    });

    it('refuses a known claim id with another secret, and another agent’s claim id is its own', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const other = await lab.agent(pool, ['host-b']);
      const claimId = randomUUID();
      await lab.requests(pool.target, 2);
      const attempt = await agent.work({ claimId });
      await expect(agent.claim({ claimId, secret: 'another' })).rejects.toMatchObject(STALE);
      expect((await other.work({ claimId })).id).not.toBe(attempt.id);
      expect(await attempt.heartbeat()).toMatchObject({ state: 'running' });
    });

    it('gives identical claims that wait at the same time one attempt, and all of them the answer', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const claim = { claimId: randomUUID(), secret: 'one secret' };
      const { claim: first } = await park(lab, agent, claim);
      const { claim: second } = await park(lab, agent, claim);
      const id = await lab.request(pool.target);
      const started = Date.now();
      const [one, two] = await Promise.all([first, second]);
      expect(Date.now() - started).toBeLessThan(5_000);
      expect(one?.id).toBeDefined();
      expect(two?.id).toBe(one?.id);
      expect(await lab.counters(id)).toMatchObject({ made: 1, attempts: 1 });
    });

    it('gives identical claims for waiting work one attempt, however many tickets there are', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const jobs = await lab.requests(pool.target, 4);
      await lab.untilTickets(pool, 4);
      const claim = { claimId: randomUUID(), secret: 'one secret' };
      const claims = await Promise.all(Array.from({ length: 5 }, () => agent.claim({ ...claim, wait: 3 })));
      expect(new Set(claims.map((attempt) => attempt?.id)).size).toBe(1);
      const { made } = await lab.one<{ made: number }>(
        'SELECT sum(attempts_made)::int AS made FROM jobs WHERE id = ANY($1)',
        [jobs],
      );
      expect(made).toBe(1);
      expect(await pool.tickets.waiting()).toBe(3);
    });

    it('gives one claim id with two secrets to one of them, refuses the other, and goes on serving', async () => {
      const pool = await lab.pool();
      const agent = await lab.agent(pool, ['host-a', 'host-b']);
      const [one, two] = agent.hosts.map(({ id }) => id);
      const claimId = randomUUID();
      const parked = [
        await park(lab, agent, { claimId, secret: 'one', hosts: [one ?? ''], wait: 5 }),
        await park(lab, agent, { claimId, secret: 'two', hosts: [two ?? ''], wait: 5 }),
      ];
      await lab.requests(pool.target, 2);
      const settled = await Promise.allSettled(parked.map(({ claim }) => claim));
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({ reason: STALE });
      expect(await agent.work({ hosts: [two ?? ''] })).toBeDefined();
    });

    it('does not spend work on a caller that has gone', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const gone = new AbortController();
      const { claim } = await park(lab, agent, { signal: gone.signal });
      gone.abort();
      await expect(claim).rejects.toThrow();
      const id = await lab.request(pool.target);
      const attempt = await agent.work();
      expect(attempt.assignment).toMatchObject({ job: { id }, attempt: { number: 1 } });
    });

    it('serves one host at a time, also of an agent that offers a busy one', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const [first, second] = await lab.requestsInOrder(pool.target, 2);
      const attempt = await agent.work();
      expect(attempt.jobId).toBe(first);
      expect(await agent.claim({ wait: 0.3 })).toBeNull();
      await attempt.complete();
      expect((await agent.work()).jobId).toBe(second);
    });
  });
}
