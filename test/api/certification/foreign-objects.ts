import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '#libs/domain';
import type { TestService } from '../../support/service.js';
import type { CertificationWorld } from '../support/certification-world.js';
import { rivalsOf, thingsOfOthers, type Rivals, type Things } from '../support/rivals.js';
import { send, problemOf, succeed, type Call } from '../support/http.js';

/** Beside test/api/access.test.ts, where every operation that names a thing is called by everybody else. */
export function foreignObjects(open: () => CertificationWorld): void {
  describe("another organization's things", () => {
    let service: TestService;
    let things: Things;
    let rivals: Rivals;
    beforeAll(async () => {
      const world = open();
      service = world.service;
      things = await thingsOfOthers(service, world.agent);
      rivals = await rivalsOf(service);
    });

    it('does not appear in lists', async () => {
      const listed = async (path: string, token: string): Promise<string> =>
        JSON.stringify(await succeed(service.url, { path, token }));
      const { vendor } = rivals;
      expect(await listed('/api/v1/adaptation-requests', vendor)).toBe('{"items":[],"nextCursor":null}');
      expect(await listed('/api/v1/jobs', vendor)).toBe('{"items":[],"nextCursor":null}');
      expect(await listed('/api/v1/jobs', rivals.operator)).toBe('{"items":[],"nextCursor":null}');
      expect(await listed('/api/v1/reviews', vendor)).toBe('{"items":[],"nextCursor":null}');
      expect(await listed('/api/v1/api-keys', vendor)).toBe('{"items":[],"nextCursor":null}');
      expect(await listed('/api/v1/products?vendor=dev-vendor&limit=200', vendor)).not.toContain(things.draft);
    });

    it('can not be asked for, declared about or tested: a draft is an unknown coordinate', async () => {
      const coordinate = `dev-vendor/${things.draft}@1.0`;
      const platform = service.prepared.platform;
      const calls: [Role | 'stranger', Call][] = [
        [
          'stranger',
          { path: `/api/v1/matrix/check?${new URLSearchParams({ release: coordinate, ...platform }).toString()}` },
        ],
        [
          'vendor',
          { method: 'POST', path: '/api/v1/declarations', json: { release: coordinate, ...platform, source: 'x' } },
        ],
        [
          'vendor',
          {
            method: 'POST',
            path: '/api/v1/adaptation-requests',
            json: { release: coordinate, targets: [platform], testPlan: 'command-line-software' },
          },
        ],
      ];
      for (const [who, request] of calls) {
        const problem = problemOf(
          await send(service.url, who === 'stranger' ? request : { ...request, token: rivals.vendor }),
        );
        expect(problem.code).toBe('unknown-coordinate');
        expect(JSON.stringify(problem.facts)).not.toContain(things.draft);
      }
    });

    it('keeps the evidence and the log for those who have a part in the job', async () => {
      const evidence = `/api/v1/jobs/${things.job}/attempts/1/evidence/report.txt`;
      for (const role of ['vendor', 'center-operator', 'reviewer', 'certifier'] as const) {
        const answer = await send(service.url, { path: evidence, token: await service.tokenOf(role) });
        expect({ role, ...answer }).toMatchObject({
          status: 200,
          text: expect.stringMatching(/^report of dev-vendor/),
        });
        const log = await send(service.url, {
          path: `/api/v1/jobs/${things.job}/log?follow=false`,
          token: await service.tokenOf(role),
        });
        expect(log.text).toMatch(/^event: log\nid: 1\.0\ndata: .*testing dev-vendor.*\n\nevent: end\n/);
        expect(log.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      }
    });
  });
}
