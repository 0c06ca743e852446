import { beforeAll, describe, expect, it } from '@jest/globals';
import { jobForViewer } from '#libs/dispatch';
import type { PersonActor, Role } from '#libs/domain';
import type { DispatchLab } from '../support/lab.js';

const NOBODY = '00000000-0000-7000-8000-000000000000';

/** Scenarios over a service with the protocol's own timing. */
export function visibility(open: () => DispatchLab): void {
  describe('who may see a job', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    /** Asks as somebody of that organization would; whose organizations these are does not matter here. */
    async function sees(jobId: string, role: Role, organizationId: string): Promise<boolean> {
      const viewer: PersonActor = {
        kind: 'person',
        personId: NOBODY,
        membershipId: NOBODY,
        organizationId,
        organizationSlug: 'somebody',
        role,
        credential: 'session',
        requestId: null,
      };
      const read = jobForViewer(lab.db, viewer, jobId, lab.service.parts.timing);
      return read.then(
        () => true,
        () => false,
      );
    }

    it('a reviewing body: what waits for its decision, and what it has decided, for good', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      await (await agent.work()).complete();
      await lab.untilState(id, 'technical-review');
      expect([await sees(id, 'reviewer', NOBODY), await sees(id, 'certifier', NOBODY)]).toEqual([true, false]);
      await lab.approve(id, 'reviewer');
      await lab.untilState(id, 'certification-review');
      expect([await sees(id, 'reviewer', NOBODY), await sees(id, 'certifier', NOBODY)]).toEqual([false, true]);

      const certifier = await lab.service.as('certifier');
      const review = await lab.one<{ id: string }>(`SELECT id FROM reviews WHERE job_id = $1 AND state = 'open'`, [id]);
      await certifier.POST('/api/v1/reviews/{id}/decision', {
        params: { path: review },
        body: { decision: 'reject', reason: '证据不足' },
      });
      await lab.untilState(id, 'rejected');
      const deciders = await lab.rows<{ kind: string; organization: string }>(
        'SELECT kind, decided_organization_id AS organization FROM reviews WHERE job_id = $1',
        [id],
      );
      for (const { kind, organization } of deciders) {
        const role = kind === 'technical' ? 'reviewer' : 'certifier';
        expect([await sees(id, role, organization), await sees(id, role, NOBODY)]).toEqual([true, false]);
      }
    });

    it('a partner: what it is asked to confirm on its own OS or CPU', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      const attempt = await agent.work();
      await attempt.complete();
      await lab.untilState(id, 'technical-review');
      const { os, cpu } = await lab.one<{ os: string; cpu: string }>(
        `SELECT pl.os_vendor_id AS os, pl.cpu_vendor_id AS cpu FROM jobs j JOIN platform_coordinates pl ON pl.id = j.platform_id WHERE j.id = $1`,
        [id],
      );
      expect(await sees(id, 'vendor', os)).toBe(false);
      await lab.db.query(
        `INSERT INTO reviews (id, job_id, attempt_id, kind, state) VALUES (gen_random_uuid(), $1, $2, 'partner', 'open')`,
        [id, attempt.id],
      );
      expect([await sees(id, 'vendor', os), await sees(id, 'vendor', cpu)]).toEqual([true, true]);
      expect([await sees(id, 'vendor', NOBODY), await sees(id, 'center-operator', os)]).toEqual([false, false]);
    });
  });
}
