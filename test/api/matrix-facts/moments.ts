import { beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '#libs/database';
import { recordFindings } from '#libs/matrix';
import type { TestService } from '../../support/service.js';
import { cell } from '../support/certifying.js';
import { refused, succeed, type Call } from '../support/http.js';
import { joinAs, type Member } from '../support/members.js';
import { registerRelease } from '../support/releases.js';
import { contents } from '../support/stored.js';
import { organizationId, platformId, releaseId, revisionNow } from './support.js';

export function moments(open: () => TestService): void {
  describe('moments', () => {
    let service: TestService;
    let vendor: Member;
    beforeAll(async () => {
      service = open();
      vendor = await joinAs(service, 'vendor');
    });
    const register = () => registerRelease(service, { token: vendor.token, vendor: vendor.organization });
    const declaring = (release: string, more: object = {}): Call => ({
      method: 'POST',
      path: '/api/v1/declarations',
      token: vendor.token,
      json: { release, ...service.prepared.platform, source: '列表', ...more },
    });
    const checking = (release: string, more: Record<string, string>): Call => ({
      path: `/api/v1/matrix/check?${new URLSearchParams({ release, ...service.prepared.platform, ...more }).toString()}`,
    });

    it('of findings are whole seconds, also of those recorded with more', async () => {
      const release = await register();
      const validUntil = '2099-01-01T00:00:00.750Z';
      const said = await succeed<{ validFrom: string; validUntil: string }>(
        service.url,
        declaring(release.coordinate, { validUntil }),
      );
      expect(said.validUntil).toBe('2099-01-01T00:00:00.000Z');
      expect(said.validFrom).toMatch(/\.000Z$/);
      expect((await cell(service, release.coordinate)).validUntil).toBe(said.validUntil);

      const older = await register();
      await service.parts.db.query(
        `WITH head AS (UPDATE revision_head SET revision = revision + 1 RETURNING revision, known_at),
              noted AS (INSERT INTO revisions SELECT revision, known_at, 'older' FROM head)
         INSERT INTO findings (kind, verdict, release_id, platform_id, visibility, valid_from, valid_until, revision, organization_id, declared_as)
         SELECT 'declaration', 'pass', $1, $2, 'public', '2026-01-01T00:00:00.9Z', '2099-01-01T00:00:00.9Z', revision, $3, 'vendor' FROM head`,
        [
          await releaseId(service, older.coordinate),
          await platformId(service, service.prepared.platform),
          await organizationId(service, vendor.organization),
        ],
      );
      const status = async (validAt: string) => (await cell(service, older.coordinate, { validAt })).status;
      expect(await status('2025-12-31T23:59:59.999Z')).toBe('unknown');
      expect(await status('2026-01-01T00:00:00.000Z')).toBe('declared');
      expect(await status('2099-01-01T00:00:00.000Z')).not.toBe('declared');
    });

    it('refuse a validity that ends before it begins, wherever it is given', async () => {
      const release = await register();
      const before = await contents(service, 'findings', 'revisions');
      for (const validUntil of ['2020-01-01T00:00:00Z', '2106-01-01T00:00:00Z', new Date().toISOString()]) {
        const problem = await refused(service.url, declaring(release.coordinate, { validUntil }), 'invalid-request');
        expect(problem.errors).toMatchObject([{ path: 'validUntil' }]);
      }
      const finding = {
        kind: 'declaration' as const,
        verdict: 'pass' as const,
        releaseId: await releaseId(service, release.coordinate),
        platformId: await platformId(service, service.prepared.platform),
        visibility: 'public' as const,
        organizationId: await organizationId(service, vendor.organization),
        validFrom: new Date('2026-01-01T00:00:00.100Z'),
        validUntil: new Date('2026-01-01T00:00:00.900Z'),
      };
      const recording = transaction(service.parts.db, (tx) => recordFindings(tx, 'x', [finding]));
      await expect(recording).rejects.toMatchObject({ code: 'invalid-request', fields: [{ path: 'validUntil' }] });
      expect(await contents(service, 'findings', 'revisions')).toEqual(before);
    });

    it('that an answer was known at lead back to its revision', async () => {
      const release = await register();
      const seen: { knownAt: string; revision: number }[] = [];
      for (const verdict of ['pass', 'fail', 'pass']) {
        await succeed(service.url, declaring(release.coordinate, { verdict }));
        const { knownAt, revision } = await cell(service, release.coordinate);
        expect(revision).toBe(await revisionNow(service));
        seen.push({ knownAt, revision });
      }
      for (const { knownAt, revision } of seen) {
        expect(await cell(service, release.coordinate, { knownAt })).toMatchObject({ knownAt, revision });
      }
    });

    it('in the future are not known at, and none beyond what a finding can have is valid at', async () => {
      const { coordinate } = await register();
      for (const knownAt of ['2199-01-01T00:00:00Z', new Date(Date.now() + 60_000).toISOString()]) {
        const problem = await refused(service.url, checking(coordinate, { knownAt }), 'invalid-request');
        expect(problem.errors).toMatchObject([{ path: 'knownAt' }]);
      }
      for (const validAt of [
        '1969-12-31T23:59:59Z',
        '2106-01-01T00:00:00Z',
        '9999-12-31T23:59:59Z',
        '0000-01-01T00:00:00Z',
      ]) {
        const problem = await refused(service.url, checking(coordinate, { validAt }), 'invalid-request');
        expect(problem.errors).toMatchObject([{ path: 'validAt' }]);
      }
      for (const validAt of ['1970-01-01T00:00:00Z', '2105-12-31T23:59:59Z']) {
        expect((await cell(service, coordinate, { validAt })).status).toBe('unknown');
      }
    });
  });
}
