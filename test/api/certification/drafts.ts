import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import type { CertificationWorld } from '../support/certification-world.js';
import { approve, cell, certified, tested } from '../support/certifying.js';
import { refused, succeed } from '../support/http.js';
import { jobIn } from '../support/jobs.js';
import { registerRelease, type Registered } from '../support/releases.js';

/** What a certificate makes public: docs/decisions/010. */
export function drafts(open: () => CertificationWorld): void {
  describe('drafts', () => {
    let service: TestService;
    let agent: FakeAgent;
    let vendor: string;
    beforeAll(async () => {
      ({ service, agent } = open());
      vendor = await service.tokenOf('vendor');
    });

    const draft = () => registerRelease(service, { token: vendor, vendor: 'dev-vendor', published: false });
    const pathOf = ({ vendor: owner, product }: Registered): string => `/api/v1/products/${owner}/${product}`;
    const releasesSeen = async (release: Registered, token?: string): Promise<string[]> => {
      const path = pathOf(release);
      const product = await succeed<{ releases: { version: string }[] }>(service.url, { path, token });
      return product.releases.map(({ version }) => version).sort();
    };
    const hidden = async (release: Registered): Promise<void> => {
      await refused(service.url, { path: pathOf(release) }, 'not-found');
      const query = new URLSearchParams({ release: release.coordinate, ...service.prepared.platform });
      await refused(service.url, { path: `/api/v1/matrix/check?${query.toString()}` }, 'unknown-coordinate');
    };
    const publications = (): Promise<{ action: string; details: object }[]> =>
      service.parts.db.query(
        `SELECT action, details FROM audit_events WHERE action IN ('product.publish', 'release.publish') ORDER BY id`,
      );

    it('are public from the issue of a certificate on, with their product and without its other drafts', async () => {
      const release = await draft();
      await succeed(service.url, {
        method: 'POST',
        path: `${pathOf(release)}/releases`,
        token: vendor,
        json: { version: '2.0', ordinal: 2, releasedOn: '2026-11-02', published: false, artifacts: [] },
      });
      const { jobId } = await tested(service, agent, { release });
      await approve(service, 'reviewer', jobId);
      await hidden(release);
      const before = await publications();
      await approve(service, 'certifier', jobId);
      const { certificate } = await jobIn(service, vendor, jobId, 'certified');

      // Whoever reads the certificate can look up all that it names.
      const read = await succeed(service.url, { path: `/api/v1/certificates/${certificate}` });
      expect(read).toMatchObject({ state: 'valid', release: release.coordinate });
      expect(await cell(service, release.coordinate)).toMatchObject({ status: 'certified', certificate });
      expect(await releasesSeen(release)).toEqual(['1.0']);
      expect(await releasesSeen(release, vendor)).toEqual(['1.0', '2.0']);
      const reason = `certificate ${certificate}`;
      expect((await publications()).slice(before.length)).toMatchObject([
        { action: 'product.publish', details: { reason } },
        { action: 'release.publish', details: { reason } },
      ]);
    });

    it('stay drafts where the test fails or a review rejects', async () => {
      const release = await draft();
      const { jobId } = await tested(service, agent, { release, verdicts: { function: 'failed' } });
      await approve(service, 'reviewer', jobId);
      await jobIn(service, vendor, jobId, 'incompatible');
      await hidden(release);
    });

    it('are the only ones that issuing publishes: what is public already is not published again', async () => {
      const before = await publications();
      await certified(service, agent);
      expect(await publications()).toEqual(before);
    });
  });
}
