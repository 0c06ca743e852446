import { beforeAll, describe, expect, it } from '@jest/globals';
import { unwrap } from '#libs/client';
import { transaction, type WakeTopic } from '#libs/database';
import { advanceJob } from '#libs/dispatch';
import type { SystemActor } from '#libs/domain';
import type { DispatchLab } from '../support/lab.js';
import { until } from '../support/wait-until.js';

const ACTOR: SystemActor = { kind: 'system', process: 'test', requestId: null };

/** Scenarios over a service with the protocol's own timing: two writes at the same moment, held there by locks. */
export function crossings(open: () => DispatchLab): void {
  describe('writes that cross', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    /** Statements of this database that wait for a lock. */
    const waiting = async (): Promise<number> =>
      (
        await lab.one<{ count: number }>(
          `SELECT count(*) AS count FROM pg_locks WHERE NOT granted
              AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`,
        )
      ).count;

    /** Runs `before`, keeps its locks while `crossing` starts and comes to wait for them, then commits. */
    async function crossed(
      before: (query: (sql: string, parameters?: unknown[]) => Promise<unknown>) => Promise<unknown>,
      crossing: () => Promise<unknown>,
      last: (query: (sql: string, parameters?: unknown[]) => Promise<unknown>) => Promise<unknown> = async () => null,
    ): Promise<void> {
      const gate = lab.db.createQueryRunner();
      await gate.startTransaction();
      let done = false;
      let second: Promise<unknown> | undefined;
      try {
        const query = (sql: string, parameters: unknown[] = []): Promise<unknown> => gate.query(sql, parameters);
        await before(query);
        second = crossing().finally(() => (done = true));
        // Looked at below; until then a failure must not end the process.
        second.catch(() => undefined);
        await until('the second write waits, or is through', async () => done || (await waiting()) > 0);
        await last(query);
        await gate.commitTransaction();
      } catch (error) {
        await gate.rollbackTransaction();
        throw error;
      } finally {
        await gate.release();
      }
      await second;
    }

    it('close a request whose last two jobs end at once', async () => {
      const [one, two] = [await lab.pool(), await lab.pool()];
      const first = await lab.request(one.target, { targets: [one.target, two.target] });
      const { requestId } = await lab.job(first);
      const [second] = await lab.rows<{ id: string }>('SELECT id FROM jobs WHERE request_id = $1 AND id <> $2', [
        requestId,
        first,
      ]);
      const cancel = (id: string): Promise<unknown> =>
        transaction(lab.db, (tx) => advanceJob(tx, ACTOR, id, 'cancelled'));
      let commit: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (commit = resolve));
      let ended = false;
      const slow = transaction(lab.db, async (tx) => {
        await advanceJob(tx, ACTOR, first, 'cancelled');
        ended = true;
        await held;
      });
      await until('the first has ended, and has not committed', () => ended);
      let done = false;
      const quick = cancel(second?.id ?? '').finally(() => (done = true));
      await until('the second waits, or is through', async () => done || (await waiting()) > 0);
      commit();
      await Promise.all([slow, quick]);
      const path = { id: requestId };
      const request = unwrap(await lab.vendor.GET('/api/v1/adaptation-requests/{id}', { params: { path } }));
      expect(request.state).toBe('closed');
    });

    it('leave an attempt that came back and fell silent again its whole grace', async () => {
      const { attempt } = await lab.running();
      await lab.db.query(
        `UPDATE attempts SET state = 'suspect', lease_ends_at = now() - interval '1 hour' WHERE id = $1`,
        [attempt.id],
      );
      await crossed(
        async (query) => {
          // Seen by the sweep as an hour ago; this very moment when it comes to act.
          await lab.db.query(`UPDATE attempts SET suspect_since = now() - interval '1 hour' WHERE id = $1`, [
            attempt.id,
          ]);
          await query('UPDATE attempts SET suspect_since = now() WHERE id = $1', [attempt.id]);
        },
        () => lab.sweep(),
      );
      await lab.sweep();
      expect(await lab.one('SELECT state FROM attempts WHERE id = $1', [attempt.id])).toEqual({ state: 'suspect' });
    });

    it('let a heartbeat and a registration of one agent both through', async () => {
      const { agent, attempt } = await lab.running();
      await crossed(
        (query) => query('UPDATE agents SET last_seen_at = now() WHERE id = $1', [agent.id]),
        () => attempt.heartbeat(),
        (query) => query('UPDATE hosts SET last_seen_at = now() WHERE agent_id = $1', [agent.id]),
      );
      expect(await attempt.heartbeat()).toMatchObject({ state: 'running' });
    });

    it('tell the agent of a cancellation that came while its claim was being decided', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      const heard: string[] = [];
      const listen = (topic: WakeTopic): (() => void) => lab.service.parts.wakeUps.on(topic, () => heard.push(topic));
      const stops = [listen(`agent:${agent.id}`), listen(`job:${id}`)];
      const gate = lab.db.createQueryRunner();
      await gate.startTransaction();
      const both: Promise<unknown>[] = [];
      try {
        await lab.untilTickets(pool, 1);
        await gate.query('LOCK TABLE audit_events IN EXCLUSIVE MODE');
        both.push(agent.work());
        await until('the claim is under way', async () => (await waiting()) >= 1);
        both.push(lab.cancel(id));
        await until('the cancellation waits for it', async () => (await waiting()) >= 2);
      } finally {
        await gate.commitTransaction();
        await gate.release();
      }
      await Promise.all(both);
      await until('both topics were woken', () => new Set(heard).size === 2);
      for (const stop of stops) stop();
      expect(await lab.job(id)).toMatchObject({ state: 'running' });
    });

    it('of one completion that is sent twice are answered alike; another one is stale', async () => {
      const { attempt, id } = await lab.running();
      const answer = await attempt.complete();
      expect(await attempt.complete()).toEqual(answer);
      expect(await lab.audited(attempt.id, 'attempt.stale-write')).toEqual([]);
      await expect(attempt.complete({ version: 'failed' })).rejects.toMatchObject({ code: 'stale-attempt' });
      expect(await lab.audited(attempt.id, 'attempt.complete')).toHaveLength(1);
      expect(await lab.counters(id)).toMatchObject({ made: 1, attempts: 1 });
    });
  });
}
