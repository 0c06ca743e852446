import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import type { CertificationWorld } from '../support/certification-world.js';
import { approve, certified, KUNPENG, tested, type Cell } from '../support/certifying.js';
import { refused, send, succeed } from '../support/http.js';
import { jobIn } from '../support/jobs.js';
import { joinAs, unique, type Member } from '../support/members.js';
import { registerRelease, sha256Of, upload, type Registered } from '../support/releases.js';

const SP = (servicePack: string): string => `openeuler/openeuler@22.03-lts${servicePack}`;

/** "Is this file the certified one?" */
export function files(open: () => CertificationWorld): void {
  describe('a file asked about by its digest', () => {
    let service: TestService;
    let agent: FakeAgent;
    let kunpeng: FakeAgent;
    let vendor: string;
    let rival: Member;
    beforeAll(async () => {
      ({ service, agent, kunpeng } = open());
      vendor = await service.tokenOf('vendor');
      rival = await joinAs(service, 'vendor');
    });

    type Answer = Cell & { release: string };
    const ask = (query: Readonly<Record<string, string>>, token?: string): Promise<Answer> => {
      const asked = new URLSearchParams({ ...service.prepared.platform, ...query });
      return succeed<Answer>(service.url, { path: `/api/v1/matrix/check?${asked.toString()}`, token });
    };
    const ours = (bytes: string, published = true): Promise<Registered> =>
      registerRelease(service, { token: vendor, vendor: 'dev-vendor', published, packages: { any: bytes } });
    const theirs = (bytes: string): Promise<Registered> =>
      registerRelease(service, { ...rival, vendor: rival.organization, packages: { any: bytes } });
    const sm3Of = async (sha256: string): Promise<string> => {
      const [found] = await service.parts.db.query<{ sm3: string }[]>('SELECT sm3 FROM artifacts WHERE sha256 = $1', [
        sha256,
      ]);
      return found?.sm3 ?? '';
    };

    describe('whose bytes another vendor publishes too', () => {
      it('is answered for by the release that was certified with it', async () => {
        const bytes = unique('public bytes');
        // Published first as well as last: neither takes the answer over.
        await theirs(bytes);
        const run = await certified(service, agent, { release: await ours(bytes) });
        await theirs(bytes);
        for (const digest of [run.release.sha256, await sm3Of(run.release.sha256)]) {
          for (const token of [undefined, vendor, rival.token]) {
            expect(await ask({ digest }, token)).toMatchObject({
              release: run.release.coordinate,
              status: 'certified',
              certificate: run.number,
            });
          }
        }
        // … on other platforms as well, where nobody was certified.
        const elsewhere = await ask({ digest: run.release.sha256, os: SP(''), cpu: KUNPENG });
        expect(elsewhere.release).toBe(run.release.coordinate);
      });

      it('is answered for by the release that was published first while none is certified', async () => {
        const bytes = unique('public bytes');
        const draft = await ours(bytes, false);
        const first = await theirs(bytes);
        const publish = `/api/v1/products/${draft.vendor}/${draft.product}/publish`;
        await succeed(service.url, { method: 'POST', path: publish, token: vendor });
        await ours(bytes);
        for (const token of [undefined, vendor, rival.token]) {
          expect((await ask({ digest: first.sha256 }, token)).release).toBe(first.coordinate);
        }
      });

      it('is answered for by the release that was certified on the platform, before one certified elsewhere', async () => {
        const bytes = unique('public bytes');
        const elsewhere = await ours(bytes);
        const request = { targets: [{ os: SP(''), cpu: KUNPENG }] };
        await certified(service, kunpeng, { release: elsewhere, request });
        const here = await certified(service, agent, { release: await ours(bytes) });
        const digest = sha256Of(bytes);
        expect(await ask({ digest })).toMatchObject({ certificate: here.number, release: here.release.coordinate });
        expect((await ask({ digest, os: SP(''), cpu: KUNPENG })).release).toBe(elsewhere.coordinate);
      });

      it('belongs to nobody in the eyes of strangers while its releases are drafts', async () => {
        const draft = await ours(unique('public bytes'), false);
        const query = new URLSearchParams({ digest: draft.sha256, ...service.prepared.platform });
        const path = `/api/v1/matrix/check?${query.toString()}`;
        expect((await send(service.url, { path })).status).toBe(404);
        expect((await ask({ digest: draft.sha256 }, vendor)).release).toBe(draft.coordinate);
      });
    });

    describe('that is one of several of its release', () => {
      const on = (servicePack: string) => ({ os: SP(servicePack), cpu: KUNPENG });

      async function twoPackages(): Promise<{ release: Registered; arm: string; x86: string }> {
        const packages = { aarch64: unique('arm package'), x86_64: unique('x86 package') };
        const release = await registerRelease(service, {
          token: vendor,
          vendor: 'dev-vendor',
          abiLevel: 'level1',
          packages,
        });
        return { release, arm: sha256Of(packages.aarch64), x86: sha256Of(packages.x86_64) };
      }
      const run = (release: Registered, servicePack: string) => ({
        release,
        request: { targets: [on(servicePack)] },
      });

      it('is certified where it was tested itself, and only there', async () => {
        const { release, arm, x86 } = await twoPackages();
        const { number } = await certified(service, kunpeng, run(release, ''));
        const certificate = { status: 'certified', certificate: number, release: release.coordinate };
        const byRelease = await ask({ release: release.coordinate, ...on('') });
        expect(byRelease).toMatchObject(certificate);
        const tested = await ask({ digest: arm, ...on('') });
        expect(tested).toMatchObject(certificate);
        const other = await ask({ digest: x86, ...on('') });
        expect(other).toMatchObject({
          status: 'unknown',
          certificate: null,
          findings: [],
          release: release.coordinate,
        });

        // In words: what counted, that it is for another ISA, and which finding is about the other file.
        const [finding] = byRelease.findings;
        expect(tested.explanation.en.join(' ')).toContain(`the file with SHA-256 ${arm}`);
        expect(tested.explanation.en.join(' ')).not.toContain('Not counted');
        for (const words of [other.explanation.zh, other.explanation.en].map((sentences) => sentences.join(' '))) {
          expect(words).toContain(x86);
          expect(words).toMatch(/x86_64.*aarch64/);
          expect(words).toContain(finding);
          expect(words).not.toContain(number);
        }
        expect(byRelease.explanation.en.join(' ')).not.toContain('SHA-256');

        // What follows from the test of one file does not follow for the other.
        const statuses = async (servicePack: string) =>
          Promise.all(
            [{ release: release.coordinate }, { digest: arm }, { digest: x86 }].map(
              async (asked) => (await ask({ ...asked, ...on(servicePack) })).status,
            ),
          );
        expect(await statuses('-sp1')).toEqual(['expected', 'expected', 'unknown']);
      });

      it('does not run where it was tested and failed; of the other file that says nothing', async () => {
        const { release, arm, x86 } = await twoPackages();
        const { jobId } = await tested(service, kunpeng, { ...run(release, '-sp3'), verdicts: { start: 'failed' } });
        await approve(service, 'reviewer', jobId);
        await jobIn(service, vendor, jobId, 'incompatible');
        const failed = await ask({ digest: arm, ...on('-sp3') }, vendor);
        expect(failed).toMatchObject({ status: 'incompatible', findings: [expect.stringMatching(/^F-/)] });
        const other = await ask({ digest: x86, ...on('-sp3') }, vendor);
        expect(other.status).toBe('unknown');
        expect(other.explanation.en.join(' ')).toContain(failed.findings[0]);
        // A fail is for its parties: not even its number is told to others.
        for (const digest of [arm, x86]) {
          const told = await ask({ digest, ...on('-sp3') });
          expect(told.status).toBe('unknown');
          expect(JSON.stringify(told)).not.toContain(failed.findings[0]);
        }
      });

      it('is declared to run where it is the package for that platform', async () => {
        const { release, arm, x86 } = await twoPackages();
        const json = { release: release.coordinate, ...on(''), source: '兼容性列表' };
        await succeed(service.url, { method: 'POST', path: '/api/v1/declarations', token: vendor, json });
        expect((await ask({ digest: arm, ...on('') })).status).toBe('declared');
        expect(await ask({ digest: x86, ...on('') })).toMatchObject({ status: 'unknown', declaredBy: [] });
      });
    });

    describe('that is of one of several builds of its version', () => {
      const addBuild = (release: Registered, build: string, artifacts: object[]) =>
        succeed(service.url, {
          method: 'POST',
          path: `/api/v1/products/${release.vendor}/${release.product}/releases/${release.version}/builds`,
          token: vendor,
          json: { build, artifacts },
        });

      it('is certified with the build that was tested, and with no other', async () => {
        const first = unique('first build');
        const release = await ours(first);
        const run = await certified(service, agent, { release });
        const second = await upload(service, vendor, unique('second build'));
        const manual = await upload(service, vendor, unique('manual'));
        const before = (await ask({ digest: sha256Of(first) })).revision;
        const files = [
          { sha256: second, fileName: 'p.tgz' },
          { sha256: manual, fileName: 'docs/manual.pdf', role: 'documentation' },
        ];
        await addBuild(release, 'Build 2023', files);

        const ofFirst = await ask({ digest: sha256Of(first) });
        expect(ofFirst).toMatchObject({ status: 'certified', certificate: run.number, release: release.coordinate });
        expect(ofFirst.revision).toBe(before + 1);
        const [finding] = ofFirst.findings;
        for (const digest of [second, await sm3Of(second), manual]) {
          const answer = await ask({ digest });
          expect(answer).toMatchObject({ status: 'unknown', certificate: null, release: release.coordinate });
          expect(answer.explanation.en.join(' ')).toContain(finding);
        }
        // The version is certified all the same, and before the build came nobody knew of its files.
        expect((await ask({ release: release.coordinate })).status).toBe('certified');
        const known = new URLSearchParams({
          digest: second,
          knownAt: run.attempt.assignment.attempt.leaseEndsAt,
          ...service.prepared.platform,
        });
        expect([400, 404]).toContain(
          (await send(service.url, { path: `/api/v1/matrix/check?${known.toString()}` })).status,
        );
        const past = new URLSearchParams({ digest: second, knownAt: ofFirst.knownAt, ...service.prepared.platform });
        expect((await send(service.url, { path: `/api/v1/matrix/check?${past.toString()}` })).status).toBe(200);

        // The newest build is what a request asks about unless it names another; the documentation stays at home.
        const newest = await certified(service, agent, { release });
        expect(newest.attempt.assignment.artifacts).toEqual([
          { sha256: second, fileName: 'p.tgz', role: 'package', size: expect.any(Number) },
        ]);
        expect(await ask({ digest: second })).toMatchObject({ status: 'certified', certificate: newest.number });
        expect((await ask({ digest: manual })).status).toBe('unknown');
        const certificate = await succeed<{ artifacts: object[] }>(service.url, {
          path: `/api/v1/certificates/${newest.number}`,
        });
        expect(certificate.artifacts).toEqual([{ sha256: second, sm3: await sm3Of(second), fileName: 'p.tgz' }]);
        // The first one stays certified by its own certificate.
        expect(await ask({ digest: sha256Of(first) })).toMatchObject({ status: 'certified', certificate: run.number });

        const again = await tested(service, agent, { release, request: { build: '1' } });
        expect(again.attempt.assignment.artifacts.map(({ sha256 }) => sha256)).toEqual([sha256Of(first)]);
        const requestOf = async (id: string) =>
          succeed<{ requestId: string }>(service.url, { path: `/api/v1/jobs/${id}`, token: vendor });
        const { requestId } = await requestOf(again.jobId);
        const path = `/api/v1/adaptation-requests/${requestId}`;
        expect(await succeed(service.url, { path, token: vendor })).toMatchObject({ build: '1' });
        const clone = { method: 'POST', path: `${path}/clone`, token: vendor };
        const cloned = await succeed<{ id: string; jobs: { id: string }[] }>(service.url, {
          ...clone,
          json: { build: 'Build 2023', os: service.prepared.platform.os },
        });
        expect(cloned).toMatchObject({ build: 'Build 2023' });
        await succeed(service.url, {
          method: 'POST',
          path: `/api/v1/jobs/${cloned.jobs[0]?.id}/cancel`,
          token: vendor,
          json: {},
        });
        const problem = await refused(service.url, { ...clone, json: { build: 'nonesuch' } }, 'invalid-request');
        expect(problem).toMatchObject({ errors: [{ path: 'build' }], facts: { builds: ['Build 2023', '1'] } });
      });

      it('is sent all files of its build that its ISA needs, in the order of their paths', async () => {
        const release = await ours(unique('old'));
        const named = async (fileName: string, more: object = {}) => ({
          fileName,
          sha256: await upload(service, vendor, unique(fileName)),
          ...more,
        });
        const files = [
          await named('rpms/x86_64/server.rpm', { isa: 'x86_64' }),
          await named('rpms/aarch64/server.rpm', { isa: 'aarch64' }),
          await named('rpms/common.rpm'),
          await named('rpms/common.rpm.asc', { role: 'signature' }),
          await named('trial.lic', { role: 'data' }),
          await named('manual.pdf', { role: 'documentation' }),
        ];
        await addBuild(release, '2', files);
        const { attempt } = await tested(service, kunpeng, {
          release,
          request: { targets: [{ os: SP(''), cpu: KUNPENG }] },
        });
        expect(attempt.assignment.artifacts.map(({ fileName, role }) => [fileName, role])).toEqual([
          ['rpms/aarch64/server.rpm', 'package'],
          ['rpms/common.rpm', 'package'],
          ['rpms/common.rpm.asc', 'signature'],
          ['trial.lic', 'data'],
        ]);
      });
    });
  });
}
