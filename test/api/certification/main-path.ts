import { beforeAll, describe, expect, it } from '@jest/globals';
import { unwrap, type ShipeiClient } from '#libs/client';
import type { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import type { CertificationWorld } from '../support/certification-world.js';
import { eventually } from '../support/eventually.js';
import { send } from '../support/http.js';
import { PARAMETERS } from '../support/jobs.js';
import { upload } from '../support/releases.js';

/** From registration to a certified, explained answer, in the words of the generated client. */
export function mainPath(open: () => CertificationWorld): void {
  describe('the main path', () => {
    let service: TestService;
    let vendor: ShipeiClient;
    let center: ShipeiClient;
    let agent: FakeAgent;
    beforeAll(async () => {
      ({ service, agent } = open());
      vendor = await service.as('vendor');
      center = await service.as('center-operator');
    });

    const job = async (id: string) => unwrap(await vendor.GET('/api/v1/jobs/{id}', { params: { path: { id } } }));
    const jobIs = (id: string, state: Awaited<ReturnType<typeof job>>['state']) =>
      eventually(`the job is ${state}`, async () => {
        const now = await job(id);
        return now.state === state ? now : undefined;
      });

    async function approve(role: 'reviewer' | 'certifier'): Promise<void> {
      const client = await service.as(role);
      const review = await eventually(`a review for the ${role}`, async () => {
        const { items } = unwrap(await client.GET('/api/v1/reviews'));
        return items[0];
      });
      const params = { path: { id: review.id } };
      unwrap(await client.POST('/api/v1/reviews/{id}/decision', { params, body: { decision: 'approve' } }));
    }

    it('certifies a product', async () => {
      const { platform } = service.prepared;
      const sha256 = await upload(service, await service.tokenOf('vendor'), 'a real package');
      const about = { slug: 'dm8', name: '达梦数据库', category: 'database', published: true };
      const product = unwrap(await vendor.POST('/api/v1/products', { body: about }));
      const release = unwrap(
        await vendor.POST('/api/v1/products/{vendor}/{product}/releases', {
          params: { path: { vendor: product.vendor, product: product.product } },
          body: {
            version: 'V8.1.3.62 Build 2023',
            ordinal: 1,
            line: '8.1',
            releasedOn: '2026-11-01',
            published: true,
            artifacts: [{ sha256, fileName: 'dm8.tgz' }],
          },
        }),
      );
      expect(release.coordinate).toBe('dev-vendor/dm8@V8.1.3.62 Build 2023');

      const plans = unwrap(await service.stranger.GET('/api/v1/test-plans')).items;
      const request = unwrap(
        await vendor.POST('/api/v1/adaptation-requests', {
          body: {
            release: release.coordinate,
            targets: [platform],
            testPlan: plans[0]?.slug ?? '',
            parameters: PARAMETERS,
            scheme: 'development',
            priority: 'national',
            waitForPool: false,
            allowEmulated: true,
          },
        }),
      );
      const id = request.jobs[0]?.id ?? '';
      expect(request).toMatchObject({ state: 'in-progress', priority: 'national', vendor: 'dev-vendor' });
      // Nobody serves the pool yet, and the job says so honestly.
      const waiting = await eventually('the job says why it waits', async () => {
        const now = await job(id);
        return now.waiting?.code === 'no-host-yet' ? now : undefined;
      });
      expect(waiting).toMatchObject({ state: 'queued', pool: 'local', position: 1, expectedStart: null, attempts: [] });

      await agent.register([{ name: 'lab-1', pool: 'local' }]);
      const attempt = await agent.work();
      expect(attempt.assignment).toMatchObject({
        attempt: { number: 1 },
        job: { id, release: release.coordinate, ...platform },
        artifacts: [{ sha256, fileName: 'dm8.tgz', size: 14 }],
        executor: 'local',
      });
      expect(await attempt.heartbeat('unpack')).toMatchObject({ directive: 'continue', state: 'running' });
      expect((await attempt.artifact(sha256)).toString()).toBe('a real package');
      expect(await attempt.log(['解包\n', 'done\n'])).toBe(2);
      expect(await attempt.log(['again\n'], 1)).toBe(2);
      await attempt.evidence('report.txt', '全部通过');
      expect(
        unwrap(await center.GET('/api/v1/centers/{code}/hosts', { params: { path: { code: 'dev-local' } } })).items,
      ).toMatchObject([{ name: 'lab-1', pool: 'local', live: true, busy: true, tainted: true }]);
      expect(await attempt.complete({}, { evidence: ['report.txt'] })).toEqual({
        state: 'completed',
        outcome: 'passed',
      });

      await jobIs(id, 'technical-review');
      await approve('reviewer');
      await approve('certifier');
      const done = await jobIs(id, 'certified');
      expect(done.attempts).toMatchObject([
        { number: 1, outcome: 'passed', host: 'lab-1', evidence: [{ name: 'report.txt', mediaType: 'text/plain' }] },
      ]);
      expect(done.attempts[0]?.results.map(({ verdict }) => verdict)).toEqual(Array(6).fill('passed'));
      const path = { id: request.id };
      expect(unwrap(await vendor.GET('/api/v1/adaptation-requests/{id}', { params: { path } })).state).toBe('closed');

      const answer = unwrap(
        await service.stranger.GET('/api/v1/matrix/check', {
          params: { query: { release: release.coordinate, ...platform } },
        }),
      );
      expect(answer).toMatchObject({
        status: 'certified',
        certificate: done.certificate,
        scheme: 'development',
        path: [],
      });
      expect(answer.explanation.zh.join('')).toContain(done.certificate);
      expect(answer.explanation.en.join('')).toContain(done.certificate);
      const byDigest = { digest: sha256, ...platform };
      const same = unwrap(await service.stranger.GET('/api/v1/matrix/check', { params: { query: byDigest } }));
      expect(same).toMatchObject({ status: 'certified', release: release.coordinate, certificate: done.certificate });
      const number = done.certificate ?? '';
      const certificate = unwrap(
        await service.stranger.GET('/api/v1/certificates/{number}', { params: { path: { number } } }),
      );
      expect(certificate).toMatchObject({ productName: '达梦数据库', state: 'valid', release: release.coordinate });
      expect(answer.validUntil).toBe(certificate.validUntil);
    });

    it('shows the log of a job as it came, and goes on where a reader stopped', async () => {
      const [done] = unwrap(await vendor.GET('/api/v1/jobs', { params: { query: { state: 'certified' } } })).items;
      const path = `/api/v1/jobs/${done?.id}/log`;
      const token = await service.tokenOf('vendor');
      const texts = (events: string): unknown[] =>
        [...events.matchAll(/^event: log\nid: .+\ndata: (.+)$/gm)].map(
          ([, data]) => (JSON.parse(data ?? '{}') as { text: string }).text,
        );
      // The second chunk came twice, and once is how it stands: the first writing counts.
      expect(texts((await send(service.url, { path, token })).text)).toEqual(['解包\n', 'done\n']);
      const resumed = await send(service.url, { path, token, headers: { 'last-event-id': '1.0' } });
      expect(texts(resumed.text)).toEqual(['done\n']);
      expect(resumed.text).toMatch(/event: end\ndata: \{"attempt":1\}\n\n$/);
      for (const odd of ['x', '1', '-1.-1', '99999999.1', '1.0.0', '']) {
        expect((await send(service.url, { path, token, headers: { 'last-event-id': odd } })).status).toBe(200);
      }
    });
  });
}
