import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import type { CertificationWorld } from '../support/certification-world.js';
import { approve, cell, certified, tested } from '../support/certifying.js';
import { problemOf, refused, send, succeed, type Answer, type Call } from '../support/http.js';
import { decide, jobIn, reviewOf } from '../support/jobs.js';
import { joinAs } from '../support/members.js';
import { sha256Of } from '../support/releases.js';
import { nextSecond } from '../support/next-second.js';
import { registerRelease } from '../support/releases.js';
import { contents } from '../support/stored.js';

interface Certificate {
  readonly number: string;
  readonly state: string;
  readonly release: string;
  readonly issuedAt: string;
  readonly validFrom: string;
  readonly validUntil: string;
}
type Act = 'revoke' | 'suspend' | 'reinstate';

export function certificates(open: () => CertificationWorld): void {
  describe('certificates', () => {
    let service: TestService;
    let agent: FakeAgent;
    let certifier: string;
    beforeAll(async () => {
      ({ service, agent } = open());
      certifier = await service.tokenOf('certifier');
    });

    const read = (number: string) => succeed<Certificate>(service.url, { path: `/api/v1/certificates/${number}` });
    const acting = (number: string, act: Act, token = certifier): Call => ({
      method: 'POST',
      path: `/api/v1/certificates/${number}/${act}`,
      token,
      json: { reason: `因为 ${act}` },
    });
    const act = (number: string, what: Act): Promise<Answer> => send(service.url, acting(number, what));

    it('say what was tested by whom on what evidence, to everybody', async () => {
      const { number, release, jobId, attempt } = await certified(service, agent);
      expect(number).toMatch(/^SP-\d{4}-\d{7}$/);
      const certificate = await read(number);
      expect(certificate).toMatchObject({
        number,
        state: 'valid',
        release: release.coordinate,
        scheme: 'development',
        issuingBody: '开发环境认证机构',
        testingBody: '开发环境测试机构',
        testPlan: 'command-line-software v1',
        policy: '2026.2',
        platforms: [service.prepared.platform],
        artifacts: [{ sha256: release.sha256, fileName: 'p.tgz' }],
        evidence: [{ name: 'report.txt', sha256: sha256Of(`report of ${release.coordinate}`) }],
      });
      const days = (Date.parse(certificate.validUntil) - Date.parse(certificate.validFrom)) / 86_400_000;
      expect(days).toBe(90);
      expect(await cell(service, release.coordinate)).toMatchObject({ status: 'certified', certificate: number });
      const [finding] = await service.parts.db.query<{ attempt: string; verdict: string; visibility: string }[]>(
        'SELECT attempt_id AS attempt, verdict, visibility FROM findings WHERE certificate_number = $1',
        [number],
      );
      expect(finding).toEqual({ attempt: attempt.id, verdict: 'pass', visibility: 'public' });
      expect(await service.parts.db.query('SELECT 1 FROM certificates WHERE job_id = $1', [jobId])).toHaveLength(1);
      await refused(service.url, { path: '/api/v1/certificates/SP-1999-0000001' }, 'not-found');
    });

    it('still say exactly this whatever was renamed since, and can not be rewritten', async () => {
      const { number, release } = await certified(service, agent);
      const issued = await read(number);
      const { db } = service.parts;
      await db.query(`UPDATE organizations SET name = '改名 ' || name, name_en = 'Renamed'`);
      await db.query(`UPDATE organizations SET slug = 'renamed-vendor' WHERE slug = 'dev-vendor'`);
      await db.query(`UPDATE products SET name = '改名 ' || name, slug = 'renamed-' || slug`);
      await db.query(`UPDATE os_releases SET name = '改名 ' || name`);
      try {
        expect(await read(number)).toEqual(issued);
      } finally {
        await db.query(`UPDATE organizations SET slug = 'dev-vendor' WHERE slug = 'renamed-vendor'`);
        await db.query(`UPDATE products SET slug = substr(slug, 9), name = substr(name, 4)`);
        await db.query(`UPDATE organizations SET name = substr(name, 4)`);
        await db.query(`UPDATE os_releases SET name = substr(name, 4)`);
      }
      expect((await cell(service, release.coordinate)).certificate).toBe(number);
      for (const sql of [
        `UPDATE certificates SET document = '{}'`,
        'DELETE FROM certificates',
        'DELETE FROM certificate_platforms',
        `UPDATE findings SET verdict = 'pass'`,
        'DELETE FROM findings',
        'DELETE FROM evidence',
        'DELETE FROM case_results',
        'DELETE FROM audit_events',
      ]) {
        await expect(db.query(sql)).rejects.toThrow('never changed or deleted');
      }
    });

    it('are numbered without a gap, also when several are issued at once', async () => {
      const hosts = agent.hosts.map(({ id }) => id);
      const jobs: string[] = [];
      // One after the other, so that each host takes its own job; what counts is issued together below.
      for (const host of hosts) jobs.push((await tested(service, agent, { hosts: [host] })).jobId);
      await Promise.all(jobs.map((jobId) => approve(service, 'reviewer', jobId)));
      const reviews = await Promise.all(jobs.map((jobId) => reviewOf(service, certifier, jobId)));
      const [rejected, ...others] = reviews;
      await Promise.all([
        decide(service, certifier, rejected?.id ?? '', { decision: 'reject', reason: '不足' }),
        ...others.map(({ id }) => decide(service, certifier, id, { decision: 'approve' })),
      ]);
      const vendor = await service.tokenOf('vendor');
      const done = await Promise.all(others.map(({ jobId }) => jobIn(service, vendor, jobId, 'certified')));
      expect(new Set(done.map(({ certificate }) => certificate)).size).toBe(others.length);
      const numbered = await service.parts.db.query<{ number: string }[]>(
        'SELECT number FROM certificates ORDER BY number',
      );
      const year = new Date().getUTCFullYear();
      expect(numbered.map(({ number }) => number)).toEqual(
        numbered.map((_row, index) => `SP-${year}-${String(index + 1).padStart(7, '0')}`),
      );
    });

    it('are suspended, reinstated and revoked, and the matrix answers for each moment', async () => {
      const token = await service.tokenOf('vendor');
      const release = await registerRelease(service, { token, vendor: 'dev-vendor' });
      const registered = await cell(service, release.coordinate);
      const { number } = await certified(service, agent, { release });
      const answer = (at: { validAt?: string; knownAt?: string } = {}) => cell(service, release.coordinate, at);
      const { validFrom, validUntil } = await read(number);
      const before = await answer();
      expect(before).toMatchObject({ status: 'certified', certificate: number, validUntil });

      const listed = async (q: string) =>
        (await succeed<{ items: object[] }>(service.url, { path: `/api/v1/search?type=certificate&q=${q}` })).items;
      const asFound = { coordinate: number, certificate: { release: release.coordinate, state: 'valid' } };
      expect(await listed(number)).toMatchObject([asFound]);
      expect(await listed(release.product)).toMatchObject([asFound]);

      // Findings count in whole seconds: what is to be told apart by the moment happens in different ones.
      await nextSecond();
      expect((await act(number, 'suspend')).json).toMatchObject({ number, state: 'suspended' });
      const suspended = await answer();
      expect(suspended.status).toBe('suspended');
      expect(suspended.revision).toBeGreaterThan(before.revision);

      await nextSecond();
      expect((await act(number, 'reinstate')).json).toMatchObject({ state: 'valid' });
      const reinstated = await answer();
      expect(reinstated).toMatchObject({ status: 'certified', certificate: number });

      await nextSecond();
      expect((await act(number, 'revoke')).json).toMatchObject({ state: 'revoked' });
      const revoked = await answer();
      expect(revoked.status).toBe('revoked');
      expect((await read(number)).state).toBe('revoked');
      expect(await listed(number)).toMatchObject([{ certificate: { state: 'revoked' } }]);

      // What holds now, as it was known then.
      const known = async (then: { knownAt: string }): Promise<string> =>
        (await answer({ knownAt: then.knownAt })).status;
      expect(await known(before)).toBe('certified');
      expect(await known(suspended)).toBe('suspended');
      expect(await known(reinstated)).toBe('certified');
      expect(await known(revoked)).toBe('revoked');
      // What held then, as it is known now.
      const valid = async (validAt: string): Promise<string> => (await answer({ validAt })).status;
      expect(await valid(before.knownAt)).toBe('certified');
      expect(await valid(suspended.knownAt)).toBe('suspended');
      expect(await valid(reinstated.knownAt)).toBe('certified');
      expect(await valid(revoked.knownAt)).toBe('revoked');
      expect(await valid(new Date(Date.parse(validFrom) - 1).toISOString())).toBe('unknown');
      // Before anything of it was known, and before anything was known at all.
      const past = await answer({ knownAt: registered.knownAt });
      expect(past).toMatchObject({ status: 'unknown', findings: [] });
      for (const knownAt of ['1999-01-01T00:00:00Z', '0000-01-01T00:00:00Z']) {
        const query = new URLSearchParams({ release: release.coordinate, ...service.prepared.platform, knownAt });
        await refused(service.url, { path: `/api/v1/matrix/check?${query.toString()}` }, 'unknown-coordinate');
      }
    });

    it('lapse at the end of their validity, to the instant', async () => {
      const { number, release } = await certified(service, agent);
      const { validUntil } = await read(number);
      const status = async (ms: number): Promise<string> =>
        (await cell(service, release.coordinate, { validAt: new Date(Date.parse(validUntil) + ms).toISOString() }))
          .status;
      expect([await status(-1), await status(0), await status(1)]).toEqual(['certified', 'lapsed', 'lapsed']);
      expect((await cell(service, release.coordinate, { validAt: '2105-12-31T23:59:59Z' })).status).toBe('lapsed');
      expect((await cell(service, release.coordinate, { validAt: '1970-01-01T00:00:00Z' })).status).toBe('unknown');
    });

    it('move only where their state allows, once, and with a reason', async () => {
      const { number } = await certified(service, agent);
      const tables = ['findings', 'revisions', 'certificates'] as const;
      const impossible = async (...acts: Act[]): Promise<void> => {
        const before = await contents(service, ...tables);
        for (const what of acts) await refused(service.url, acting(number, what), 'illegal-transition');
        expect(await contents(service, ...tables)).toEqual(before);
      };
      const atOnce = async (what: Act): Promise<void> => {
        const statuses = (await Promise.all(Array.from({ length: 5 }, () => act(number, what)))).map(
          ({ status }) => status,
        );
        expect(statuses.sort()).toEqual([200, 409, 409, 409, 409]);
      };
      for (const json of [{}, { reason: '' }, { reason: ' ' }, { reason: 1 }]) {
        await refused(service.url, { ...acting(number, 'revoke'), json }, 'invalid-request');
      }
      await impossible('reinstate');
      await atOnce('suspend');
      await impossible('suspend');
      await atOnce('reinstate');
      await act(number, 'suspend');
      await atOnce('revoke');
      await impossible('revoke', 'suspend', 'reinstate');
    });

    it('are moved by nobody with a part in them', async () => {
      const { number } = await certified(service, agent);
      const before = await contents(service, 'findings');
      for (const [organization, role] of [
        ['dev-vendor', 'vendor'],
        ['dev-lab', 'center-operator'],
      ] as const) {
        const both = await joinAs(service, 'certifier', { organization: 'dev-certification' });
        await joinAs(service, role, { organization, person: both });
        for (const what of ['revoke', 'suspend', 'reinstate'] as const) {
          const answer = await send(service.url, acting(number, what, both.token));
          expect({ what, code: problemOf(answer).code }).toEqual({ what, code: 'conflict-of-interest' });
        }
      }
      expect(await contents(service, 'findings')).toEqual(before);
      const colleague = await joinAs(service, 'certifier', { organization: 'dev-certification' });
      expect((await send(service.url, acting(number, 'suspend', colleague.token))).status).toBe(200);
    });
  });
}
