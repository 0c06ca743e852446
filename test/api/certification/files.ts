import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import type { CertificationWorld } from '../support/certification-world.js';
import { approve, certified, KUNPENG, tested, type Cell } from '../support/certifying.js';
import { send, succeed } from '../support/http.js';
import { jobIn } from '../support/jobs.js';
import { joinAs, unique, type Member } from '../support/members.js';
import { registerRelease, sha256Of, type Registered } from '../support/releases.js';

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
  });
}
