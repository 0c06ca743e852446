import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TestService } from '../../support/service.js';
import { refused, send, succeed, type Call } from '../support/http.js';
import { submit } from '../support/jobs.js';
import { joinAs, unique, type Member } from '../support/members.js';
import { registerRelease, upload, type Registered } from '../support/releases.js';
import { contents } from '../support/stored.js';

export function draftsThatChange(open: () => TestService): void {
  describe('drafts', () => {
    let service: TestService;
    let vendor: Member;
    beforeAll(async () => {
      service = open();
      vendor = await joinAs(service, 'vendor');
    });

    const draft = (published = false) =>
      registerRelease(service, { token: vendor.token, vendor: vendor.organization, published });
    const productPath = ({ vendor: by, product }: Registered) => `/api/v1/products/${by}/${product}`;
    const releasePath = (release: Registered, version = release.version) =>
      `${productPath(release)}/releases/${version}`;
    const call = (method: string, path: string, json?: object): Call => ({
      method,
      path,
      token: vendor.token,
      ...(json === undefined ? {} : { json }),
    });

    it('change as long as nothing is about them, and are published as they are then', async () => {
      const release = await draft();
      const sha256 = await upload(service, vendor.token, unique('fixed'));
      const before = await succeed<{ id: string }>(service.url, call('GET', releasePath(release)));
      const change = { version: '1.0.1', ordinal: 7, endOfLife: '2030-01-01', abiLevel: null };
      const changed = await succeed(service.url, call('PATCH', releasePath(release), change));
      expect(changed).toMatchObject({
        id: before.id,
        line: 'main',
        artifacts: [{ fileName: 'p.tgz' }],
        ...change,
        coordinate: `${release.vendor}/${release.product}@1.0.1`,
      });
      await refused(service.url, call('GET', releasePath(release)), 'not-found');
      const files = { build: 'b2', artifacts: [{ sha256, fileName: 'x/a.rpm' }] };
      expect(await succeed(service.url, call('PATCH', releasePath(release, '1.0.1'), files))).toMatchObject({
        ...change,
        builds: [{ build: 'b2', files: 1 }],
        artifacts: [{ sha256, fileName: 'x/a.rpm' }],
      });
      await refused(service.url, call('PATCH', releasePath(release, '1.0.1'), {}), 'invalid-request');

      const named = { name: '新名', nameEn: null, description: '说明', category: 'database' };
      const renamed = await succeed(service.url, call('PATCH', productPath(release), named));
      expect(renamed).toMatchObject({ ...named, published: false });
      await refused(service.url, call('PATCH', productPath(release), { category: 'nothing' }), 'invalid-request');
      await succeed(service.url, call('POST', `${productPath(release)}/publish`));
      expect(await succeed(service.url, { path: releasePath(release, '1.0.1') })).toMatchObject(change);

      const rows = await contents(service, 'products', 'releases', 'release_builds', 'release_artifacts');
      for (const refusedCall of [
        call('PATCH', releasePath(release, '1.0.1'), { ordinal: 8 }),
        call('DELETE', releasePath(release, '1.0.1')),
        call('PATCH', productPath(release), { name: 'x' }),
        call('DELETE', productPath(release)),
      ]) {
        await refused(service.url, refusedCall, 'illegal-transition');
      }
      expect(await contents(service, 'products', 'releases', 'release_builds', 'release_artifacts')).toEqual(rows);
    });

    it('can be dropped, the release before its product, and their names are free again', async () => {
      const release = await draft();
      await refused(service.url, call('DELETE', productPath(release)), 'illegal-transition');
      const answers = await Promise.all([1, 2, 3].map(() => send(service.url, call('DELETE', releasePath(release)))));
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
      expect((await send(service.url, call('DELETE', productPath(release)))).status).toBe(204);
      await refused(service.url, call('GET', productPath(release)), 'not-found');
      const { product } = release;
      await registerRelease(service, { token: vendor.token, vendor: vendor.organization, product });
      const audited: { action: string }[] = await service.parts.db.query(
        `SELECT action FROM audit_events WHERE action LIKE '%.drop-draft' AND details::text LIKE $1 ORDER BY id`,
        [`%${product}%`],
      );
      expect(audited.map(({ action }) => action)).toEqual(['release.drop-draft', 'product.drop-draft']);
    });

    it('stay as they are once something is about them', async () => {
      const [asked, stated] = [await draft(), await draft()];
      const platform = service.prepared.platform;
      const { id } = await submit(service, vendor.token, asked.coordinate, { targets: [platform], waitForPool: true });
      await succeed(
        service.url,
        call('POST', `${releasePath(stated)}/statements`, { kind: 'kernel-module', kernelModule: true }),
      );
      const before = await contents(service, 'releases', 'release_builds', 'release_artifacts');
      for (const release of [asked, stated]) {
        await refused(service.url, call('PATCH', releasePath(release), { ordinal: 9 }), 'illegal-transition');
        await refused(service.url, call('DELETE', releasePath(release)), 'illegal-transition');
      }
      expect(await contents(service, 'releases', 'release_builds', 'release_artifacts')).toEqual(before);
      const request = await succeed<{ jobs: { id: string }[] }>(
        service.url,
        call('GET', `/api/v1/adaptation-requests/${id}`),
      );
      for (const job of request.jobs) await succeed(service.url, call('POST', `/api/v1/jobs/${job.id}/cancel`, {}));
    });

    it('never take a place that another release has', async () => {
      const release = await draft();
      await succeed(
        service.url,
        call('POST', `${productPath(release)}/releases`, { version: '2', ordinal: 2, releasedOn: '2026-11-02' }),
      );
      for (const [json, path] of [
        [{ version: '2' }, 'version'],
        [{ ordinal: 2 }, 'ordinal'],
      ] as const) {
        const problem = await refused(service.url, call('PATCH', releasePath(release), json), 'already-exists');
        expect(problem.errors).toMatchObject([{ path }]);
      }
      expect(await succeed(service.url, call('GET', releasePath(release)))).toMatchObject({ artifacts: [{}] });
    });
  });
}
