import { beforeAll, describe, expect, it } from '@jest/globals';
import { refreshWaitingReasons } from '#libs/dispatch';
import { FakeAgent } from '../../support/fake-agent.js';
import { followDirectives } from '../support/connections.js';
import type { DispatchLab, LabPool } from '../support/lab.js';
import { until } from '../support/wait-until.js';

const INFRA = { ended: 'infra-error' as const, message: 'disk is full' };

/** Scenarios over a service with the protocol's own timing. */
export function upkeep(open: () => DispatchLab): void {
  describe('upkeep', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    it('enforces every overdue cancellation although one of them fails', async () => {
      const jobs: { id: string; attemptId: string }[] = [];
      for (let n = 0; n < 2; n += 1) {
        const { pool, agent } = await lab.poolWithAgent();
        const id = await lab.request(pool.target);
        const attempt = await agent.work();
        await attempt.heartbeat();
        jobs.push({ id, attemptId: attempt.id });
      }
      const [bad, good] = jobs;
      await lab.db.query(
        `CREATE TRIGGER poison BEFORE UPDATE ON attempts FOR EACH ROW WHEN (OLD.id = '${bad?.attemptId ?? ''}') EXECUTE FUNCTION refuse_change()`,
      );
      try {
        await lab.db.query(`UPDATE jobs SET cancel_requested_at = now() - interval '1 hour' WHERE id = ANY($1)`, [
          jobs.map(({ id }) => id),
        ]);
        await expect(lab.sweep()).rejects.toThrow('could not be judged');
        expect((await lab.job(good?.id ?? '')).state).toBe('cancelled');
      } finally {
        await lab.db.query('DROP TRIGGER poison ON attempts');
      }
      await lab.sweep();
      expect((await lab.job(bad?.id ?? '')).state).toBe('cancelled');
    });

    it('goes on relaying past messages that no queue can take: they become dead letters', async () => {
      await lab.db.query(
        `INSERT INTO outbox (queue, payload) VALUES ('no-such-queue', '{}'), ('pool.of-nobody', '{"a":1}'), ('route-job', '{"jobId":"J-1"}')`,
      );
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      expect((await agent.work()).jobId).toBe(id);
      const letters = await lab.rows<{ queue: string }>(
        `SELECT queue FROM dead_letters WHERE queue IN ('no-such-queue', 'pool.of-nobody') OR payload->>'jobId' = 'J-1' ORDER BY queue`,
      );
      expect(letters).toEqual([{ queue: 'no-such-queue' }, { queue: 'pool.of-nobody' }, { queue: 'route-job' }]);
    });

    it('takes the ticket of a cancelled job out of the window, though nobody is there to drop it', async () => {
      const pool = await lab.pool();
      const id = await lab.request(pool.target);
      await lab.untilTickets(pool, 1);
      await lab.cancel(id);
      await lab.untilTickets(pool, 0);
    });

    it('writes down why jobs wait once a pool, not once a job', async () => {
      const pool = await lab.pool();
      const id = await lab.request(pool.target);
      await lab.untilTickets(pool, 1);
      const version = (): Promise<object> => lab.one('SELECT xmin::text AS version FROM jobs WHERE id = $1', [id]);
      const before = await version();
      await refreshWaitingReasons(lab.db, lab.service.parts.timing);
      await lab.agent(pool);
      await refreshWaitingReasons(lab.db, lab.service.parts.timing);
      expect((await lab.job(id)).waiting).toMatchObject({ code: 'starting' });
      expect(await version()).toEqual(before);
    });

    it('counts each log chunk once, and refuses only what makes the log too long', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      await lab.request(pool.target);
      const attempt = await agent.work();
      expect(await attempt.log(['abc', 'de'])).toBe(2);
      expect(await attempt.log(['abc', 'de', 'f'])).toBe(3);
      const counted = (): Promise<object> =>
        lab.one('SELECT log_characters AS characters FROM attempts WHERE id = $1', [attempt.id]);
      expect(await counted()).toEqual({ characters: 6 });
      await lab.db.query('UPDATE attempts SET log_characters = 32 * 1024 * 1024 WHERE id = $1', [attempt.id]);
      expect(await attempt.log(['abc'])).toBe(3);
      await expect(attempt.log(['g'], 3)).rejects.toMatchObject({ code: 'payload-too-large' });
    });

    it('does not suspect an agent whose old directive connection breaks after it has opened a newer one', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      await lab.request(pool.target);
      const attempt = await agent.work();
      await attempt.heartbeat();
      const { wakeUps } = lab.service.parts;
      const listen = wakeUps.on.bind(wakeUps);
      let listening = 0;
      // Calls go through: this only counts who follows the agent's directives.
      wakeUps.on = (topic, listener) => {
        const stop = listen(topic, listener);
        if (topic !== `agent:${agent.id}`) return stop;
        listening += 1;
        return () => {
          listening -= 1;
          stop();
        };
      };
      try {
        const old = await followDirectives(lab, agent);
        const newer = await followDirectives(lab, agent);
        await until('both are followed', () => listening === 2);
        old.close();
        await until('the old one is over', () => listening === 1);
        expect((await lab.job(attempt.jobId)).attempts[0]?.state).toBe('running');
        newer.close();
        await until('the newer one is over', () => listening === 0);
        expect((await lab.job(attempt.jobId)).attempts[0]?.state).toBe('suspect');
      } finally {
        wakeUps.on = listen;
      }
    });

    it('keeps every ticket in its place when one agent waits for two pools at once', async () => {
      const [a, b] = [await lab.pool(), await lab.pool()];
      const agent = await FakeAgent.enrol(lab.service.url, await lab.enrolmentToken(a, b));
      await agent.register([
        { name: 'host-a', pool: a.slug },
        { name: 'host-b', pool: b.slug },
      ]);
      const order = new Map<LabPool, string[]>();
      for (const pool of [a, b]) order.set(pool, await lab.requestsInOrder(pool.target, 4));
      for (const pool of [a, b]) await lab.untilTickets(pool, 4);
      const done: string[] = [];
      while (done.length < 8) {
        const attempt = await agent.work();
        done.push(attempt.jobId);
        await attempt.complete();
      }
      for (const [, jobs] of order) expect(done.filter((id) => jobs.includes(id))).toEqual(jobs);
    });

    it('lets a host work on, however many retried jobs wait for another one that is busy', async () => {
      const pool = await lab.pool();
      const [failing, busy] = [await lab.agent(pool, ['host-a']), await lab.agent(pool, ['host-b'])];
      const long = await lab.request(pool.target);
      expect((await busy.work()).jobId).toBe(long);
      const retried = await lab.requestsInOrder(pool.target, 8);
      for (const id of retried) {
        const attempt = await failing.work();
        expect(attempt.jobId).toBe(id);
        await attempt.complete({}, INFRA);
      }
      await until('more than half a window of them is out', async () => (await pool.tickets.waiting()) > 4);
      for (const id of await lab.requestsInOrder(pool.target, 3)) {
        const attempt = await failing.work();
        expect(attempt.jobId).toBe(id);
        await attempt.complete();
      }
    });
  });
}
