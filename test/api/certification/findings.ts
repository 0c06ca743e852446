import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import type { CertificationWorld } from '../support/certification-world.js';
import { approve, cell, certified, KUNPENG, tested, type Cell } from '../support/certifying.js';
import { refused, succeed, type Call } from '../support/http.js';
import { jobIn } from '../support/jobs.js';
import { joinAs } from '../support/members.js';
import { registerRelease } from '../support/releases.js';
import { contents, rowCounts } from '../support/stored.js';

const OPENEULER = (servicePack: string): string => `openeuler/openeuler@22.03-lts${servicePack}`;

export function findings(open: () => CertificationWorld): void {
  describe('findings', () => {
    let service: TestService;
    let agent: FakeAgent;
    let kunpeng: FakeAgent;
    let vendor: string;
    beforeAll(async () => {
      ({ service, agent, kunpeng } = open());
      vendor = await service.tokenOf('vendor');
    });

    /** All of an answer that says something about the cell. */
    const said = ({
      status,
      certificate,
      findings,
      path,
      declaredBy,
      unknownBecause,
      explanation,
      validUntil,
    }: Cell) => ({
      status,
      certificate,
      findings,
      path,
      declaredBy,
      unknownBecause,
      explanation,
      validUntil,
    });

    describe('a confirmed fail', () => {
      it('is for the parties only; to everybody else nothing is known', async () => {
        const release = await registerRelease(service, { token: vendor, vendor: 'dev-vendor' });
        const rival = await joinAs(service, 'vendor');
        const before = said(await cell(service, release.coordinate));
        expect(before).toMatchObject({ status: 'unknown', findings: [], path: [] });
        const run = await tested(service, agent, { release, verdicts: { function: 'failed' } });
        expect((await cell(service, release.coordinate, { token: vendor })).status).toBe('unknown');
        await approve(service, 'reviewer', run.jobId);
        expect(await jobIn(service, vendor, run.jobId, 'incompatible')).toMatchObject({ certificate: null });
        for (const token of [
          undefined,
          rival.token,
          await service.tokenOf('operator'),
          await service.tokenOf('certifier'),
        ]) {
          const answer = await cell(service, release.coordinate, token === undefined ? {} : { token });
          expect(said(answer)).toEqual(before);
        }
        for (const role of ['vendor', 'center-operator', 'reviewer'] as const) {
          const answer = await cell(service, release.coordinate, { token: await service.tokenOf(role) });
          expect({ role, ...said(answer) }).toMatchObject({
            role,
            status: 'incompatible',
            findings: [expect.stringMatching(/^F-/)],
          });
        }
        const osVendor = await joinAs(service, 'vendor', {
          organization: service.prepared.platform.os.split('/')[0] ?? '',
        });
        expect((await cell(service, release.coordinate, { token: osVendor.token })).status).toBe('incompatible');
      });

      it('cuts what would follow from a pass, and strangers are not told by what', async () => {
        const release = await registerRelease(service, { token: vendor, vendor: 'dev-vendor', abiLevel: 'level1' });
        const on = (servicePack: string) => ({ targets: [{ os: OPENEULER(servicePack), cpu: KUNPENG }] });
        const status = async (servicePack: string, token?: string): Promise<string> => {
          const where = { os: OPENEULER(servicePack), cpu: KUNPENG };
          return (await cell(service, release.coordinate, token === undefined ? where : { ...where, token })).status;
        };
        await certified(service, kunpeng, { release, request: on('') });
        expect([await status(''), await status('-sp1'), await status('-sp2')]).toEqual([
          'certified',
          'expected',
          'expected',
        ]);
        const run = await tested(service, kunpeng, { release, request: on('-sp1'), verdicts: { start: 'failed' } });
        await approve(service, 'reviewer', run.jobId);
        await jobIn(service, vendor, run.jobId, 'incompatible');
        expect([await status(''), await status('-sp1'), await status('-sp2')]).toEqual([
          'certified',
          'unknown',
          'unknown',
        ]);
        expect([await status('-sp1', vendor), await status('-sp2', vendor)]).toEqual(['incompatible', 'unknown']);
        const stranger = await cell(service, release.coordinate, { os: OPENEULER('-sp2'), cpu: KUNPENG });
        expect(stranger).toMatchObject({ path: [], findings: [] });
        expect(JSON.stringify(stranger)).not.toMatch(/sp1|fail|失败|R8/i);
      });

      it('is not made of what needs a person, nor of what the laboratory broke', async () => {
        const release = await registerRelease(service, { token: vendor, vendor: 'dev-vendor' });
        const before = await rowCounts(service);
        const json = {
          release: release.coordinate,
          targets: [service.prepared.platform],
          testPlan: 'command-line-software',
        };
        const parameters = { entry: 'x', versionPattern: 'x', functionArgs: [], functionPattern: 'x', serviceArgs: [] };
        const call = {
          method: 'POST',
          path: '/api/v1/adaptation-requests',
          token: vendor,
          json: { ...json, parameters },
        };
        const { jobs } = await succeed<{ jobs: { id: string }[] }>(service.url, call);
        await (await agent.work()).complete({ start: 'failed' }, { ended: 'infra-error', message: 'the disk is full' });
        await (await agent.work()).complete({ start: 'blocked' });
        await jobIn(service, vendor, jobs[0]?.id ?? '', 'blocked');
        expect(await rowCounts(service)).toMatchObject({ findings: before['findings'], reviews: before['reviews'] });
        expect((await cell(service, release.coordinate, { token: vendor })).status).toBe('unknown');
      });
    });

    describe('declarations', () => {
      const declare = (token: string, release: string, more: object = {}): Call => ({
        method: 'POST',
        path: '/api/v1/declarations',
        token,
        json: { release, ...service.prepared.platform, source: '厂商兼容性列表 2026-11', ...more },
      });

      it('are made by the vendor of the release, of the OS or of the CPU, and kept apart', async () => {
        const { coordinate } = await registerRelease(service, { token: vendor, vendor: 'dev-vendor' });
        const target = { os: OPENEULER(''), cpu: KUNPENG };
        const osVendor = (await joinAs(service, 'vendor', { organization: 'openeuler' })).token;
        const cpuVendor = (await joinAs(service, 'vendor', { organization: 'hisilicon' })).token;
        const seen: { organization: string; as: string }[] = [];
        for (const [token, organization, as] of [
          [vendor, 'dev-vendor', 'vendor'],
          [osVendor, 'openeuler', 'os-vendor'],
          [cpuVendor, 'hisilicon', 'cpu-vendor'],
        ] as const) {
          expect(await succeed(service.url, declare(token, coordinate, target))).toMatchObject({ as });
          seen.push({ organization, as });
          const answer = await cell(service, coordinate, target);
          expect(answer.status).toBe('declared');
          expect(answer.declaredBy).toHaveLength(seen.length);
          expect(answer.declaredBy).toEqual(expect.arrayContaining(seen));
        }
        await succeed(service.url, declare(osVendor, coordinate, { ...target, verdict: 'fail' }));
        expect((await cell(service, coordinate, target)).status).toBe('conflicting');
      });

      it('give way to a certificate', async () => {
        const { release } = await certified(service, agent);
        await succeed(service.url, declare(vendor, release.coordinate, { verdict: 'fail' }));
        expect((await cell(service, release.coordinate)).status).toBe('certified');
      });

      it('are refused to anybody else, about drafts of others, and when they are over already', async () => {
        const { coordinate } = await registerRelease(service, { token: vendor, vendor: 'dev-vendor' });
        const draft = await registerRelease(service, { token: vendor, vendor: 'dev-vendor', published: false });
        const rival = (await joinAs(service, 'vendor')).token;
        const osVendor = (await joinAs(service, 'vendor', { organization: 'openeuler' })).token;
        const before = await contents(service, 'findings', 'revisions');
        await refused(service.url, declare(rival, coordinate), 'forbidden');
        const target = { os: OPENEULER(''), cpu: KUNPENG };
        await refused(service.url, declare(osVendor, draft.coordinate, target), 'unknown-coordinate');
        for (const role of ['center-operator', 'reviewer', 'certifier', 'operator'] as const) {
          await refused(service.url, declare(await service.tokenOf(role), coordinate), 'forbidden');
        }
        const past = await refused(
          service.url,
          declare(vendor, coordinate, { validUntil: '2020-01-01T00:00:00Z' }),
          'invalid-request',
        );
        expect(past.errors).toMatchObject([{ path: 'validUntil' }]);
        for (const more of [{ source: ' ' }, { verdict: 'maybe' }, { os: 'x' }, { validUntil: 'tomorrow' }]) {
          await refused(service.url, declare(vendor, coordinate, more), 'invalid-request', 'unknown-coordinate');
        }
        expect(await contents(service, 'findings', 'revisions')).toEqual(before);
      });
    });
  });
}
