import { beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '#libs/database';
import { findingId } from '#libs/domain';
import { recordFindings } from '#libs/matrix';
import type { TestService } from '../../support/service.js';
import { cell } from '../support/certifying.js';
import { refused, succeed, type Call } from '../support/http.js';
import { joinAs, type Member } from '../support/members.js';
import { registerRelease, type Registered } from '../support/releases.js';
import { contents } from '../support/stored.js';
import { organizationId, platformId, releaseId, revisionNow } from './support.js';

interface Finding {
  readonly id: string;
  readonly public: boolean;
  readonly acts: readonly { kind: string }[];
}
interface Page {
  readonly items: Finding[];
}

export function findingsAndAudit(open: () => TestService): void {
  describe('findings', () => {
    let service: TestService;
    let vendor: Member;
    let rival: Member;
    beforeAll(async () => {
      service = open();
      [vendor, rival] = [await joinAs(service, 'vendor'), await joinAs(service, 'vendor')];
    });
    const register = (more: { published?: boolean } = {}) =>
      registerRelease(service, { token: vendor.token, vendor: vendor.organization, ...more });
    const get = (path: string, token?: string): Call => ({ path: `/api/v1${path}`, token });
    const listed = (release: Registered, token?: string) =>
      succeed<Page>(service.url, get(`/findings?release=${encodeURIComponent(release.coordinate)}`, token));
    const publishing = (id: string, { token }: Member): Call => ({
      method: 'POST',
      path: `/api/v1/findings/${id}/publication`,
      token,
    });

    /** A fail as a confirmed review leaves it, for the vendor and one testing organization. */
    async function hiddenFail(release: Registered, tester: Member): Promise<string> {
      const party = await organizationId(service, tester.organization);
      const finding = {
        kind: 'direct' as const,
        verdict: 'fail' as const,
        releaseId: await releaseId(service, release.coordinate),
        platformId: await platformId(service, service.prepared.platform),
        visibility: 'parties' as const,
        partyIds: [party],
        scheme: 'development',
        validFrom: new Date(),
        testedAt: new Date(),
        organizationId: party,
        reason: '启动失败',
      };
      const [number] = await transaction(service.parts.db, (tx) => recordFindings(tx, 'fail', [finding]));
      return findingId(number ?? -1);
    }

    it('that are not public are there for their parties only, until the vendor publishes them', async () => {
      const [release, tester] = [await register(), await joinAs(service, 'center-operator')];
      const id = await hiddenFail(release, tester);
      for (const token of [undefined, rival.token, await service.tokenOf('operator')]) {
        await refused(service.url, get(`/findings/${id}`, token), 'not-found');
        expect(await listed(release, token)).toMatchObject({ items: [] });
        expect((await cell(service, release.coordinate, token === undefined ? {} : { token })).status).toBe('unknown');
      }
      for (const { token } of [vendor, tester]) {
        expect(await succeed(service.url, get(`/findings/${id}`, token))).toMatchObject({
          id,
          verdict: 'fail',
          release: release.coordinate,
          ...service.prepared.platform,
          public: false,
          reason: '启动失败',
          acts: [],
        });
        expect((await listed(release, token)).items).toHaveLength(1);
      }
      await refused(service.url, publishing(id, rival), 'not-found');
      const before = await revisionNow(service);
      const published = await succeed<Finding>(service.url, publishing(id, vendor));
      expect(published).toMatchObject({ public: true, acts: [{ kind: 'publication', revision: before + 1 }] });
      expect(await succeed(service.url, get(`/findings/${id}`))).toMatchObject({ verdict: 'fail', public: true });
      expect((await listed(release)).items.map((finding) => finding.id)).toContain(id);
      expect((await cell(service, release.coordinate)).status).toBe('incompatible');
      await refused(service.url, publishing(id, vendor), 'illegal-transition');
      await refused(service.url, get('/findings/F-9999999999'), 'not-found');
      await refused(service.url, get('/findings?release=nobody/nothing@1'), 'unknown-coordinate');
    });

    it('are published once, however many try, and not those of a draft', async () => {
      const tester = await joinAs(service, 'center-operator');
      const id = await hiddenFail(await register(), tester);
      const tries = await Promise.allSettled(
        Array.from({ length: 5 }, () => succeed(service.url, publishing(id, vendor))),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const draft = await hiddenFail(await register({ published: false }), tester);
      await refused(service.url, publishing(draft, vendor), 'illegal-transition');
      await refused(service.url, get(`/findings/${draft}`), 'not-found');
    });

    it('of an edge say nothing about either release alone', async () => {
      const [database, middleware] = [await register(), await register()];
      const json = { release: database.coordinate, ...service.prepared.platform, source: '联合声明' };
      const declaring = (more: object): Call => ({
        method: 'POST',
        path: '/api/v1/declarations',
        token: vendor.token,
        json: { ...json, ...more },
      });
      await succeed(service.url, declaring({ with: middleware.coordinate }));
      for (const alone of [database, middleware]) {
        expect(await cell(service, alone.coordinate)).toMatchObject({
          status: 'unknown',
          findings: [],
          declaredBy: [],
        });
        expect((await listed(alone)).items).toMatchObject([
          { kind: 'declaration', release: database.coordinate, with: middleware.coordinate },
        ]);
      }
      const before = await contents(service, 'findings', 'revisions');
      const same = await refused(service.url, declaring({ with: database.coordinate }), 'invalid-request');
      expect(same.errors).toMatchObject([{ path: 'with' }]);
      const unknown = await refused(service.url, declaring({ with: 'nobody/nothing@1' }), 'unknown-coordinate');
      expect(unknown.errors).toMatchObject([{ path: 'with' }]);
      const asked = new URLSearchParams({ release: database.coordinate, ...service.prepared.platform, with: 'a/b@1' });
      await refused(service.url, get(`/matrix/check?${asked.toString()}`), 'unknown-coordinate');
      expect(await contents(service, 'findings', 'revisions')).toEqual(before);
    });
  });

  describe('publishing', () => {
    it('takes a revision, and before it nobody else is answered', async () => {
      const service = open();
      const vendor = await joinAs(service, 'vendor');
      const start = await revisionNow(service);
      const options = { token: vendor.token, vendor: vendor.organization };
      const draft = await registerRelease(service, { ...options, published: false });
      expect(await revisionNow(service)).toBe(start);
      const asking = (more: Record<string, string> = {}): Call => ({
        path: `/api/v1/matrix/check?${new URLSearchParams({ release: draft.coordinate, ...service.prepared.platform, ...more }).toString()}`,
      });
      await refused(service.url, asking(), 'unknown-coordinate');
      const { knownAt } = await cell(service, draft.coordinate, { token: vendor.token });
      const publish: Call = {
        method: 'POST',
        path: `/api/v1/products/${vendor.organization}/${draft.product}/publish`,
        token: vendor.token,
      };
      await succeed(service.url, publish);
      expect(await revisionNow(service)).toBe(start + 1);
      await succeed(service.url, publish);
      expect(await revisionNow(service)).toBe(start + 1);
      expect((await cell(service, draft.coordinate)).revision).toBe(start + 1);
      await refused(service.url, asking({ knownAt }), 'unknown-coordinate');
      expect((await cell(service, draft.coordinate, { knownAt, token: vendor.token })).status).toBe('unknown');
      await registerRelease(service, options);
      expect(await revisionNow(service)).toBe(start + 2);
    });
  });

  describe('audit', () => {
    it('is read by operators and by the organization that the thing belongs to', async () => {
      const service = open();
      const [vendor, rival] = [await joinAs(service, 'vendor'), await joinAs(service, 'vendor')];
      const release = await registerRelease(service, { token: vendor.token, vendor: vendor.organization });
      const id = await releaseId(service, release.coordinate);
      const statements = `/api/v1/products/${release.vendor}/${release.product}/releases/1.0/statements`;
      const json = { kind: 'kernel-module', kernelModule: true };
      await succeed(service.url, { method: 'POST', path: statements, token: vendor.token, json });
      const reading = (token: string | undefined, more = ''): Call => ({
        path: `/api/v1/audit?subjectType=release&subjectId=${id}${more}`,
        token,
      });
      for (const token of [vendor.token, await service.tokenOf('operator')]) {
        expect(await succeed(service.url, reading(token))).toMatchObject({
          items: [
            { action: 'release.create', organization: vendor.organization, person: vendor.username },
            { action: 'release.state-kernel-module', subjectType: 'release', subjectId: id },
          ],
          nextCursor: null,
        });
      }
      const first = await succeed<{ nextCursor: string }>(service.url, reading(vendor.token, '&limit=1'));
      expect(await succeed(service.url, reading(vendor.token, `&cursor=${first.nextCursor}`))).toMatchObject({
        items: [{ action: 'release.state-kernel-module' }],
      });
      await refused(service.url, reading(undefined), 'unauthenticated');
      for (const token of [rival.token, await service.tokenOf('certifier')]) {
        await refused(service.url, reading(token), 'not-found');
      }
      for (const query of ['', '?subjectType=release', '?subjectType=RELEASE&subjectId=1']) {
        await refused(service.url, { path: `/api/v1/audit${query}`, token: vendor.token }, 'invalid-request');
      }
      const nothing = { path: '/api/v1/audit?subjectType=job&subjectId=none', token: vendor.token };
      await refused(service.url, nothing, 'not-found');
    });
  });
}
