import { beforeAll, describe, expect, it } from '@jest/globals';
import { send, succeed } from '../support/http.js';
import type { Registered } from '../support/releases.js';
import {
  check,
  HYGON_SP3,
  platforms,
  record,
  release,
  resolve,
  solution,
  SP1,
  SP2,
  SP3,
  type SolutionWorld,
} from './world.js';

export function audiences(open: () => SolutionWorld): void {
  describe('what only parties know', () => {
    let world: SolutionWorld;
    beforeAll(() => {
      world = open();
    });

    /** Everything that can be asked about a set of two releases, with their names taken out. */
    async function toldOf(pair: readonly [Registered, Registered], token?: string): Promise<string[]> {
      const { service, integrator } = world;
      const office = await solution(world, pair);
      const names = pair.map(({ coordinate }) => coordinate);
      const gaps = { release: names[0], platforms: [SP1, SP2, SP3, HYGON_SP3] };
      const answers = [
        await send(service.url, { path: office.path, token }),
        await send(service.url, { path: `${office.path}/check?${new URLSearchParams(SP3).toString()}`, token }),
        await send(service.url, { path: `${office.path}/check?${new URLSearchParams(SP2).toString()}`, token }),
        await send(service.url, { path: `${office.path}/platforms?limit=200`, token }),
        await send(service.url, { method: 'POST', path: '/api/v1/matrix/resolve', token, json: { releases: names } }),
        await send(service.url, {
          method: 'POST',
          path: '/api/v1/matrix/resolve',
          token,
          json: { releases: names, edges: [{ release: names[0], with: names[1] }], show: 'all', limit: 400 },
        }),
        await send(service.url, { method: 'POST', path: '/api/v1/matrix/gaps', token, json: gaps }),
        await send(service.url, {
          method: 'POST',
          path: '/api/v1/matrix/gaps',
          token,
          json: { ...gaps, goal: 'expected' },
        }),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(({ status }) => Math.min(status, 200)));
      return answers.map(({ text }) =>
        text
          .replaceAll(office.slug, 'SOLUTION')
          .replaceAll(integrator.organization, 'INTEGRATOR')
          .replaceAll(names[0] ?? '', 'FIRST')
          .replaceAll(names[1] ?? '', 'SECOND')
          .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT')
          .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
          .replaceAll(/F-\d{8}/g, 'FINDING')
          .replaceAll(/"revision":\d+/g, 'REVISION'),
      );
    }
    const pairOf = async (): Promise<readonly [Registered, Registered]> => [
      await release(world, { abiLevel: 'level1' }),
      await release(world, { abiLevel: 'level1' }),
    ];

    it('of one release is told to no stranger, and to the parties it is', async () => {
      const { supplier, rival } = world;
      const silent = await pairOf();
      const failed = await pairOf();
      await record(world, silent[1], SP1);
      await record(world, failed[1], SP1);
      await record(world, failed[0], SP3, { verdict: 'fail', visibility: 'parties' });
      await record(world, failed[0], SP2, { verdict: 'fail', visibility: 'parties' });
      for (const token of [undefined, rival.token]) {
        expect(await toldOf(failed, token)).toEqual(await toldOf(silent, token));
      }
      const office = await solution(world, failed);
      for (const token of [supplier.token, await world.service.tokenOf('center-operator')]) {
        expect(await check(world, office, SP3, {}, token)).toMatchObject({ status: 'incompatible' });
        const { items } = await platforms(world, office, `&os=${SP3.os}&cpu=${SP3.cpu}`, token);
        expect(items).toEqual([expect.objectContaining({ status: 'incompatible', weakest: [failed[0].coordinate] })]);
        expect(await toldOf(failed, token)).not.toEqual(await toldOf(silent, token));
      }
    });

    it('of two of them together is told to no stranger', async () => {
      const { supplier } = world;
      const silent = [...(await pairOf()), await release(world)] as const;
      const failed = [...(await pairOf()), await release(world)] as const;
      await record(world, failed[0], SP3, { verdict: 'fail', visibility: 'parties', with: failed[1] });
      for (const [, others] of [silent, failed].entries()) {
        for (const one of others) await record(world, one, SP3);
      }
      const asked = (of: readonly Registered[], token?: string) =>
        resolve(
          world,
          { releases: of.map(({ coordinate }) => coordinate), os: [SP3.os], cpu: [SP3.cpu], show: 'all' },
          token,
        );
      expect((await asked(failed)).items).toEqual([
        expect.objectContaining({ status: (await asked(silent)).items[0]?.status, edges: expect.any(Array) }),
      ]);
      expect((await asked(failed)).items[0]?.edges).toHaveLength(3);
      const known = (await asked(failed, supplier.token)).items[0];
      expect(known).toMatchObject({
        status: 'incompatible',
        weakest: [`${failed[0].coordinate} + ${failed[1].coordinate}`],
      });
    });

    it('of the whole keeps strangers from taking its parts for it', async () => {
      const { supplier, rival } = world;
      const [db, web] = await pairOf();
      const office = await solution(world, [db, web]);
      await record(world, db, SP3);
      await record(world, web, SP3);
      await record(world, db, SP3, { verdict: 'fail', visibility: 'parties', with: web });
      for (const token of [undefined, rival.token]) {
        const told = await check(world, office, SP3, {}, token);
        expect(told).toMatchObject({ status: 'unknown', weakest: [] });
        expect(JSON.stringify(told)).not.toContain('"incompatible"');
        const { items } = await platforms(world, office, `&os=${SP3.os}&cpu=${SP3.cpu}`, token);
        expect(items).toEqual([expect.objectContaining({ status: 'unknown', weakest: [] })]);
      }
      expect(await check(world, office, SP3, {}, supplier.token)).toMatchObject({
        status: 'incompatible',
        composed: false,
      });
    });

    it('a draft release is answered about to its vendor only', async () => {
      const { supplier, integrator, service } = world;
      const [db] = await pairOf();
      const draft = await release(world, { published: false });
      await record(world, draft, SP3);
      await record(world, db, SP3);
      const json = { releases: [db.coordinate, draft.coordinate] };
      const found = await resolve(world, json, supplier.token);
      expect(found.items.map(({ os, status }) => [os, status])).toContainEqual([SP3.os, 'certified']);
      for (const token of [undefined, integrator.token]) {
        const answer = await send(service.url, { method: 'POST', path: '/api/v1/matrix/resolve', token, json });
        expect(answer.status).toBe(404);
        const gaps = { release: draft.coordinate, platforms: [SP3] };
        const plan = { method: 'POST', path: '/api/v1/matrix/gaps', token, json: gaps };
        expect((await send(service.url, plan)).status).toBe(404);
      }
      const plan = { method: 'POST', path: '/api/v1/matrix/gaps', token: supplier.token };
      const gaps = { release: draft.coordinate, platforms: [SP3] };
      expect(await succeed(service.url, { ...plan, json: gaps })).toMatchObject({ covered: [{ status: 'certified' }] });
    });
  });
}
