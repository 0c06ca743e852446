import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import type { CertificationWorld } from '../support/certification-world.js';
import { approve, cell, KUNPENG, tested } from '../support/certifying.js';
import { problemOf, refused, succeed } from '../support/http.js';
import { decide, jobIn, jobOf, onlyJob, reviewOf, submit, type OpenReview } from '../support/jobs.js';
import { joinAs, type Member } from '../support/members.js';
import { registerRelease } from '../support/releases.js';
import { contents } from '../support/stored.js';

const APPROVE = { decision: 'approve' };
const REJECT = { decision: 'reject', reason: '证据不足：日志与版本不符' };

export function reviews(open: () => CertificationWorld): void {
  describe('reviews', () => {
    let service: TestService;
    let agent: FakeAgent;
    let kunpeng: FakeAgent;
    let vendor: string;
    let reviewer: string;
    let certifier: string;
    beforeAll(async () => {
      ({ service, agent, kunpeng } = open());
      vendor = await service.tokenOf('vendor');
      reviewer = await service.tokenOf('reviewer');
      certifier = await service.tokenOf('certifier');
    });

    async function listed(token: string, state = 'open'): Promise<OpenReview[]> {
      const path = `/api/v1/reviews?limit=200&state=${state}`;
      return (await succeed<{ items: OpenReview[] }>(service.url, { path, token })).items;
    }
    const sees = async (token: string, jobId: string, state = 'open'): Promise<string[]> =>
      (await listed(token, state)).filter((review) => review.jobId === jobId).map(({ kind }) => kind);
    const refusal = async (token: string, reviewId: string, decision: object = APPROVE) =>
      problemOf(await decide(service, token, reviewId, decision));

    it('come to the role that decides them, one after the other', async () => {
      const { jobId } = await tested(service, agent);
      expect([await sees(reviewer, jobId), await sees(certifier, jobId), await sees(vendor, jobId)]).toEqual([
        ['technical'],
        [],
        [],
      ]);
      const technical = await reviewOf(service, reviewer, jobId);
      expect(technical).toMatchObject({ outcome: 'passed', state: 'open', reason: null, decidedAt: null });
      for (const token of [certifier, vendor]) expect((await refusal(token, technical.id)).code).toBe('not-found');
      expect(problemOf(await decide(service, await service.tokenOf('operator'), technical.id, APPROVE)).code).toBe(
        'forbidden',
      );
      // Certifiers see the job, its log and evidence from the moment on that it is theirs to judge.
      await refused(service.url, { path: `/api/v1/jobs/${jobId}`, token: certifier }, 'not-found');
      await approve(service, 'reviewer', jobId);
      expect([await sees(reviewer, jobId), await sees(certifier, jobId)]).toEqual([[], ['certification']]);
      expect(await sees(reviewer, jobId, 'approved')).toEqual(['technical']);
      expect((await jobOf(service, certifier, jobId)).state).toBe('certification-review');
      const certification = await reviewOf(service, certifier, jobId);
      expect((await refusal(reviewer, certification.id)).code).toBe('not-found');
    });

    it('are rejected only with a reason, which the vendor reads', async () => {
      const { jobId, release } = await tested(service, agent);
      const { id } = await reviewOf(service, reviewer, jobId);
      for (const decision of [
        { decision: 'reject' },
        { decision: 'reject', reason: '   ' },
        { decision: 'maybe' },
        {},
      ]) {
        expect((await refusal(reviewer, id, decision)).code).toBe('invalid-request');
      }
      expect((await decide(service, reviewer, id, REJECT)).status).toBe(200);
      expect(await jobOf(service, vendor, jobId)).toMatchObject({
        state: 'rejected',
        reason: REJECT.reason,
        certificate: null,
      });
      expect(await sees(certifier, jobId)).toEqual([]);
      expect((await cell(service, release.coordinate, { token: vendor })).status).toBe('unknown');

      const second = await tested(service, agent);
      await approve(service, 'reviewer', second.jobId);
      const certification = await reviewOf(service, certifier, second.jobId);
      await decide(service, certifier, certification.id, REJECT);
      expect(await jobOf(service, vendor, second.jobId)).toMatchObject({ state: 'rejected', certificate: null });
    });

    it('are listed once decided to the organization that decided them, and to no other', async () => {
      const first = await joinAs(service, 'reviewer');
      const colleague = await joinAs(service, 'reviewer', { organization: first.organization });
      const approved = await tested(service, agent);
      const failed = await tested(service, agent, { verdicts: { function: 'failed' } });
      const rejected = await tested(service, agent);
      for (const { jobId } of [approved, failed, rejected]) {
        const { id } = await reviewOf(service, first.token, jobId);
        await decide(service, first.token, id, jobId === rejected.jobId ? REJECT : APPROVE);
      }
      const decided = async (token: string): Promise<boolean[]> => [
        (await sees(token, approved.jobId, 'approved')).length === 1,
        (await sees(token, failed.jobId, 'approved')).length === 1,
        (await sees(token, rejected.jobId, 'rejected')).length === 1,
      ];
      expect(await decided(first.token)).toEqual([true, true, true]);
      expect(await decided(colleague.token)).toEqual([true, true, true]);
      // A confirmed fail is for its parties; a reviewer of another body is none of them.
      for (const token of [reviewer, certifier, vendor, (await joinAs(service, 'reviewer')).token]) {
        expect(await decided(token)).toEqual([false, false, false]);
      }
    });

    it('fill their pages, whatever of them a conflict keeps away', async () => {
      const submitter = await joinAs(service, 'vendor', { organization: 'dev-vendor' });
      const conflicted = await joinAs(service, 'reviewer', { person: submitter });
      await tested(service, agent);
      const path = '/api/v1/reviews?limit=1';
      expect(await succeed(service.url, { path, token: conflicted.token })).toEqual({ items: [], nextCursor: null });
      expect(await succeed(service.url, { path, token: reviewer })).toMatchObject({ items: [{ kind: 'technical' }] });
    });

    describe('conflicts of interest', () => {
      /** Somebody with a second membership; signed in for the one that decides. */
      async function alsoMemberOf(
        organization: string,
        role: 'vendor' | 'center-operator',
        as: 'reviewer' | 'certifier',
      ): Promise<Member> {
        const first = await joinAs(service, as);
        await joinAs(service, role, { organization, person: first });
        return first;
      }

      async function conflicts(token: string, reviewId: string, conflict: string): Promise<void> {
        const tables = ['reviews', 'jobs', 'certificates', 'findings'] as const;
        const before = await contents(service, ...tables);
        // Open it is, to somebody else; what one may not decide is not listed as what one may.
        expect((await listed(token)).map(({ id }) => id)).not.toContain(reviewId);
        for (const decision of [APPROVE, REJECT]) {
          expect(await refusal(token, reviewId, decision)).toMatchObject({
            code: 'conflict-of-interest',
            facts: { conflict },
          });
        }
        expect(await contents(service, ...tables)).toEqual(before);
      }

      it('keep away members of the applicant and of the laboratory, for whomever they are signed in', async () => {
        const { jobId } = await tested(service, agent);
        const technical = await reviewOf(service, reviewer, jobId);
        await conflicts(
          (await alsoMemberOf('dev-vendor', 'vendor', 'reviewer')).token,
          technical.id,
          'of-the-applicant',
        );
        await conflicts(
          (await alsoMemberOf('dev-lab', 'center-operator', 'reviewer')).token,
          technical.id,
          'of-the-testing-organization',
        );
        await approve(service, 'reviewer', jobId);
        const certification = await reviewOf(service, certifier, jobId);
        await conflicts(
          (await alsoMemberOf('dev-vendor', 'vendor', 'certifier')).token,
          certification.id,
          'of-the-applicant',
        );
        await conflicts(
          (await alsoMemberOf('dev-lab', 'center-operator', 'certifier')).token,
          certification.id,
          'of-the-testing-organization',
        );
      });

      it('keep the person who reviewed from certifying under another membership', async () => {
        const { jobId } = await tested(service, agent);
        const both = await joinAs(service, 'reviewer');
        const asCertifier = await joinAs(service, 'certifier', { person: both });
        const technical = await reviewOf(service, both.token, jobId);
        expect((await decide(service, both.token, technical.id, APPROVE)).status).toBe(200);
        const certification = await reviewOf(service, certifier, jobId);
        await conflicts(asCertifier.token, certification.id, 'reviewed-it');
      });

      it('keep the organization that reviewed from certifying by somebody else', async () => {
        const { jobId } = await tested(service, agent);
        const first = await joinAs(service, 'reviewer');
        const colleague = await joinAs(service, 'certifier', { organization: first.organization });
        const technical = await reviewOf(service, first.token, jobId);
        expect((await decide(service, first.token, technical.id, APPROVE)).status).toBe(200);
        const certification = await reviewOf(service, certifier, jobId);
        await conflicts(colleague.token, certification.id, 'of-an-earlier-reviewer');
        // Signing in for another body changes nothing about whose member somebody is.
        const elsewhere = await joinAs(service, 'certifier', { person: colleague });
        await conflicts(elsewhere.token, certification.id, 'of-an-earlier-reviewer');
        expect((await decide(service, certifier, certification.id, APPROVE)).status).toBe(200);
      });

      it('keep away the person who submitted, also after leaving the applicant', async () => {
        const submitter = await joinAs(service, 'vendor', { organization: 'dev-vendor' });
        const asReviewer = await joinAs(service, 'reviewer', { person: submitter });
        const release = await registerRelease(service, { token: vendor, vendor: 'dev-vendor' });
        const jobId = onlyJob(await submit(service, submitter.token, release.coordinate));
        await (await agent.work()).complete();
        await jobIn(service, vendor, jobId, 'technical-review');
        const technical = await reviewOf(service, reviewer, jobId);
        await conflicts(asReviewer.token, technical.id, 'submitted-it');
        await service.parts.db.query(
          `UPDATE memberships SET ended_at = now() WHERE role = 'vendor' AND person_id = (SELECT id FROM persons WHERE username = $1)`,
          [submitter.username],
        );
        await conflicts(asReviewer.token, technical.id, 'submitted-it');
      });
    });

    describe('decided by several at once', () => {
      it('are decided by exactly one', async () => {
        for (let round = 0; round < 3; round += 1) {
          const { jobId } = await tested(service, agent);
          const second = await joinAs(service, 'reviewer');
          const { id } = await reviewOf(service, reviewer, jobId);
          const answers = await Promise.all([
            decide(service, reviewer, id, APPROVE),
            decide(service, second.token, id, REJECT),
            decide(service, second.token, id, APPROVE),
            decide(service, reviewer, id, APPROVE),
          ]);
          const won = answers.filter(({ status }) => status === 200);
          expect(won).toHaveLength(1);
          for (const answer of answers)
            if (answer.status !== 200) expect(problemOf(answer).code).toBe('illegal-transition');
          const { state } = won[0]?.json as { state: string };
          expect((await jobOf(service, vendor, jobId)).state).toBe(
            state === 'approved' ? 'certification-review' : 'rejected',
          );
          expect(await sees(certifier, jobId)).toEqual(state === 'approved' ? ['certification'] : []);
        }
      });
    });

    it('ask the OS or CPU vendor last where the scheme says so', async () => {
      const os = 'kylinsoft/kylin-server@v10-sp3';
      const request = { targets: [{ os, cpu: KUNPENG }], scheme: 'xinchuang' };
      const partner = await joinAs(service, 'vendor', { organization: 'kylinsoft' });
      const stranger = await joinAs(service, 'vendor', { organization: 'uniontech' });
      const { jobId, release } = await tested(service, kunpeng, { request });
      await approve(service, 'reviewer', jobId);
      expect(await sees(partner.token, jobId)).toEqual([]);
      await approve(service, 'certifier', jobId);
      expect(await jobOf(service, vendor, jobId)).toMatchObject({ state: 'partner-confirmation', certificate: null });
      expect([await sees(partner.token, jobId), await sees(stranger.token, jobId), await sees(vendor, jobId)]).toEqual([
        ['partner'],
        [],
        [],
      ]);
      const { id } = await reviewOf(service, partner.token, jobId);
      for (const token of [stranger.token, vendor, certifier])
        expect((await refusal(token, id)).code).toBe('not-found');
      expect((await decide(service, partner.token, id, APPROVE)).status).toBe(200);
      await jobIn(service, vendor, jobId, 'certified');
      expect(await cell(service, release.coordinate, { os, cpu: KUNPENG })).toMatchObject({
        status: 'certified',
        scheme: 'xinchuang',
      });
    });
  });
}
