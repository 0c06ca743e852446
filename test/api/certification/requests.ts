import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import { offerHosts, type CertificationWorld } from '../support/certification-world.js';
import { approve, certified, tested } from '../support/certifying.js';
import { eventually } from '../support/eventually.js';
import { problemOf, refused, send, succeed, type Call } from '../support/http.js';
import { decide, jobIn, jobOf, onlyJob, PARAMETERS, reviewOf, submit } from '../support/jobs.js';
import { registerRelease, type Registered } from '../support/releases.js';
import { contents, rowCounts } from '../support/stored.js';

export function adaptationRequests(open: () => CertificationWorld): void {
  describe('adaptation requests', () => {
    let service: TestService;
    let agent: FakeAgent;
    let vendor: string;
    let release: Registered;
    beforeAll(async () => {
      ({ service, agent } = open());
      vendor = await service.tokenOf('vendor');
      release = await registerRelease(service, { token: vendor, vendor: 'dev-vendor', product: 'turbodb' });
    });

    const request = (more: object): Call => ({
      method: 'POST',
      path: '/api/v1/adaptation-requests',
      token: vendor,
      json: {
        release: release.coordinate,
        targets: [service.prepared.platform],
        testPlan: 'command-line-software',
        parameters: PARAMETERS,
        ...more,
      },
    });
    const check = (query: Record<string, string>): Call => ({
      path: `/api/v1/matrix/check?${new URLSearchParams({ release: release.coordinate, ...service.prepared.platform, ...query }).toString()}`,
    });

    it('names the nearest matches of a coordinate that nobody has registered', async () => {
      const cases: [field: 'release' | 'os' | 'cpu', wrong: string, nearest: string][] = [
        ['release', 'dev-vendor/turbodb@1.1', 'dev-vendor/turbodb@1.0'],
        ['release', 'dev-vendor/tubrodb@1.0', 'dev-vendor/turbodb@1.0'],
        ['release', 'DEV-VENDOR/turbodb@1.0', 'dev-vendor/turbodb@1.0'],
        ['os', 'kylinsoft/kylin-server@v10-sp4', 'kylinsoft/kylin-server@v10-sp3'],
        ['os', 'openeuler/openeuler@22.03', 'openeuler/openeuler@22.03-lts'],
        ['cpu', 'hisilicon/kunpeng-921', 'hisilicon/kunpeng-920'],
        ['cpu', 'huawei/kunpeng-920', 'hisilicon/kunpeng-920'],
        ['cpu', 'loongson/3a6001', 'loongson/3a6000'],
      ];
      const before = await rowCounts(service);
      for (const [field, wrong, nearest] of cases) {
        const target = { ...service.prepared.platform, [field]: wrong };
        const asked = await refused(service.url, check({ [field]: wrong }), 'unknown-coordinate');
        expect({ wrong, nearest: asked.facts?.['nearest'] }).toEqual({
          wrong,
          nearest: expect.arrayContaining([nearest]),
        });
        expect(asked.errors).toMatchObject([{ path: field, code: 'unknown' }]);
        const json =
          field === 'release'
            ? { release: wrong }
            : { targets: [service.prepared.platform, { os: target.os, cpu: target.cpu }] };
        const submitted = await refused(service.url, request(json), 'unknown-coordinate');
        expect(submitted.facts).toEqual(asked.facts);
        expect(submitted.errors).toMatchObject([{ path: field === 'release' ? 'release' : `targets.1.${field}` }]);
      }
      const nonsense = await refused(service.url, check({ os: 'qqqqqqqq/zzzzzzzz@xxxxxxxx' }), 'unknown-coordinate');
      expect(nonsense.facts).toEqual({ nearest: [] });
      // Both are known, and yet no platform: the OS has no build for this CPU.
      const apart = await refused(
        service.url,
        check({ os: 'debian/debian@12', cpu: 'sunway/sw3231' }),
        'unknown-coordinate',
      );
      expect(apart.errors).toMatchObject([{ path: 'cpu' }]);
      expect(await rowCounts(service)).toEqual(before);
    });

    it('refuses a platform that no pool serves, names one that is served, and waits where told to', async () => {
      const unserved = { os: 'kylinsoft/kylin-server@v10-sp3', cpu: 'phytium/s2500' };
      const before = await rowCounts(service);
      const problem = await refused(
        service.url,
        request({ targets: [service.prepared.platform, unserved] }),
        'no-pool-serves',
      );
      expect(problem.errors).toMatchObject([{ path: 'targets.1', code: 'no-pool-serves' }]);
      expect(problem.facts?.['nearest']).not.toEqual([]);
      expect(await rowCounts(service)).toEqual(before);
      const jobId = onlyJob(
        await submit(service, vendor, release.coordinate, { targets: [unserved], waitForPool: true }),
      );
      const waiting = await eventually('routing has found that no pool serves it', async () => {
        const job = await jobOf(service, vendor, jobId);
        return job.waiting?.code === 'no-pool' ? job : undefined;
      });
      expect(waiting).toMatchObject({ state: 'queued', pool: null, position: null, expectedStart: null });
    });

    it('takes all targets or none, and only what fits the plan, the scheme and the release', async () => {
      const { platform } = service.prepared;
      const before = await rowCounts(service);
      const wrong: [object, Parameters<typeof refused>[2], string][] = [
        [{ targets: [platform, platform] }, 'invalid-request', 'targets.1'],
        [{ targets: [] }, 'invalid-request', 'targets'],
        [{ testPlan: 'no-such-plan' }, 'invalid-request', 'testPlan'],
        [{ scheme: 'no-such-scheme' }, 'invalid-request', 'scheme'],
        // The machine's own platform is discovered, and the real scheme certifies on catalogued ones only.
        [{ scheme: 'xinchuang' }, 'invalid-request', 'targets.0'],
        [{ priority: 'urgent' }, 'invalid-request', 'priority'],
        [{ parameters: {} }, 'invalid-plan-parameters', 'parameters.entry'],
        [{ parameters: { ...PARAMETERS, entry: '../escape' } }, 'invalid-plan-parameters', 'parameters.entry'],
        [{ parameters: { ...PARAMETERS, entry: ['a'] } }, 'invalid-plan-parameters', 'parameters.entry'],
        [
          { parameters: { ...PARAMETERS, functionArgs: 'rm -rf /' } },
          'invalid-plan-parameters',
          'parameters.functionArgs',
        ],
        [
          { parameters: { ...PARAMETERS, versionPattern: '(' } },
          'invalid-plan-parameters',
          'parameters.versionPattern',
        ],
        [{ parameters: { ...PARAMETERS, shell: 'x' } }, 'invalid-plan-parameters', 'parameters.shell'],
        [{ parameters: { ...PARAMETERS, constructor: 'x' } }, 'invalid-plan-parameters', 'parameters.constructor'],
      ];
      for (const [more, code, path] of wrong) {
        const problem = await refused(service.url, request(more), code ?? 'invalid-request');
        expect(problem.errors?.map((error) => error.path)).toContain(path);
      }
      const bare = { slug: 'bare', name: 'x', category: 'developer-tool', published: true };
      await succeed(service.url, { method: 'POST', path: '/api/v1/products', token: vendor, json: bare });
      const json = { version: '1', ordinal: 1, releasedOn: '2026-01-01', published: true };
      await succeed(service.url, {
        method: 'POST',
        path: '/api/v1/products/dev-vendor/bare/releases',
        token: vendor,
        json,
      });
      await refused(service.url, request({ release: 'dev-vendor/bare@1' }), 'no-artifact-for-platform');
      const after = await rowCounts(service);
      // The release without artifacts is new, and so is the revision from which on it is shown.
      const others = { products: 0, releases: 0, revisions: 0 };
      expect({ ...after, ...others }).toEqual({ ...before, ...others });
    });

    it("refuses a release that one may see but that is another vendor's", async () => {
      await refused(service.url, request({ release: 'debian/debian@12' }), 'not-found');
    });

    describe('the log of a job that nobody has tried', () => {
      const queued = () => submit(service, vendor, release.coordinate).then(onlyJob);
      const follow = (id: string) =>
        fetch(`${service.url}/api/v1/jobs/${id}/log`, { headers: { authorization: `Bearer ${vendor}` } });
      const cancelled = (id: string) =>
        succeed(service.url, { method: 'POST', path: `/api/v1/jobs/${id}/cancel`, token: vendor, json: {} });
      const END = 'event: end\ndata: {"attempt":null}\n\n';

      it('ends for those who follow it when the job is cancelled', async () => {
        const id = await queued();
        const following = await follow(id);
        await cancelled(id);
        expect(await following.text()).toMatch(new RegExp(`${END}$`));
        expect(await (await follow(id)).text()).toBe(END);
      });

      it('is followed over no more connections than a person needs', async () => {
        const id = await queued();
        const open = await Promise.all(Array.from({ length: 20 }, () => follow(id)));
        const path = `/api/v1/jobs/${id}/log`;
        const problem = await refused(service.url, { path, token: vendor }, 'rate-limited');
        expect(problem.facts).toEqual({ maxStreams: 20 });
        await cancelled(id);
        await Promise.all(open.map((answer) => answer.text()));
        expect(await (await follow(id)).text()).toBe(END);
      });
    });

    it('submits once under one idempotency key', async () => {
      const call = {
        ...request({ waitForPool: true, targets: [{ os: 'kylinsoft/kylin-server@v10-sp3', cpu: 'phytium/s2500' }] }),
      };
      const once = { ...call, headers: { 'idempotency-key': 'once' } };
      const first = await succeed(service.url, once);
      const before = await rowCounts(service);
      expect(await succeed(service.url, once)).toEqual(first);
      await refused(
        service.url,
        { ...request({ priority: 'background' }), headers: once.headers },
        'idempotency-key-reused',
      );
      expect(await rowCounts(service)).toEqual(before);
    });

    describe('what a job can not do from where it is', () => {
      const cancel = (id: string): Call => ({
        method: 'POST',
        path: `/api/v1/jobs/${id}/cancel`,
        token: vendor,
        json: {},
      });

      async function unchanged(work: () => Promise<void>): Promise<void> {
        const tables = ['jobs', 'attempts', 'reviews', 'findings', 'certificates', 'adaptation_requests'] as const;
        const before = await contents(service, ...tables);
        await work();
        expect(await contents(service, ...tables)).toEqual(before);
      }

      it('is cancelled once', async () => {
        const jobId = onlyJob(await submit(service, vendor, release.coordinate));
        expect(await succeed(service.url, cancel(jobId))).toMatchObject({ state: 'cancelled' });
        await unchanged(async () => {
          const problem = await refused(service.url, cancel(jobId), 'illegal-transition');
          expect(problem.facts).toEqual({ state: 'cancelled' });
        });
        expect(await agent.claim({ wait: 0 })).toBeNull();
      });

      it('is not cancelled under review or when certified, and no review is decided twice', async () => {
        const { jobId } = await tested(service, agent);
        await unchanged(async () => void (await refused(service.url, cancel(jobId), 'illegal-transition')));
        const reviewer = await service.tokenOf('reviewer');
        const review = await reviewOf(service, reviewer, jobId);
        await approve(service, 'reviewer', jobId);
        await unchanged(async () => {
          for (const decision of [{ decision: 'approve' }, { decision: 'reject', reason: '改主意了' }]) {
            expect(problemOf(await decide(service, reviewer, review.id, decision)).code).toBe('illegal-transition');
          }
        });
        const done = await certified(service, agent);
        await unchanged(async () => void (await refused(service.url, cancel(done.jobId), 'illegal-transition')));
      });

      it('takes no second result', async () => {
        const { attempt } = await tested(service, agent);
        await unchanged(async () => {
          for (const late of [
            () => attempt.complete(),
            () => attempt.heartbeat(),
            () => attempt.log(['late']),
            () => attempt.evidence('late.txt', 'late'),
            () => attempt.artifact('ab'.repeat(32)),
          ]) {
            await expect(late()).rejects.toMatchObject({ code: 'stale-attempt' });
          }
        });
      });
    });

    it('certifies nothing that was only emulated', async () => {
      const [emulated] = (
        await succeed<{ items: { slug: string; cpu: string; operatingSystems: string[]; executor: string }[] }>(
          service.url,
          {
            path: '/api/v1/centers/dev-local/pools',
            token: await service.tokenOf('center-operator'),
          },
        )
      ).items.filter(({ executor }) => executor === 'emulated');
      const target = { os: emulated?.operatingSystems[0] ?? '', cpu: emulated?.cpu ?? '' };
      await agent.register([{ name: 'emulator', pool: emulated?.slug ?? '' }]);
      const jobId = onlyJob(await submit(service, vendor, release.coordinate, { targets: [target] }));
      const attempt = await agent.work();
      expect(attempt.assignment.executor).toBe('emulated');
      await attempt.complete();
      await offerHosts(agent);
      expect(await jobIn(service, vendor, jobId, 'emulated')).toMatchObject({
        emulated: true,
        certificate: null,
        attempts: [{ outcome: 'passed', emulated: true }],
      });
      const counted: unknown[] = await service.parts.db.query(
        'SELECT 1 FROM reviews WHERE job_id = $1 UNION ALL SELECT 1 FROM certificates WHERE job_id = $1',
        [jobId],
      );
      expect(counted).toEqual([]);
      expect(await succeed(service.url, check({ ...target }))).toMatchObject({ status: 'unknown', findings: [] });
      expect(
        (await send(service.url, { path: '/api/v1/reviews', token: await service.tokenOf('reviewer') })).text,
      ).not.toContain(jobId);
    });
  });
}
