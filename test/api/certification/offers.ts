import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import type { CertificationWorld } from '../support/certification-world.js';
import { cell, certified, KUNPENG } from '../support/certifying.js';
import { refused, send, succeed, type Call } from '../support/http.js';
import { jobIn, onlyJob, submit } from '../support/jobs.js';
import { joinAs, type Member } from '../support/members.js';
import { registerRelease, type Registered } from '../support/releases.js';

interface Stated {
  readonly id: string;
  readonly revision: number;
}

/** End of support and of offer, of products and releases. */
export function endsOfOffers(open: () => CertificationWorld): void {
  describe('what is not supported or offered any more', () => {
    let service: TestService;
    let kunpeng: FakeAgent;
    let vendor: string;
    let rival: Member;
    beforeAll(async () => {
      ({ service, kunpeng } = open());
      vendor = await service.tokenOf('vendor');
      rival = await joinAs(service, 'vendor');
    });

    /** Calendar days from now; the development scheme certifies for longer than any of them. */
    const day = (from: number): string => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
    const instant = (from: number): string => `${day(from)}T00:00:00.000Z`;
    const on = (servicePack: string) => ({ os: `openeuler/openeuler@22.03-lts${servicePack}`, cpu: KUNPENG });
    const productPath = ({ vendor: by, product }: Registered) => `/api/v1/products/${by}/${product}`;
    const releasePath = (release: Registered) => `${productPath(release)}/releases/${release.version}`;
    const saying = (path: string, json: object, token = vendor): Call => ({
      method: 'POST',
      path: `${path}/statements`,
      token,
      json,
    });
    const say = (path: string, json: object) => succeed<Stated>(service.url, saying(path, json));
    const read = <T>(path: string) => succeed<T>(service.url, { path });
    const register = () => registerRelease(service, { token: vendor, vendor: 'dev-vendor', abiLevel: 'level1' });
    /** From memory, and by the naive evaluator, which serves whoever is signed in. */
    const both = async (release: Registered, more: { knownAt?: string } = {}) => {
      const asked = { ...on('-sp1'), ...more };
      const shown = ({ status, validUntil, knownAt }: Awaited<ReturnType<typeof cell>>) => ({
        status,
        validUntil,
        knownAt,
      });
      const [stranger, member] = [
        shown(await cell(service, release.coordinate, asked)),
        shown(await cell(service, release.coordinate, { ...asked, token: rival.token })),
      ];
      expect({ ...stranger, knownAt: '' }).toEqual({ ...member, knownAt: '' });
      return stranger;
    };

    it('ends what is derived, by the end of its product as by its own, and as was known at the time', async () => {
      const release = await register();
      await certified(service, kunpeng, { release, request: { targets: [on('')] } });
      const before = await both(release);
      expect(before.status).toBe('expected');

      const far = await say(productPath(release), { kind: 'end-of-life', endOfLife: day(40) });
      expect(await both(release)).toMatchObject({ status: 'expected', validUntil: instant(40) });
      await say(releasePath(release), { kind: 'end-of-life', endOfLife: day(20) });
      expect(await both(release)).toMatchObject({ validUntil: instant(20) });
      expect(await read(releasePath(release))).toMatchObject({ endOfLife: day(20) });
      expect(await read(productPath(release))).toMatchObject({ endOfLife: day(40) });

      const over = await say(productPath(release), { kind: 'end-of-life', endOfLife: day(-1) });
      expect((await both(release)).status).not.toBe('expected');
      expect(await read(releasePath(release))).toMatchObject({ endOfLife: day(-1) });
      // A direct result keeps the end that it was given, and the past stays as it was known.
      expect((await cell(service, release.coordinate, on(''))).status).toBe('certified');
      expect(await both(release, { knownAt: before.knownAt })).toMatchObject({
        status: 'expected',
        validUntil: before.validUntil,
      });

      await say(productPath(release), { kind: 'withdrawn', withdraws: over.id });
      expect(await both(release)).toMatchObject({ status: 'expected', validUntil: instant(20) });
      const twice = saying(productPath(release), { kind: 'withdrawn', withdraws: over.id });
      await refused(service.url, twice, 'illegal-transition');
      await say(productPath(release), { kind: 'end-of-life', endOfLife: null });
      expect(await read(productPath(release))).toMatchObject({ endOfLife: null });

      const list = await read<{ items: object[] }>(`${productPath(release)}/statements?limit=1`);
      expect(list).toMatchObject({ items: [{ id: far.id, kind: 'end-of-life', withdrawnBy: null }] });
      expect(list).toMatchObject({ nextCursor: expect.any(String) });
    });

    it('is withdrawn with its reason, answered as before, and not asked about anew until that is taken back', async () => {
      const release = await register();
      const { number } = await certified(service, kunpeng, { release, request: { targets: [on('')] } });
      const accepted = await submit(service, vendor, release.coordinate, { targets: [on('')] });
      const answers = await both(release);
      const reason = '已由 2.0 取代 · superseded by 2.0';
      const ask: Call = {
        method: 'POST',
        path: '/api/v1/adaptation-requests',
        token: vendor,
        json: { release: release.coordinate, targets: [on('')], testPlan: 'command-line-software' },
      };
      for (const [of, path] of [
        ['release', releasePath(release)],
        ['product', productPath(release)],
      ] as const) {
        const gone = await say(path, { kind: 'withdrawn-from-offer', reason });
        const withdrawn = { of, reason, since: expect.stringMatching(/^20.*Z$/) };
        expect(await read(releasePath(release))).toMatchObject({ withdrawn, published: true });
        expect(await read(`${productPath(release)}/releases`)).toMatchObject({ items: [{ withdrawn }] });
        expect(await read(productPath(release))).toMatchObject({ withdrawn: of === 'product' ? withdrawn : null });
        expect(await read(`/api/v1/certificates/${number}`)).toMatchObject({ withdrawn, state: 'valid' });
        expect(await both(release)).toMatchObject({ status: answers.status, validUntil: answers.validUntil });
        const problem = await refused(service.url, ask, 'withdrawn-from-offer');
        expect(problem).toMatchObject({ errors: [{ path: 'release', message: reason }], facts: { of } });
        const again = { ...ask, path: `${ask.path}/${accepted.id}/clone`, json: { os: on('').os } };
        await refused(service.url, again, 'withdrawn-from-offer');
        await say(path, { kind: 'withdrawn', withdraws: gone.id });
        expect(await read(releasePath(release))).toMatchObject({ withdrawn: null });
      }
      // What was accepted before runs on, and after all is taken back new requests are welcome.
      const attempt = await kunpeng.work();
      expect(attempt.assignment.job.id).toBe(onlyJob(accepted));
      await attempt.complete();
      await jobIn(service, vendor, onlyJob(accepted), 'technical-review');
      const again = onlyJob(await submit(service, vendor, release.coordinate, { targets: [on('')] }));
      await succeed(service.url, { method: 'POST', path: `/api/v1/jobs/${again}/cancel`, token: vendor, json: {} });
      const all = await read<{ items: { kind: string }[] }>(`${productPath(release)}/statements`);
      expect(all.items.map(({ kind }) => kind)).toEqual(['withdrawn-from-offer', 'withdrawn']);
    });

    it('is stated in full, by its vendor, and of no operating system or CPU', async () => {
      const release = await register();
      for (const json of [
        { kind: 'end-of-life' },
        { kind: 'end-of-life', endOfLife: '2027-02-30' },
        { kind: 'withdrawn-from-offer' },
        { kind: 'withdrawn-from-offer', reason: ' ' },
        { kind: 'withdrawn-from-offer', reason: 'x', endOfLife: null },
        { kind: 'kernel-module', kernelModule: true },
        { kind: 'withdrawn', withdraws: 'x' },
      ]) {
        await refused(service.url, saying(productPath(release), json), 'invalid-request');
      }
      const nothing = { kind: 'withdrawn', withdraws: '01990000-0000-7000-8000-0000000000ff' };
      await refused(service.url, saying(productPath(release), nothing), 'not-found');
      const answers = await Promise.all(
        [vendor, rival.token].map((token) =>
          send(service.url, saying(productPath(release), { kind: 'withdrawn-from-offer', reason: 'x' }, token)),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([201, 404]);
    });
  });
}
