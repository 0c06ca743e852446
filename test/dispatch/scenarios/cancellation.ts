import { beforeAll, describe, expect, it } from '@jest/globals';
import { unwrap } from '#libs/client';
import type { DispatchLab } from '../support/lab.js';
import { until } from '../support/wait-until.js';

const ROUNDS = 8;

/** Scenarios over a service with the protocol's own timing. */
export function cancellation(open: () => DispatchLab): void {
  describe('cancellation', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    it('ends a queued job at once, closes its request, and can’t be repeated', async () => {
      const pool = await lab.pool();
      const id = await lab.request(pool.target);
      expect(await lab.cancel(id)).toMatchObject({ state: 'cancelled', waiting: null, position: null });
      const { requestId } = await lab.job(id);
      const request = await lab.vendor.GET('/api/v1/adaptation-requests/{id}', { params: { path: { id: requestId } } });
      expect(unwrap(request).state).toBe('closed');
      await expect(lab.cancel(id)).rejects.toMatchObject({ status: 409, code: 'illegal-transition' });
    });

    it('reaches a running job as a directive, and ends it when the agent has stopped', async () => {
      const { attempt, id } = await lab.running();
      expect(await lab.cancel(id)).toMatchObject({ state: 'running' });
      expect(await lab.cancel(id)).toMatchObject({ state: 'running' });
      expect(await attempt.heartbeat()).toMatchObject({ directive: 'cancel', state: 'running' });
      expect(await attempt.complete({}, { results: [], ended: 'cancelled' })).toEqual({
        state: 'cancelled',
        outcome: 'cancelled',
      });
      expect(await lab.job(id)).toMatchObject({ state: 'cancelled', attempts: [{ state: 'cancelled' }] });
      await expect(attempt.heartbeat()).rejects.toMatchObject({ code: 'stale-attempt' });
    });

    it('reaches an agent that restarts', async () => {
      const { agent, attempt, id } = await lab.running();
      await lab.cancel(id);
      const hosts = agent.hosts.map(({ name, pool }) => ({ name, pool }));
      expect((await agent.register(hosts, [attempt])).attempts).toEqual([{ id: attempt.id, directive: 'cancel' }]);
      await agent.register(hosts);
      expect(await lab.job(id)).toMatchObject({ state: 'cancelled', attempts: [{ state: 'lost' }] });
    });

    it.each(['lost', 'infra-error'] as const)(
      'ends a job whose attempt ends as %s meanwhile: it is not queued again',
      async (end) => {
        const { agent, attempt, id } = await lab.running();
        await lab.cancel(id);
        if (end === 'lost') await agent.register([]);
        else await attempt.complete({}, { ended: 'infra-error' });
        expect(await lab.job(id)).toMatchObject({ state: 'cancelled', attempts: [{ outcome: end }] });
      },
    );

    it('that crosses a completion leaves one of the two, for good', async () => {
      const seen = new Set<string>();
      for (let round = 0; round < ROUNDS; round += 1) {
        const { attempt, id } = await lab.running();
        const [cancelled, completed] = await Promise.allSettled([
          lab.cancel(id),
          // The agent stops because it was told to in some rounds, and has just finished in others.
          round % 2 === 0 ? attempt.complete() : attempt.complete({}, { ended: 'cancelled' }),
        ]);
        expect(completed.status).toBe('fulfilled');
        const settled = await until('the race is over', async () => {
          const { state } = await lab.job(id);
          return ['technical-review', 'cancelled', 'queued'].includes(state) && state;
        });
        if (settled === 'queued') {
          // Stopped before anybody had asked; a cancellation that came later would have ended the queued job.
          throw new Error(`cancel ${cancelled.status}: the job is queued`);
        }
        if (round % 2 === 0) expect(settled).toBe('technical-review');
        if (cancelled.status === 'rejected') expect(cancelled.reason).toMatchObject({ code: 'illegal-transition' });
        seen.add(settled);
        await lab.sweep();
        expect((await lab.job(id)).state).toBe(settled);
      }
      expect(seen).toEqual(new Set(['technical-review', 'cancelled']));
    });

    it('that crosses the loss of the attempt never leaves a job behind in the queue', async () => {
      const { agent, id } = await lab.running();
      const held = async (): Promise<number> => {
        const waiting = await lab.rows(
          `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'audit_events'::regclass
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        return waiting.length;
      };
      // Holds both back at their audit row: the loss has read the job, the cancellation then changes it.
      const gate = lab.db.createQueryRunner();
      await gate.startTransaction();
      const both: Promise<unknown>[] = [];
      try {
        await gate.query('LOCK TABLE audit_events IN EXCLUSIVE MODE');
        both.push(agent.register([]));
        await until('the loss is under way', async () => (await held()) >= 1);
        both.push(lab.cancel(id));
        await until('the cancellation is under way', async () => (await held()) >= 2);
      } finally {
        await gate.commitTransaction();
        await gate.release();
      }
      await Promise.all(both);
      expect(await lab.job(id)).toMatchObject({ state: 'cancelled', attempts: [{ state: 'lost' }] });
    });
  });
}
