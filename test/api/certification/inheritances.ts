import { beforeAll, describe, expect, it } from '@jest/globals';
import { rows } from '#libs/database';
import type { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import type { CertificationWorld } from '../support/certification-world.js';
import { cell, certified, KUNPENG } from '../support/certifying.js';
import { eventually } from '../support/eventually.js';
import { problemOf, refused, send, succeed, type Call } from '../support/http.js';
import { decide } from '../support/jobs.js';
import { joinAs, type Member } from '../support/members.js';
import { registerRelease, type Registered } from '../support/releases.js';
import { contents } from '../support/stored.js';

interface Inheritance {
  readonly id: string;
  readonly state: string;
  readonly certificate: string | null;
  readonly path: { rule: string; from: object }[];
}
interface Review {
  readonly id: string;
  readonly kind: string;
  readonly inheritanceId: string | null;
}

const APPROVE = { decision: 'approve' };
const euler = (servicePack: string) => ({ os: `openeuler/openeuler@22.03-lts${servicePack}`, cpu: KUNPENG });

export function inheritances(open: () => CertificationWorld): void {
  describe('inheritances', () => {
    let service: TestService;
    let kunpeng: FakeAgent;
    let vendor: string;
    let reviewer: string;
    let certifier: string;
    beforeAll(async () => {
      ({ service, kunpeng } = open());
      vendor = await service.tokenOf('vendor');
      reviewer = await service.tokenOf('reviewer');
      certifier = await service.tokenOf('certifier');
    });

    /** A release certified on openEuler 22.03 LTS × Kunpeng 920, from where R4 leads to the service packs. */
    async function source(): Promise<Registered & { readonly number: string }> {
      const release = await registerRelease(service, { token: vendor, vendor: 'dev-vendor', abiLevel: 'level1' });
      const { number } = await certified(service, kunpeng, { release, request: { targets: [euler('')] } });
      return { ...release, number };
    }
    const proposing = (release: string, platform: object = euler('-sp1'), token = vendor): Call => ({
      method: 'POST',
      path: '/api/v1/inheritances',
      token,
      json: { release, ...platform },
    });
    const propose = (...args: Parameters<typeof proposing>) => succeed<Inheritance>(service.url, proposing(...args));
    const show = (id: string, token = vendor) =>
      succeed<Inheritance>(service.url, { path: `/api/v1/inheritances/${id}`, token });
    async function reviewsOf(id: string, token: string): Promise<Review[]> {
      const path = '/api/v1/reviews?limit=200';
      const { items } = await succeed<{ items: Review[] }>(service.url, { path, token });
      return items.filter(({ inheritanceId }) => inheritanceId === id);
    }
    async function decideOn(id: string, token: string, decision: object = APPROVE) {
      const [review] = await reviewsOf(id, token);
      if (review === undefined) throw new Error(`no review of ${id} is open to this person`);
      return decide(service, token, review.id, decision);
    }
    const act = (number: string, verb: string) =>
      succeed(service.url, {
        method: 'POST',
        path: `/api/v1/certificates/${number}/${verb}`,
        token: certifier,
        json: { reason: '复核' },
      });

    it('are proposed, reviewed by two people, issued with a certificate, and end with their source', async () => {
      const { coordinate, number } = await source();
      expect(await cell(service, coordinate, euler('-sp1'))).toMatchObject({ status: 'expected', certificate: null });
      const proposed = await propose(coordinate);
      expect(proposed).toMatchObject({
        state: 'technical-review',
        scheme: 'development',
        policy: '2026.2',
        path: [{ rule: 'R4', from: { os: euler('').os } }],
        sourceCertificate: number,
        certificate: null,
        proposedBy: 'dev-vendor',
      });
      // Nothing changes before both have approved.
      expect((await decideOn(proposed.id, reviewer)).status).toBe(200);
      expect((await cell(service, coordinate, euler('-sp1'))).status).toBe('expected');
      expect(await reviewsOf(proposed.id, reviewer)).toEqual([]);
      expect((await decideOn(proposed.id, certifier)).status).toBe(200);
      const issued = await show(proposed.id);
      expect(issued).toMatchObject({ state: 'issued', certificate: expect.stringMatching(/^SP-/) });

      const own = issued.certificate ?? '';
      const inherited = await cell(service, coordinate, euler('-sp1'));
      expect(inherited).toMatchObject({ status: 'inherited', certificate: own });
      const certificate = await succeed(service.url, { path: `/api/v1/certificates/${own}` });
      const document = await succeed(service.url, { path: `/api/v1/certificates/${number}` });
      expect(certificate).toMatchObject({
        state: 'valid',
        policy: '2026.2',
        platforms: [euler('-sp1')],
        evidence: document['evidence'],
        testingBody: document['testingBody'],
        inheritedFrom: { certificate: number, path: [{ rule: 'R4', from: { os: euler('').os } }] },
      });
      expect(document).toMatchObject({ inheritedFrom: null });
      const [finding] = inherited.findings;
      expect(await succeed(service.url, { path: `/api/v1/findings/${finding ?? ''}` })).toMatchObject({
        kind: 'inherited',
        rule: 'R4',
        policy: '2026.2',
        certificate: own,
      });
      // By the matrix in memory, too, which answers strangers.
      const matrix = service.parts.matrix;
      const platform = { ...euler('-sp1'), release: coordinate };
      const search = `/api/v1/matrix?q=${encodeURIComponent(coordinate)}&status=inherited`;
      await eventually('the matrix has the inheritance', async () => {
        if (matrix.snapshot === null) return undefined;
        const { items } = await succeed<{ items: object[] }>(service.url, { path: search });
        return items.some((item) => JSON.stringify(item).includes(platform.os)) || undefined;
      });

      await act(number, 'suspend');
      expect((await cell(service, coordinate, euler('-sp1'))).status).toBe('suspended');
      await act(number, 'reinstate');
      expect((await cell(service, coordinate, euler('-sp1'))).status).toBe('inherited');
      // It can be ended by itself …
      await act(own, 'suspend');
      expect((await cell(service, coordinate, euler('-sp1'))).status).toBe('suspended');
      await act(own, 'reinstate');
      // … and ends with what it was inherited from.
      await act(number, 'revoke');
      expect((await cell(service, coordinate, euler('-sp1'))).status).toBe('revoked');
    });

    it('are judged by people without a stake, two of two bodies', async () => {
      const { coordinate } = await source();
      const proposed = await propose(coordinate, euler('-sp2'));
      const applicant = await joinAs(service, 'reviewer');
      await joinAs(service, 'vendor', { organization: 'dev-vendor', person: applicant });
      const tester = await joinAs(service, 'reviewer');
      await joinAs(service, 'center-operator', { organization: 'dev-lab', person: tester });
      for (const { token } of [applicant, tester]) {
        expect(await reviewsOf(proposed.id, token)).toEqual([]);
        const [review] = await reviewsOf(proposed.id, reviewer);
        expect(problemOf(await decide(service, token, review?.id ?? '', APPROVE)).code).toBe('conflict-of-interest');
      }
      await decideOn(proposed.id, reviewer);
      // Nobody of the body that made the technical review certifies.
      const colleague = await joinAs(service, 'certifier');
      await joinAs(service, 'reviewer', { organization: 'dev-review', person: colleague });
      expect(await reviewsOf(proposed.id, colleague.token)).toEqual([]);
      expect((await decideOn(proposed.id, certifier)).status).toBe(200);
    });

    it('are proposed by reviewers too, who then do not judge them', async () => {
      const { coordinate } = await source();
      const proposer: Member = await joinAs(service, 'reviewer');
      const colleague = await joinAs(service, 'reviewer', { organization: proposer.organization });
      const proposed = await propose(coordinate, euler('-sp3'), proposer.token);
      for (const { token } of [proposer, colleague]) expect(await reviewsOf(proposed.id, token)).toEqual([]);
      await decideOn(proposed.id, reviewer, { decision: 'reject', reason: '证据不足' });
      expect(await show(proposed.id)).toMatchObject({ state: 'rejected', reason: '证据不足', certificate: null });
      expect((await cell(service, coordinate, euler('-sp3'))).status).toBe('expected');
      // What was rejected may be proposed again.
      expect(await propose(coordinate, euler('-sp3'))).toMatchObject({ state: 'technical-review' });
    });

    it('are refused where the rules do not permit them, and nothing is stored', async () => {
      const { coordinate } = await source();
      const silent = await registerRelease(service, { token: vendor, vendor: 'dev-vendor' });
      const before = await contents(service, 'inheritances', 'reviews');
      const cases: [string, object, object][] = [
        [coordinate, euler(''), { status: 'certified' }],
        [silent.coordinate, euler('-sp1'), { status: 'unknown', reason: 'nothing-known' }],
        [coordinate, { os: 'openeuler/openeuler@20.03-lts', cpu: KUNPENG }, { status: 'unknown', rule: 'R4' }],
      ];
      for (const [release, platform, facts] of cases) {
        const problem = await refused(service.url, proposing(release, platform), 'not-inheritable');
        expect(problem.facts).toMatchObject(facts);
      }
      const rival = await joinAs(service, 'vendor');
      await refused(service.url, proposing(coordinate, euler('-sp1'), rival.token), 'forbidden');
      await refused(service.url, proposing(coordinate, euler('-sp1'), certifier), 'forbidden');
      await refused(service.url, proposing('dev-vendor/nothing@1.0'), 'unknown-coordinate');
      await refused(service.url, proposing(coordinate, { os: 1 }), 'invalid-request');
      expect(await contents(service, 'inheritances', 'reviews')).toEqual(before);
    });

    it('are under review once a cell, and hidden from who has no part in them', async () => {
      const { coordinate } = await source();
      const tries = await Promise.all([1, 2, 3].map(() => send(service.url, proposing(coordinate))));
      expect(tries.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      const { items } = await succeed<{ items: (Inheritance & { release: string })[] }>(service.url, {
        path: '/api/v1/inheritances?limit=200',
        token: vendor,
      });
      const [proposed] = items.filter(({ release }) => release === coordinate);
      const rival = await joinAs(service, 'vendor');
      const path = `/api/v1/inheritances/${proposed?.id ?? ''}`;
      await refused(service.url, { path, token: rival.token }, 'not-found');
      const none = await succeed<{ items: [] }>(service.url, { path: '/api/v1/inheritances', token: rival.token });
      expect(none.items).toEqual([]);
      await refused(service.url, { path }, 'unauthenticated');
      expect(await show(proposed?.id ?? '', certifier)).toMatchObject({ state: 'technical-review' });
    });

    const withdrawing = (id: string, token = vendor, json: object = {}): Call => ({
      method: 'POST',
      path: `/api/v1/inheritances/${id}/withdraw`,
      token,
      json,
    });

    it('are withdrawn by who proposed them, and by nobody else, until they have ended', async () => {
      const { coordinate } = await source();
      const proposed = await propose(coordinate);
      const rival = await joinAs(service, 'vendor');
      const before = await contents(service, 'inheritances', 'reviews');
      await refused(service.url, withdrawing(proposed.id, rival.token), 'not-found');
      await refused(service.url, withdrawing('01990000-0000-7000-8000-000000000000'), 'not-found');
      // Sees it, and did not propose it.
      await refused(service.url, withdrawing(proposed.id, reviewer), 'forbidden');
      await refused(service.url, withdrawing(proposed.id, certifier), 'forbidden');
      expect(await contents(service, 'inheritances', 'reviews')).toEqual(before);

      const [review] = await reviewsOf(proposed.id, reviewer);
      const withdrawn = await succeed<Inheritance>(service.url, withdrawing(proposed.id, vendor, { reason: '有误' }));
      expect(withdrawn).toMatchObject({ state: 'withdrawn', reason: '有误', certificate: null });
      expect(await show(proposed.id, certifier)).toMatchObject({ state: 'withdrawn' });
      expect(await reviewsOf(proposed.id, reviewer)).toEqual([]);
      expect(problemOf(await decide(service, reviewer, review?.id ?? '', APPROVE)).code).toBe('illegal-transition');
      const problem = await refused(service.url, withdrawing(proposed.id), 'illegal-transition');
      expect(problem.facts).toEqual({ state: 'withdrawn' });
      const told = await rows<{ details: object }>(
        service.parts.db,
        `SELECT details FROM audit_events WHERE subject_id = $1 AND action = 'inheritance.withdraw'`,
        [proposed.id],
      );
      expect(told).toEqual([{ details: { from: 'technical-review', reason: '有误' } }]);

      // The cell is free again; a reviewer's proposal is that reviewer's to withdraw, not the vendor's, at any review.
      const proposer = await joinAs(service, 'reviewer');
      const again = await propose(coordinate, euler('-sp1'), proposer.token);
      await decideOn(again.id, reviewer);
      await refused(service.url, withdrawing(again.id), 'forbidden');
      expect(await succeed(service.url, withdrawing(again.id, proposer.token))).toMatchObject({ state: 'withdrawn' });
      expect(await reviewsOf(again.id, certifier)).toEqual([]);
    });

    it('are either withdrawn or decided where both come at once', async () => {
      const { coordinate } = await source();
      for (let round = 0; round < 4; round += 1) {
        const { id } = await propose(coordinate);
        const [review] = await reviewsOf(id, reviewer);
        const rejection = { decision: 'reject', reason: '证据不足' };
        const [withdrawal, decision] = await Promise.all([
          send(service.url, withdrawing(id)),
          decide(service, reviewer, review?.id ?? '', rejection),
        ]);
        expect([withdrawal.status, decision.status].sort()).toEqual([200, 409]);
        expect((await show(id)).state).toBe(withdrawal.status === 200 ? 'withdrawn' : 'rejected');
        expect(await reviewsOf(id, reviewer)).toEqual([]);
      }
    });

    it('are not approved once their source is gone', async () => {
      const { coordinate, number } = await source();
      const proposed = await propose(coordinate);
      await act(number, 'revoke');
      expect(problemOf(await decideOn(proposed.id, reviewer)).code).toBe('not-inheritable');
      expect(await show(proposed.id)).toMatchObject({ state: 'technical-review' });
      expect((await decideOn(proposed.id, reviewer, { decision: 'reject', reason: '来源已撤销' })).status).toBe(200);
    });
  });
}
