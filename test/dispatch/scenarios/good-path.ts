import { beforeAll, describe, expect, it } from '@jest/globals';
import { unwrap } from '#libs/client';
import type { FakeAttempt } from '../../support/fake-agent.js';
import { readEvents } from '../support/event-stream.js';
import { park } from '../support/connections.js';
import type { DispatchLab } from '../support/lab.js';

/** Scenarios over a service with the protocol's own timing. */
export function goodPath(open: () => DispatchLab): void {
  describe('the good path', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    /** A job of a fresh pool, claimed and confirmed. */
    async function runningAttempt(): Promise<FakeAttempt> {
      const { pool, agent } = await lab.poolWithAgent();
      await lab.request(pool.target);
      const attempt = await agent.work();
      await attempt.heartbeat();
      return attempt;
    }

    it('wakes a waiting agent well within a second of the submission', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const waits: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const { claim } = await park(lab, agent);
        await lab.request(pool.target);
        const submitted = Date.now();
        const attempt = await claim;
        waits.push(Date.now() - submitted);
        await attempt?.complete();
      }
      // The median: a machine that is busy with other suites may be late once.
      expect(waits.sort((a, b) => a - b)[2]).toBeLessThan(1_000);
    });

    it('goes from a request through pool, claim, heartbeat, log and evidence to a technical review', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      expect(await lab.untilJob(id, 'routed', ({ pool: slug }) => slug !== null)).toMatchObject({
        state: 'queued',
        center: pool.center,
        pool: pool.slug,
        emulated: false,
        position: 1,
        expectedStart: null,
        attempts: [],
      });

      const attempt = await agent.work();
      expect(attempt.assignment).toMatchObject({
        attempt: { number: 1 },
        hostId: agent.hosts[0]?.id,
        job: { id, release: lab.release.coordinate, ...pool.target },
        plan: { slug: 'command-line-software', version: 1, network: false },
        artifacts: [
          { sha256: lab.release.artifact.sha256, size: lab.release.artifact.bytes.length, fileName: 'tool.tgz' },
        ],
        executor: 'local',
      });
      expect(await attempt.artifact(lab.release.artifact.sha256)).toEqual(lab.release.artifact.bytes);

      const renewed = await attempt.heartbeat('unpack');
      expect(renewed).toMatchObject({ directive: 'continue', state: 'running' });
      const leaseSeconds = (Date.parse(renewed.leaseEndsAt) - Date.now()) / 1000;
      expect(Math.abs(leaseSeconds - lab.service.parts.timing.leaseSeconds)).toBeLessThan(10);
      expect(await lab.job(id)).toMatchObject({ state: 'running', waiting: null, position: null });

      expect(await attempt.log(['unpacking\n', 'done\n'])).toBe(2);
      await attempt.evidence('stdout.txt', 'all is well\n');
      const completed = await attempt.complete({}, { evidence: ['stdout.txt'], isolation: 'namespaces' });
      expect(completed).toEqual({ state: 'completed', outcome: 'passed' });

      const judged = await lab.untilState(id, 'technical-review');
      expect(judged.attempts).toMatchObject([
        {
          number: 1,
          state: 'completed',
          outcome: 'passed',
          host: 'host-a',
          isolation: 'namespaces',
          hostFacts: { kernel: '6.6.0-test' },
          evidence: [{ name: 'stdout.txt', size: 12, mediaType: 'text/plain' }],
        },
      ]);
      expect(judged.attempts[0]?.results.map(({ caseId, verdict }) => `${caseId} ${verdict}`)).toEqual(
        attempt.assignment.plan.cases.map((testCase) => `${testCase.id} passed`),
      );
      const reviewer = await lab.service.as('reviewer');
      const { items } = unwrap(await reviewer.GET('/api/v1/reviews', { params: { query: { limit: 200 } } }));
      expect(items.filter(({ jobId }) => jobId === id)).toMatchObject([{ kind: 'technical', state: 'open' }]);
    });

    it('keeps the log in order whatever is sent again, late or with a gap', async () => {
      const attempt = await runningAttempt();
      expect(await attempt.log(['zero', 'one'])).toBe(2);
      expect(await attempt.log(['ZERO', 'ONE', 'two'])).toBe(3);
      expect(await attempt.log(['four'], 4)).toBe(5);
      expect(await attempt.log(['three'], 3)).toBe(5);
      await attempt.complete();
      expect((await logOf(attempt.jobId)).map(({ text }) => text)).toEqual(['zero', 'one', 'two', 'three', 'four']);
    });

    it('streams the log while it grows, and goes on after Last-Event-ID', async () => {
      const attempt = await runningAttempt();
      await attempt.log(['first']);
      const following = logOf(attempt.jobId, async (seen) => {
        if (seen === 1) await attempt.log(['second'], 1);
        if (seen === 2) await attempt.complete();
      });
      expect(await following).toMatchObject([
        { id: '1.0', attempt: 1, seq: 0, stream: 'stdout', text: 'first' },
        { id: '1.1', attempt: 1, seq: 1, text: 'second' },
      ]);
      expect((await logOf(attempt.jobId, undefined, '1.0')).map(({ text }) => text)).toEqual(['second']);
      expect(await logOf(attempt.jobId, undefined, '1.1')).toEqual([]);
      expect(await logOf(attempt.jobId, undefined, 'nonsense')).toHaveLength(2);
    });

    it.each([
      ['a required case that failed', { version: 'failed' as const }, 'failed', 'technical-review'],
      ['a required case that was skipped', { 'clean-up': 'skipped' as const }, 'blocked', 'blocked'],
      ['a required case that was blocked', { function: 'blocked' as const }, 'blocked', 'blocked'],
    ])('judges %s by the plan', async (_what, verdicts, outcome, state) => {
      const attempt = await runningAttempt();
      expect(await attempt.complete(verdicts)).toEqual({ state: 'completed', outcome });
      await lab.untilState(attempt.jobId, state as 'blocked');
    });

    it('never takes the agent’s word: a required case that is missing blocks, foreign and doubled ones are refused', async () => {
      const attempt = await runningAttempt();
      const results = attempt.assignment.plan.cases.map(({ id }) => ({
        caseId: id,
        verdict: 'passed' as const,
        durationMs: 1,
      }));
      const refused = { status: 400, code: 'invalid-request' };
      const foreign = { caseId: 'invented', verdict: 'passed' as const, durationMs: 1 };
      await expect(attempt.complete({}, { results: [...results, foreign] })).rejects.toMatchObject(refused);
      await expect(attempt.complete({}, { results: [...results, ...results.slice(0, 1)] })).rejects.toMatchObject(
        refused,
      );
      expect(await attempt.heartbeat()).toMatchObject({ state: 'running' });
      const done = await attempt.complete({}, { results: results.slice(1), message: 'passed, believe me' });
      expect(done).toEqual({ state: 'completed', outcome: 'blocked' });
      expect((await lab.untilState(attempt.jobId, 'blocked')).reason).toContain('a person must look');
      expect(await lab.rows('SELECT 1 FROM reviews WHERE job_id = $1', [attempt.jobId])).toEqual([]);
    });

    it('shows an exact position, why and since when each job waits, and a start only once something was measured', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const ids = await lab.requestsInOrder(pool.target, 3);
      for (const [index, id] of ids.entries()) {
        // Why a pool's jobs wait is the worker's to write, from time to time.
        const isTold = ({ pool: slug, waiting }: Awaited<ReturnType<DispatchLab['job']>>): boolean =>
          slug !== null && waiting?.code === 'starting';
        const shown = await lab.untilJob(id, 'routed, and told why it waits', isTold);
        expect(shown).toMatchObject({ position: index + 1, expectedStart: null });
        expect(Date.parse(shown.waiting?.since ?? '')).toBeGreaterThanOrEqual(Date.parse(shown.createdAt) - 1);
      }
      const attempt = await agent.work();
      expect(attempt.jobId).toBe(ids[0]);
      expect((await lab.job(ids[1] ?? '')).position).toBe(1);
      await attempt.complete();
      await lab.db.query(`UPDATE attempts SET started_at = ended_at - interval '100 seconds' WHERE id = $1`, [
        attempt.id,
      ]);
      const { position, expectedStart } = await lab.job(ids[2] ?? '');
      expect(position).toBe(2);
      const [earliest, latest] = [expectedStart?.earliest, expectedStart?.latest].map(
        (instant) => (Date.parse(instant ?? '') - Date.now()) / 1000,
      );
      expect(earliest).toBeGreaterThan(90);
      expect(earliest).toBeLessThanOrEqual(100);
      expect(latest).toBeGreaterThan(190);
      expect(latest).toBeLessThanOrEqual(200);
    });

    interface LogLine {
      readonly id: string | undefined;
      readonly text: string;
    }

    /** The lines of the job's log that the stream brings until it ends; `seen` is told after each. */
    async function logOf(
      jobId: string,
      seen?: (lines: number) => Promise<void>,
      lastEventId?: string,
    ): Promise<LogLine[]> {
      const response = await fetch(`${lab.service.url}/api/v1/jobs/${jobId}/log`, {
        headers: {
          authorization: `Bearer ${await lab.service.tokenOf('vendor')}`,
          ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
        },
      });
      expect(response.headers.get('content-type')).toBe('text/event-stream');
      const lines: LogLine[] = [];
      for await (const { event, id, data } of readEvents(response)) {
        if (event !== 'log') continue;
        // The contract's shape of a log event; each test looks at the fields it needs.
        lines.push({ id, ...(data as { text: string }) });
        await seen?.(lines.length);
      }
      return lines;
    }
  });
}
