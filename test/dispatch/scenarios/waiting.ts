import { beforeAll, describe, expect, it } from '@jest/globals';
import { ProblemError } from '#libs/client';
import type { DispatchLab, Job, LabPool, Target } from '../support/lab.js';

type Waiting = NonNullable<Job['waiting']>;

/** Scenarios over a service with the protocol's own timing. */
export function honestWaiting(open: () => DispatchLab): void {
  describe('honest waiting', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    const waitsFor = async (id: string, code: Waiting['code']): Promise<Waiting> => {
      const { waiting } = await lab.untilJob(id, code, (job) => job.waiting?.code === code);
      if (waiting === null) throw new Error('a waiting job without its reason');
      return waiting;
    };

    const hostsFallSilent = (pool: LabPool): Promise<unknown> =>
      lab.db.query(`UPDATE hosts SET last_seen_at = now() - interval '1 hour' WHERE pool_id = $1`, [pool.id]);

    const refusalOf = async (
      target: Target,
      overrides: Parameters<DispatchLab['request']>[1] = {},
    ): Promise<ProblemError> => {
      const refused: unknown = await lab.request(target, overrides).catch((error: unknown) => error);
      if (!(refused instanceof ProblemError)) throw new Error('the request was not refused');
      expect(refused).toMatchObject({ status: 422, code: 'no-pool-serves' });
      return refused;
    };

    it('says why and since when as the pool’s hosts come, work, fall silent and come back', async () => {
      const pool = await lab.pool();
      const id = await lab.request(pool.target);
      const none = await waitsFor(id, 'no-host-yet');
      expect(none).toMatchObject({ textEn: expect.stringContaining('no host has ever joined') });

      const agent = await lab.agent(pool);
      const free = await waitsFor(id, 'starting');
      expect(Date.parse(free.since)).toBeGreaterThan(Date.parse(none.since));

      await hostsFallSilent(pool);
      const offline = await waitsFor(id, 'pool-offline');
      expect(Date.parse(offline.since)).toBeGreaterThan(Date.parse(free.since));
      await lab.untilJob(id, 'explained once more', () => true);
      expect((await lab.job(id)).waiting).toEqual(offline);

      const attempt = await agent.work();
      const second = await lab.request(pool.target);
      await waitsFor(second, 'hosts-busy');
      await attempt.complete();
      await waitsFor(second, 'starting');
      await lab.setHost(agent.hosts[0]?.id, 'quarantined');
      await waitsFor(second, 'pool-offline');
      expect((await lab.job(second)).expectedStart).toBeNull();
    });

    it('waits for a pool that is asked to be waited for, and goes to it when it comes', async () => {
      const target = lab.freshTarget();
      const id = await lab.request(target, { waitForPool: true });
      const waiting = await waitsFor(id, 'no-pool');
      expect(await lab.job(id)).toMatchObject({ state: 'queued', pool: null, center: null, position: null });
      const pool = await lab.pool({ target });
      const agent = await lab.agent(pool);
      expect((await agent.work()).jobId).toBe(id);
      expect(Date.parse(waiting.since)).toBeLessThanOrEqual(Date.now());
    });

    it('refuses what nobody serves, all of it, and names the nearest that somebody does', async () => {
      const pool = await lab.pool();
      const neighbour = lab.targetLike(pool.target);
      const before = await lab.one('SELECT count(*) AS requests FROM adaptation_requests');
      const refused = await refusalOf(neighbour);
      expect(refused.problem.facts?.['nearest']).toEqual(expect.arrayContaining([pool.target]));
      expect(refused.problem.errors).toMatchObject([{ path: 'targets.0', code: 'no-pool-serves' }]);
      const mixed = await refusalOf(neighbour, { targets: [pool.target, neighbour] });
      expect(mixed.problem.errors).toMatchObject([{ path: 'targets.1' }]);
      expect(await lab.one('SELECT count(*) AS requests FROM adaptation_requests')).toEqual(before);
    });

    it('uses a pool for a scheme only where its center is accredited for it', async () => {
      const scheme = 'xinchuang';
      const pool = await lab.pool();
      const refused = await refusalOf(pool.target, { scheme });
      expect(refused.problem.facts?.['nearest']).not.toContainEqual(pool.target);
      const waiting = await lab.request(pool.target, { scheme, waitForPool: true });
      await waitsFor(waiting, 'no-pool');

      const code = 'accredited';
      await lab.operator.POST('/api/v1/centers', {
        body: { code, name: '授权分中心', organization: 'dev-lab', region: '440000', schemes: [scheme] },
      });
      const accredited = await lab.pool({ target: pool.target, center: code });
      expect(await lab.untilJob(waiting, 'routed', (job) => job.pool !== null)).toMatchObject({
        center: code,
        pool: accredited.slug,
      });
      const routed = await lab.untilJob(
        await lab.request(pool.target, { scheme }),
        'routed',
        (job) => job.pool !== null,
      );
      expect(routed.center).toBe(code);
    });

    it('uses an emulated pool only where that is allowed, and only where no real one is', async () => {
      const emulated = await lab.pool({ executor: 'emulated' });
      const refused = await refusalOf(emulated.target, { allowEmulated: false });
      expect(refused.problem.facts?.['nearest']).not.toContainEqual(emulated.target);
      const waiting = await lab.request(emulated.target, { allowEmulated: false, waitForPool: true });
      await waitsFor(waiting, 'no-pool');
      const agent = await lab.agent(emulated);
      const allowed = await lab.request(emulated.target);
      const attempt = await agent.work();
      expect(attempt.assignment).toMatchObject({ job: { id: allowed }, executor: 'emulated' });
      await attempt.complete();
      expect(await lab.untilState(allowed, 'emulated')).toMatchObject({
        emulated: true,
        attempts: [{ emulated: true }],
      });

      const real = await lab.pool({ target: emulated.target });
      for (const id of [waiting, await lab.request(emulated.target)]) {
        expect((await lab.untilJob(id, 'routed', (job) => job.pool !== null)).pool).toBe(real.slug);
      }
    });
  });
}
