import { beforeAll, describe, expect, it } from '@jest/globals';
import { FakeAttempt } from '../../support/fake-agent.js';
import type { DispatchLab } from '../support/lab.js';

const STALE = { status: 409, code: 'stale-attempt' };

/** Scenarios over a service with the protocol's own timing. */
export function silence(open: () => DispatchLab): void {
  describe('agents that fall silent', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    const stateOf = async (attempt: FakeAttempt): Promise<string> =>
      (await lab.one<{ state: string }>('SELECT state FROM attempts WHERE id = $1', [attempt.id])).state;

    /** The attempt was confirmed, then nothing was heard of it until the sweep called it suspect. */
    async function fallSilent(attempt: FakeAttempt): Promise<void> {
      await attempt.heartbeat();
      await lab.anHourPasses(attempt.id);
      await lab.sweep();
      expect(await stateOf(attempt)).toBe('suspect');
    }

    async function lose(attempt: FakeAttempt): Promise<void> {
      await lab.anHourPasses(attempt.id);
      await lab.sweep();
      expect(await stateOf(attempt)).toBe('lost');
    }

    /** Everything that a late write could change. */
    const traceOf = (attempt: FakeAttempt): Promise<object> =>
      lab.one(
        `SELECT to_jsonb(a) AS attempt, to_jsonb(j) - 'waiting_code' - 'waiting_since' AS job,
              (SELECT count(*) FROM attempt_log_chunks WHERE attempt_id = a.id) AS log,
              (SELECT count(*) FROM evidence WHERE attempt_id = a.id) AS evidence,
              (SELECT count(*) FROM case_results WHERE attempt_id = a.id) AS results
         FROM attempts a JOIN jobs j ON j.id = a.job_id WHERE a.id = $1`,
        [attempt.id],
      );

    it('gives up a claim that was never confirmed; what its agent says later is refused, audited, and changes nothing', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      const ghost = await agent.work();
      await lose(ghost);
      const second = await agent.work();
      expect(second.assignment).toMatchObject({ job: { id }, attempt: { number: 2 } });
      await second.heartbeat();

      const before = await traceOf(ghost);
      await expect(ghost.heartbeat()).rejects.toMatchObject(STALE);
      await expect(ghost.log(['late'])).rejects.toMatchObject(STALE);
      await expect(ghost.evidence('late.txt', 'late')).rejects.toMatchObject(STALE);
      await expect(ghost.artifact(lab.release.artifact.sha256)).rejects.toMatchObject(STALE);
      await expect(ghost.complete()).rejects.toMatchObject(STALE);
      expect(await traceOf(ghost)).toEqual(before);
      expect((await lab.audited(ghost.id, 'attempt.stale-write')).map(({ details }) => details)).toEqual(
        ['heartbeat', 'log', 'evidence', 'artifact', 'complete'].map((write) => ({ write, state: 'lost' })),
      );
      expect(await second.complete()).toMatchObject({ outcome: 'passed' });
      expect(await lab.counters(id)).toEqual({ made: 2, withoutResult: 1, generation: 2, attempts: 2 });
    });

    it('refuses a wrong secret for a live attempt, audits it, and lets the attempt go on', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      await lab.request(pool.target);
      const attempt = await agent.work();
      await attempt.heartbeat();
      const before = await traceOf(attempt);
      const forged = new FakeAttempt(agent, attempt.assignment, 'guessed', attempt.claimId);
      await expect(forged.heartbeat()).rejects.toMatchObject(STALE);
      await expect(forged.complete({ version: 'failed' })).rejects.toMatchObject(STALE);
      expect(await traceOf(attempt)).toEqual(before);
      expect(await lab.audited(attempt.id, 'attempt.stale-write')).toMatchObject([
        { agentId: agent.id, details: { write: 'heartbeat', state: 'running' } },
        { agentId: agent.id, details: { write: 'complete', state: 'running' } },
      ]);
      expect(await attempt.complete()).toMatchObject({ outcome: 'passed' });
    });

    it('takes a suspect attempt back when it is heard of within the grace: one attempt, and it completes', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      const attempt = await agent.work();
      await fallSilent(attempt);
      expect(await lab.job(id)).toMatchObject({ state: 'running', attempts: [{ state: 'suspect' }] });
      expect(await attempt.heartbeat()).toMatchObject({ directive: 'continue', state: 'running' });
      await lab.sweep();
      expect(await stateOf(attempt)).toBe('running');
      expect(await attempt.complete()).toEqual({ state: 'completed', outcome: 'passed' });
      await lab.untilState(id, 'technical-review');
      expect(await lab.counters(id)).toEqual({ made: 1, withoutResult: 0, generation: 1, attempts: 1 });
    });

    it('takes the result of a suspect attempt as it is', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      const attempt = await agent.work();
      await fallSilent(attempt);
      expect(await attempt.complete()).toEqual({ state: 'completed', outcome: 'passed' });
      await lab.untilState(id, 'technical-review');
    });

    it('gives the job of one that stays silent to a second attempt, and counts nothing twice up to the finding', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      const first = await agent.work();
      await fallSilent(first);
      await lose(first);
      const second = await agent.work();
      await second.heartbeat();
      expect(await second.complete()).toEqual({ state: 'completed', outcome: 'passed' });
      await expect(first.complete({ version: 'failed' })).rejects.toMatchObject(STALE);

      await lab.untilState(id, 'technical-review');
      await lab.approve(id, 'reviewer');
      await lab.untilState(id, 'certification-review');
      await lab.approve(id, 'certifier');
      const certified = await lab.untilState(id, 'certified');
      expect(certified.attempts.map(({ number, state, outcome }) => [number, state, outcome])).toEqual([
        [1, 'lost', 'lost'],
        [2, 'completed', 'passed'],
      ]);
      expect(await lab.counters(id)).toEqual({ made: 2, withoutResult: 1, generation: 2, attempts: 2 });
      const findings = await lab.rows<{ attemptId: string; verdict: string }>(
        `SELECT f.attempt_id AS "attemptId", f.verdict FROM findings f JOIN attempts a ON a.id = f.attempt_id WHERE a.job_id = $1`,
        [id],
      );
      expect(findings).toEqual([{ attemptId: second.id, verdict: 'pass' }]);
    });

    it('asks a person after three losses, and says why', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      for (const number of [1, 2, 3]) {
        const attempt = await agent.work();
        expect(attempt.assignment.attempt.number).toBe(number);
        await lose(attempt);
      }
      const blocked = await lab.job(id);
      expect(blocked).toMatchObject({ state: 'blocked', waiting: null, position: null });
      expect(blocked.reason).toContain('3 attempts ended without a result: never-confirmed');
      expect(await agent.claim({ wait: 0.3 })).toBeNull();
      expect(await lab.counters(id)).toMatchObject({ made: 3, withoutResult: 3, attempts: 3 });
    });

    it('loses what a restarted agent does not report at once, and requeues it', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      const attempt = await agent.work();
      await attempt.heartbeat();
      const answer = await agent.register([{ name: 'host-a', pool: pool.slug }]);
      expect(answer.attempts).toEqual([]);
      expect(await lab.job(id)).toMatchObject({ state: 'queued', attempts: [{ number: 1, state: 'lost' }] });
      expect((await agent.work()).assignment).toMatchObject({ job: { id }, attempt: { number: 2 } });
    });

    it('lets what a restarted agent reports go on, suspect or not, without a second run', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      const attempt = await agent.work();
      await fallSilent(attempt);
      const answer = await agent.register([{ name: 'host-a', pool: pool.slug }], [attempt]);
      expect(answer.attempts).toEqual([{ id: attempt.id, directive: 'continue' }]);
      expect(await agent.claim({ wait: 0.3 })).toBeNull();
      expect(await attempt.heartbeat()).toMatchObject({ state: 'running' });
      expect(await attempt.complete()).toMatchObject({ outcome: 'passed' });
      expect(await lab.counters(id)).toMatchObject({ made: 1, attempts: 1 });
    });

    it('loses what is reported with a wrong secret, and tells the agent to stop whatever it cannot go on with', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      const attempt = await agent.work();
      await attempt.heartbeat();
      const forged = new FakeAttempt(agent, attempt.assignment, 'not its secret', attempt.claimId);
      const invented = { ...attempt.assignment, attempt: { ...attempt.assignment.attempt, id: attempt.claimId } };
      const unknown = new FakeAttempt(agent, invented, attempt.secret, attempt.claimId);
      const answer = await agent.register([{ name: 'host-a', pool: pool.slug }], [forged, unknown]);
      expect(answer.attempts).toEqual([
        { id: attempt.id, directive: 'stop' },
        { id: unknown.id, directive: 'stop' },
      ]);
      expect(await stateOf(attempt)).toBe('lost');
      expect(await lab.job(id)).toMatchObject({ state: 'queued' });
    });

    it('settles a heartbeat that crosses the sweep one way or the other', async () => {
      const pool = await lab.pool();
      const agent = await lab.agent(pool, ['host-a', 'host-b', 'host-c', 'host-d', 'host-e', 'host-f']);
      await lab.requests(pool.target, agent.hosts.length);
      const attempts = await Promise.all(agent.hosts.map(({ id }) => agent.work({ hosts: [id] })));
      for (const attempt of attempts) await attempt.heartbeat();
      for (const attempt of attempts) await lab.anHourPasses(attempt.id);
      await lab.sweep();
      for (const attempt of attempts) await lab.anHourPasses(attempt.id);
      const heartbeats = attempts.map((attempt) =>
        attempt.heartbeat().then(
          ({ state }) => state,
          (error: unknown) => error,
        ),
      );
      const [answers] = await Promise.all([Promise.all(heartbeats), lab.sweep(), lab.sweep()]);
      for (const [index, attempt] of attempts.entries()) {
        const alive = answers[index] === 'running';
        if (!alive) expect(answers[index]).toMatchObject(STALE);
        expect(await stateOf(attempt)).toBe(alive ? 'running' : 'lost');
        expect((await lab.job(attempt.jobId)).state).toBe(alive ? 'running' : 'queued');
      }
    });
  });
}
