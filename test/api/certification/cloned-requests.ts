import { beforeAll, describe, expect, it } from '@jest/globals';
import { rows } from '#libs/database';
import type { TestService } from '../../support/service.js';
import type { CertificationWorld } from '../support/certification-world.js';
import { refused, succeed, type Call } from '../support/http.js';
import { submit, type Request } from '../support/jobs.js';
import { joinAs } from '../support/members.js';
import { registerRelease, type Registered } from '../support/releases.js';
import { rowCounts } from '../support/stored.js';

export function clonedRequests(open: () => CertificationWorld): void {
  describe('an adaptation request asked again', () => {
    let service: TestService;
    let vendor: string;
    let release: Registered;
    const SP2 = { os: 'kylinsoft/kylin-server@v10-sp2', cpu: 'phytium/s2500' };
    // Nobody serves any of these: jobs that wait for ever keep no agent from those of other tests.
    const DESKTOP = { os: 'kylinsoft/kylin-desktop@v10-sp1', cpu: 'phytium/d2000' };
    const SP3 = { ...SP2, os: 'kylinsoft/kylin-server@v10-sp3' };
    const clone = (id: string, json: object, token = vendor): Call => ({
      method: 'POST',
      path: `/api/v1/adaptation-requests/${id}/clone`,
      token,
      json,
    });
    const targetsOf = ({ jobs }: Request) => jobs.map(({ os, cpu }) => ({ os, cpu }));
    let original: Request;
    beforeAll(async () => {
      ({ service } = open());
      vendor = await service.tokenOf('vendor');
      release = await registerRelease(service, { token: vendor, vendor: 'dev-vendor', product: 'cloned' });
      const targets = [DESKTOP, SP2];
      const wishes = { targets, waitForPool: true, allowEmulated: false, priority: 'background' };
      original = await submit(service, vendor, release.coordinate, wishes);
    });

    it('is the same of another release', async () => {
      const next = await registerRelease(service, { token: vendor, vendor: 'dev-vendor', product: 'cloned-too' });
      const again = await succeed<Request>(service.url, clone(original.id, { release: next.coordinate }));
      expect(again).toMatchObject({ release: next.coordinate, testPlan: original.testPlan, priority: 'background' });
      expect(again.id).not.toBe(original.id);
      expect(targetsOf(again)).toEqual(targetsOf(original));
      const columns = 'parameters, scheme, wait_for_pool, allow_emulated';
      const stored = (id: string) =>
        rows<object>(service.parts.db, `SELECT ${columns} FROM adaptation_requests WHERE id = $1`, [id]);
      expect(await stored(again.id)).toEqual(await stored(original.id));
      const [told] = await rows<{ details: object }>(
        service.parts.db,
        `SELECT details FROM audit_events WHERE subject_id = $1 AND action = 'request.submit'`,
        [again.id],
      );
      expect(told?.details).toMatchObject({ clonedFrom: original.id });
    });

    it('goes to another service pack with the targets of that system only', async () => {
      const again = await succeed<Request>(service.url, clone(original.id, { os: SP3.os, priority: 'normal' }));
      expect(again).toMatchObject({ release: release.coordinate, priority: 'normal' });
      expect(targetsOf(again)).toEqual([SP3]);
    });

    it('is refused where it says nothing new, nothing known, or is somebody else’s', async () => {
      const before = await rowCounts(service);
      const elsewhere = { os: 'openeuler/openeuler@24.03-lts' };
      const wrong: [Call, Parameters<typeof refused>[2], string | null][] = [
        [clone(original.id, {}), 'invalid-request', 'release'],
        [clone(original.id, elsewhere), 'invalid-request', 'os'],
        [clone(original.id, { os: 'kylinsoft/kylin-server@v10-sp9' }), 'unknown-coordinate', 'targets.0.os'],
        [clone(original.id, { release: 'dev-vendor/cloned@9' }), 'unknown-coordinate', 'release'],
        [clone('01990000-0000-7000-8000-000000000000', elsewhere), 'not-found', null],
      ];
      for (const [call, code, path] of wrong) {
        const problem = await refused(service.url, call, code ?? 'not-found');
        if (path !== null) expect(problem.errors).toMatchObject([{ path }]);
      }
      const foreign = await joinAs(service, 'vendor');
      await refused(service.url, clone(original.id, { os: SP3.os }, foreign.token), 'not-found');
      const after = await rowCounts(service);
      const joined = Object.fromEntries(
        ['organizations', 'persons', 'memberships', 'sessions', 'audit_events'].map((table) => [table, 0]),
      );
      expect({ ...after, ...joined }).toEqual({ ...before, ...joined });
    });
  });
}
