import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TestService } from '../../support/service.js';
import { refused, send, succeed, type Call } from '../support/http.js';
import { joinAs, unique, type Member } from '../support/members.js';
import { registerRelease, upload } from '../support/releases.js';
import { contents } from '../support/stored.js';

export function buildsOfReleases(open: () => TestService): void {
  describe('builds', () => {
    let service: TestService;
    let vendor: Member;
    let rival: Member;
    beforeAll(async () => {
      service = open();
      vendor = await joinAs(service, 'vendor');
      rival = await joinAs(service, 'vendor');
    });

    const path = (slug: string, more = ''): string =>
      `/api/v1/products/${vendor.organization}/${slug}/releases/1.0/builds${more}`;
    const build = (slug: string, label: string, artifacts: object[], token = vendor.token): Call => ({
      method: 'POST',
      path: path(slug),
      token,
      json: { build: label, builtOn: '2026-11-20', artifacts },
    });

    it('are other bytes under the same version, and stay as they are', async () => {
      const { product: slug, sha256: old } = await registerRelease(service, {
        ...vendor,
        vendor: vendor.organization,
      });
      const sha256 = await upload(service, vendor.token, unique('build'));
      const files = [
        { sha256, fileName: 'rpms/a.rpm', isa: 'x86_64' },
        { sha256, fileName: 'rpms/b.rpm' },
        { sha256: old, fileName: 'a.pdf', role: 'documentation' },
      ];
      const answers = await Promise.all(
        Array.from({ length: 4 }, (_, n) => send(service.url, build(slug, n < 2 ? '同名' : `b${n}`, files))),
      );
      // Four at once: one label wins, all others get numbers of their own.
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409]);
      const mine = await succeed<{ builds: { build: string; files: number; bytes: number }[]; artifacts: object[] }>(
        service.url,
        { path: `/api/v1/products/${vendor.organization}/${slug}/releases/1.0` },
      );
      expect(mine.builds.map((one) => one.build).sort()).toEqual(['1', 'b2', 'b3', '同名']);
      expect(mine.builds[3]).toMatchObject({ build: '1', files: 1 });
      expect(mine.builds[0]).toMatchObject({ builtOn: '2026-11-20', files: 3 });
      expect(mine.artifacts).toMatchObject([
        { fileName: 'a.pdf', isa: null, role: 'documentation' },
        { fileName: 'rpms/a.rpm', isa: 'x86_64', role: 'package', sha256 },
        { fileName: 'rpms/b.rpm', isa: null, role: 'package' },
      ]);
      const first = await succeed(service.url, { path: path(slug, '/1') });
      expect(first).toMatchObject({ build: '1', artifacts: [{ sha256: old, fileName: 'p.tgz' }] });
      expect(await succeed(service.url, { path: path(slug, `/${encodeURIComponent('同名')}`) })).toMatchObject({
        files: 3,
      });
      await refused(service.url, { path: path(slug, '/nonesuch') }, 'not-found');

      const before = await contents(service, 'releases', 'release_builds', 'release_artifacts', 'revisions');
      const theirs = await upload(service, rival.token, unique('theirs'));
      await refused(service.url, build(slug, '9', [{ sha256: theirs, fileName: 'a' }]), 'unknown-artifact');
      await refused(service.url, build(slug, '9', []), 'invalid-request');
      await refused(service.url, build(slug, '9', [{ sha256, fileName: 'a' }], rival.token), 'not-found');
      await refused(service.url, build(slug, '1', [{ sha256, fileName: 'a' }]), 'already-exists');
      for (const method of ['PUT', 'PATCH', 'DELETE']) {
        const call = { method, path: path(slug, '/1'), token: vendor.token, json: {} };
        await refused(service.url, call, 'method-not-allowed');
      }
      expect(await contents(service, 'releases', 'release_builds', 'release_artifacts', 'revisions')).toEqual(before);
    });

    it('of hundreds of files are registered whole and listed in part', async () => {
      const { product: slug } = await registerRelease(service, { ...vendor, vendor: vendor.organization });
      const sha256 = await upload(service, vendor.token, unique('many'));
      const many = Array.from({ length: 513 }, (_, n) => ({ sha256, fileName: `${n}/${n}.rpm` }));
      await refused(service.url, build(slug, 'many', many), 'invalid-request');
      const whole = await succeed<{ artifacts: object[] }>(service.url, build(slug, 'many', many.slice(1)));
      expect(whole.artifacts).toHaveLength(512);
      const one = { path: `/api/v1/products/${vendor.organization}/${slug}/releases` };
      const { items } = await succeed<{ items: { builds: object[]; artifacts: object[] }[] }>(service.url, one);
      expect(items[0]?.artifacts).toHaveLength(64);
      expect(items[0]?.builds).toMatchObject([{ build: 'many', files: 512 }, { build: '1' }]);
    });
  });
}
