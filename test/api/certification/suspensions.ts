import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import type { CertificationWorld } from '../support/certification-world.js';
import { approve, cell, certified, tested } from '../support/certifying.js';
import { problemOf, refused, succeed } from '../support/http.js';
import { decide, jobIn } from '../support/jobs.js';
import { joinAs } from '../support/members.js';
import type { Registered } from '../support/releases.js';

interface Review {
  readonly id: string;
  readonly jobId: string;
  readonly kind: string;
  readonly certificate: string | null;
  readonly state: string;
}

export function suspensions(open: () => CertificationWorld): void {
  describe('suspension reviews', () => {
    let service: TestService;
    let agent: FakeAgent;
    let vendor: string;
    let certifier: string;
    beforeAll(async () => {
      ({ service, agent } = open());
      vendor = await service.tokenOf('vendor');
      certifier = await service.tokenOf('certifier');
    });

    async function listed(token = certifier, query = 'kind=suspension'): Promise<Review[]> {
      const path = `/api/v1/reviews?limit=200&${query}`;
      return (await succeed<{ items: Review[] }>(service.url, { path, token })).items;
    }
    const about = async (number: string, ...args: Parameters<typeof listed>) =>
      (await listed(...args)).filter(({ certificate }) => certificate === number);

    /** A certified release that fails the same test later, and the review that this opens. */
    async function contested(): Promise<{ release: Registered; number: string; review: Review; jobId: string }> {
      const { release, number } = await certified(service, agent);
      expect(await about(number)).toEqual([]);
      const { jobId } = await tested(service, agent, { release, verdicts: { start: 'failed' } });
      await approve(service, 'reviewer', jobId);
      await jobIn(service, vendor, jobId, 'incompatible');
      const [review, ...more] = await about(number);
      if (review === undefined) throw new Error('no suspension review was opened');
      expect(more).toEqual([]);
      return { release, number, review, jobId };
    }
    const stateOf = async (number: string) =>
      (await succeed<{ state: string }>(service.url, { path: `/api/v1/certificates/${number}` })).state;
    const statusOf = async (release: Registered, token = vendor) =>
      (await cell(service, release.coordinate, { token })).status;

    it('are opened by a later fail, and decided by the body that issued the certificate', async () => {
      const { release, number, review, jobId } = await contested();
      expect(review).toMatchObject({ kind: 'suspension', jobId, certificate: number, state: 'open' });
      expect(await statusOf(release)).toBe('conflicting');
      // The body that has to decide is told of the fail; strangers are not.
      expect(await statusOf(release, certifier)).toBe('conflicting');
      expect((await cell(service, release.coordinate)).status).toBe('certified');
      expect((await decide(service, certifier, review.id, { decision: 'approve', reason: '复核属实' })).status).toBe(
        200,
      );
      expect([await stateOf(number), await about(number)]).toEqual(['suspended', []]);
      expect(await about(number, certifier, 'kind=suspension&state=approved')).toHaveLength(1);
      expect(await about(number, certifier, 'kind=certification')).toEqual([]);
      expect(problemOf(await decide(service, certifier, review.id, { decision: 'approve' })).code).toBe(
        'illegal-transition',
      );
      expect(await statusOf(release)).toBe('incompatible');
    });

    it('leave the certificate as it is where they are rejected', async () => {
      const { release, number, review } = await contested();
      await decide(service, certifier, review.id, { decision: 'reject', reason: '测试环境异常' });
      expect([await stateOf(number), await statusOf(release)]).toEqual(['valid', 'conflicting']);
      // Another fail asks again.
      const { jobId } = await tested(service, agent, { release, verdicts: { start: 'failed' } });
      await approve(service, 'reviewer', jobId);
      await jobIn(service, vendor, jobId, 'incompatible');
      expect(await about(number)).toHaveLength(1);
    });

    it('are one a certificate, however many fails there are, and none over what has ended', async () => {
      const { release, number, review } = await contested();
      const failAgain = async () => {
        const { jobId } = await tested(service, agent, { release, verdicts: { start: 'failed' } });
        await approve(service, 'reviewer', jobId);
        await jobIn(service, vendor, jobId, 'incompatible');
      };
      await failAgain();
      expect((await about(number)).map(({ id }) => id)).toEqual([review.id]);
      await succeed(service.url, {
        method: 'POST',
        path: `/api/v1/certificates/${number}/revoke`,
        token: certifier,
        json: { reason: '撤销' },
      });
      expect(problemOf(await decide(service, certifier, review.id, { decision: 'approve' })).code).toBe(
        'illegal-transition',
      );
      expect((await decide(service, certifier, review.id, { decision: 'reject', reason: '已撤销' })).status).toBe(200);
      await failAgain();
      expect(await about(number)).toEqual([]);
    });

    it('are nobody else’s, and not of who reviewed the fail or tested it', async () => {
      const { number, review } = await contested();
      const other = await joinAs(service, 'certifier');
      const reviewer = await service.tokenOf('reviewer');
      for (const token of [other.token, reviewer, vendor]) {
        expect(await about(number, token)).toEqual([]);
        expect(problemOf(await decide(service, token, review.id, { decision: 'approve' })).code).toBe('not-found');
      }
      const tester = await joinAs(service, 'certifier', { organization: 'dev-certification' });
      await joinAs(service, 'center-operator', { organization: 'dev-lab', person: tester });
      expect(await about(number, tester.token)).toEqual([]);
      expect(problemOf(await decide(service, tester.token, review.id, { decision: 'approve' })).code).toBe(
        'conflict-of-interest',
      );
      const colleague = await joinAs(service, 'certifier', { organization: 'dev-certification' });
      expect(await about(number, colleague.token)).toHaveLength(1);
      await refused(service.url, { path: '/api/v1/reviews?kind=other', token: certifier }, 'invalid-request');
    });
  });
}
