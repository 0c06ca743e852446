import { beforeAll, describe, expect, it } from '@jest/globals';
import type { components } from '#libs/client';
import { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import type { CertificationWorld } from '../support/certification-world.js';
import { eventually } from '../support/eventually.js';
import { problemOf, refused, send, succeed, type Call } from '../support/http.js';
import { jobOf, onlyJob, PARAMETERS, submit } from '../support/jobs.js';
import { joinAs } from '../support/members.js';
import { registerRelease, type Registered } from '../support/releases.js';
import { rowCounts } from '../support/stored.js';

type Estimate = components['schemas']['RequestEstimate'];
type Platform = Readonly<Record<'os' | 'cpu', string>>;

const PRICES = '/api/v1/centers/kunpeng/pools/estimated/prices';
const LIMIT_SECONDS = 600;

export function estimates(open: () => CertificationWorld): void {
  describe('an estimate before submitting', () => {
    let service: TestService;
    let vendor: string;
    let operator: string;
    let release: Registered;
    /** Two systems on one CPU that nobody serves before this suite does. */
    let [first, second]: Platform[] = [];
    let agent: FakeAgent;

    const estimate = (targets: unknown, more: object = {}, token = vendor): Call => ({
      method: 'POST',
      path: '/api/v1/adaptation-requests/estimate',
      token,
      json: {
        release: release.coordinate,
        targets,
        testPlan: 'command-line-software',
        parameters: PARAMETERS,
        ...more,
      },
    });
    const estimated = (targets: unknown, more: object = {}): Promise<Estimate> =>
      succeed<Estimate>(service.url, estimate(targets, more));
    const setPrice = (json: object): Call => ({ method: 'POST', path: PRICES, token: operator, json });
    /** After the estimate was made. */
    const seconds = (at: string | undefined, { estimatedAt }: Estimate): number =>
      (Date.parse(at ?? '') - Date.parse(estimatedAt)) / 1000;

    beforeAll(async () => {
      ({ service } = open());
      [vendor, operator] = [await service.tokenOf('vendor'), await service.tokenOf('center-operator')];
      release = await registerRelease(service, { token: vendor, vendor: 'dev-vendor', product: 'estimated' });
      const { items } = await succeed<{ items: Platform[] }>(service.url, {
        path: '/api/v1/platforms?cpu=loongson/3c6000&served=false',
      });
      [first, second] = items.map(({ os, cpu }) => ({ os, cpu }));
    });

    it('refuses each target as submission would, names the nearest, and stores nothing', async () => {
      const before = await rowCounts(service);
      const known = service.prepared.platform;
      const wrong = [first, { ...known, os: 'kylinsoft/kylin-server@v10-sp9' }, { ...known, cpu: 'hisilicon/920' }];
      const answer = await estimated([...wrong, known, known]);
      expect(answer.accepted).toBe(false);
      expect(answer.targets.map(({ accepted }) => accepted)).toEqual([false, false, false, true, false]);
      expect(answer.targets.map(({ refusal }) => refusal?.code)).toEqual([
        'no-pool-serves',
        'unknown-coordinate',
        'unknown-coordinate',
        undefined,
        'invalid-request',
      ]);
      for (const [index, target] of wrong.entries()) {
        const { json } = estimate([target]);
        const submission = { method: 'POST', path: '/api/v1/adaptation-requests', token: vendor, json };
        const { code, detail, facts } = problemOf(await send(service.url, submission));
        expect(answer.targets[index]?.refusal).toMatchObject({ code, detail, facts: facts ?? {} });
        expect(answer.targets[index]?.refusal?.errors?.[0]?.path).toMatch(new RegExp(`^targets\\.${index}`));
      }
      expect(answer.targets[0]?.refusal?.facts?.['nearest']).toHaveLength(3);
      // All wrong targets of a submission at once.
      const { json } = estimate([...wrong, known, known]);
      const submission = { method: 'POST', path: '/api/v1/adaptation-requests', token: vendor, json };
      const problem = await refused(service.url, submission, 'no-pool-serves');
      expect(problem.errors?.map(({ path }) => path)).toEqual([
        'targets.0',
        'targets.1.os',
        'targets.2.cpu',
        'targets.4',
      ]);
      expect(await rowCounts(service)).toEqual(before);
    });

    it('refuses what is wrong with the whole request', async () => {
      const wrong: [object, Parameters<typeof refused>[2]][] = [
        [{ release: 'dev-vendor/estimated@9' }, 'unknown-coordinate'],
        [{ testPlan: 'no-such-plan' }, 'invalid-request'],
        [{ scheme: 'no-such-scheme' }, 'invalid-request'],
        [{ parameters: {} }, 'invalid-plan-parameters'],
        [{ targets: [] }, 'invalid-request'],
      ];
      for (const [more, code] of wrong) await refused(service.url, estimate([first], more), code);
      const foreign = await joinAs(service, 'vendor');
      await refused(service.url, estimate([first], {}, foreign.token), 'not-found');
    });

    it('tells no time and no cost of what waits for a pool', async () => {
      const answer = await estimated([first], { waitForPool: true });
      expect(answer).toMatchObject({
        accepted: true,
        targets: [{ accepted: true, refusal: null, servedBy: 0, pools: [] }],
        total: { jobs: 1, unscheduled: 1, unpricedJobs: 1, expectedStart: null, expectedEnd: null },
      });
    });

    it('goes by the limits of the plan where nothing was measured, and tells free from unsaid', async () => {
      const pool = { slug: 'estimated', cpu: first?.cpu, operatingSystems: [first?.os, second?.os] };
      const path = '/api/v1/centers/kunpeng/pools';
      await succeed(service.url, { method: 'POST', path, token: operator, json: pool });
      const limits = { basis: 'plan-limits', samples: 0 };
      const unsaid = await estimated([first]);
      expect(unsaid.targets[0]?.pools).toMatchObject([
        {
          center: 'kunpeng',
          pool: 'estimated',
          emulated: false,
          hosts: 0,
          liveHosts: 0,
          waitingBefore: 0,
          waiting: { code: 'no-host-yet' },
          expectedStart: null,
          expectedEnd: null,
          waitBasis: limits,
          hostSeconds: { least: 0, most: LIMIT_SECONDS },
          hostSecondsBasis: limits,
          price: { state: 'unsaid', fenPerHostHour: null, since: null },
          cost: null,
        },
      ]);
      expect(unsaid.total).toMatchObject({ pricedJobs: 0, freeJobs: 0, unpricedJobs: 1, cost: { least: 0, most: 0 } });

      await succeed(service.url, setPrice({ fenPerHostHour: 0 }));
      const free = await estimated([first, second]);
      expect(free.targets[0]?.pools[0]).toMatchObject({ price: { state: 'free' }, cost: { least: 0, most: 0 } });
      expect(free.total).toMatchObject({ pricedJobs: 0, freeJobs: 2, unpricedJobs: 0 });

      await succeed(service.url, setPrice({ fenPerHostHour: 1200 }));
      const priced = await estimated([first, second]);
      // 600 s at 12 yuan an hour.
      expect(priced.targets[0]?.pools[0]).toMatchObject({
        price: { state: 'priced', fenPerHostHour: 1200 },
        cost: { least: 0, most: 200 },
      });
      expect(priced.total).toMatchObject({ currency: 'CNY', cost: { least: 0, most: 400 }, pricedJobs: 2 });
      await succeed(service.url, setPrice({ fenPerHostHour: null }));
      expect((await estimated([first])).total).toMatchObject({ pricedJobs: 0, unpricedJobs: 1 });
    });

    it('keeps every price that was said, from now on or from an instant to come', async () => {
      const soon = new Date(Date.now() + 3_600_000).toISOString();
      await succeed(service.url, setPrice({ fenPerHostHour: 3600, validFrom: soon }));
      // Not in force yet.
      expect((await estimated([first])).total).toMatchObject({ pricedJobs: 0, unpricedJobs: 1 });
      await succeed(service.url, setPrice({ fenPerHostHour: 3600 }));
      const { items } = await succeed<{ items: components['schemas']['PoolPrice'][] }>(service.url, {
        path: PRICES,
        token: operator,
      });
      expect(items.map(({ state, fenPerHostHour }) => [state, fenPerHostHour])).toEqual([
        ['priced', 3600],
        ['priced', 3600],
        ['unsaid', null],
        ['priced', 1200],
        ['free', 0],
      ]);
      expect(items[1]?.validFrom).toBe(soon);
      const page = await succeed<{ items: unknown[]; nextCursor: string }>(service.url, {
        path: `${PRICES}?limit=2`,
        token: operator,
      });
      expect(page.items).toEqual(items.slice(0, 2));
      expect(
        await succeed(service.url, { path: `${PRICES}?cursor=${page.nextCursor}`, token: operator }),
      ).toMatchObject({ items: items.slice(2), nextCursor: null });

      const before = await rowCounts(service);
      for (const wrong of [
        { fenPerHostHour: 1, validFrom: '2026-01-01T00:00:00Z' },
        { fenPerHostHour: 1, validFrom: '9999-01-01T00:00:00Z' },
        { fenPerHostHour: -1 },
        { fenPerHostHour: 0.5 },
        { fenPerHostHour: 1e15 },
        {},
      ]) {
        await refused(service.url, setPrice(wrong), 'invalid-request');
      }
      const elsewhere = { ...setPrice({ fenPerHostHour: 1 }), path: PRICES.replace('estimated', 'no-such-pool') };
      await refused(service.url, elsewhere, 'not-found');
      expect(await rowCounts(service)).toEqual(before);
    });

    it('says what then happens: place, pool and expected start are those of the job', async () => {
      const path = '/api/v1/centers/kunpeng/enrolment-tokens';
      const { token } = await succeed<{ token: string }>(service.url, {
        method: 'POST',
        path,
        token: operator,
        json: { pools: ['estimated'] },
      });
      agent = await FakeAgent.enrol(service.url, token, 'estimated');
      await agent.register([{ name: 'estimated-1', pool: 'estimated' }]);
      const free = await estimated([first]);
      expect(free.targets[0]?.pools[0]).toMatchObject({ freeHosts: 1, waiting: { code: 'starting' } });
      expect(free.total.expectedStart).toEqual({ earliest: free.estimatedAt, latest: free.estimatedAt });
      expect(seconds(free.total.expectedEnd?.latest, free)).toBe(LIMIT_SECONDS);

      const done = onlyJob(await submit(service, vendor, release.coordinate, { targets: [first] }));
      const attempt = await agent.work();
      const busy = await estimated([first]);
      expect(busy.targets[0]?.pools[0]).toMatchObject({ waitingBefore: 0, waiting: { code: 'hosts-busy' } });
      expect(seconds(busy.total.expectedStart?.latest, busy)).toBe(LIMIT_SECONDS);
      await attempt.complete();
      await eventually('the result was judged', async () => {
        const { state } = await jobOf(service, vendor, done);
        return state === 'technical-review' ? state : undefined;
      });

      const ids = [first, second].map(async (target) =>
        onlyJob(await submit(service, vendor, release.coordinate, { targets: [target], priority: 'background' })),
      );
      const waiting = await Promise.all(ids);
      await eventually('both wait in the pool', async () => {
        const jobs = await Promise.all(waiting.map((id) => jobOf(service, vendor, id)));
        return jobs.every(({ pool }) => pool === 'estimated') ? jobs : undefined;
      });
      const measured = { basis: 'pool', samples: 1 };
      const wishes = { priority: 'background' };
      const answer = await estimated([first, second], wishes);
      expect(answer.targets.map(({ pools }) => pools[0])).toMatchObject([
        { waitingBefore: 2, waitBasis: measured, hostSecondsBasis: measured },
        { waitingBefore: 3 },
      ]);
      // By the order; their tickets are with the queue already, so at worst both of them go first.
      const urgent = await estimated([first], { priority: 'national' });
      expect(urgent.targets[0]?.pools[0]?.waitingBefore).toBe(0);

      const [third] = (await submit(service, vendor, release.coordinate, { targets: [first], ...wishes })).jobs;
      const job = await eventually('the third waits in the pool', async () => {
        const now = await jobOf(service, vendor, third?.id ?? '');
        return now.pool === null ? undefined : now;
      });
      const told = answer.targets[0]?.pools[0];
      expect(job).toMatchObject({ pool: told?.pool, center: told?.center, position: (told?.waitingBefore ?? 0) + 1 });
      const span = (range: { earliest: string; latest: string } | null | undefined): number =>
        Date.parse(range?.latest ?? '') - Date.parse(range?.earliest ?? '');
      // The same function of the same figures; only the clock has gone on.
      expect(span(job.expectedStart)).toBe(span(told?.expectedStart));
      for (const id of [...waiting, job.id]) {
        await succeed(service.url, { method: 'POST', path: `/api/v1/jobs/${id}/cancel`, token: vendor, json: {} });
      }
    });

    it('goes by pools of the same kind where one is new, and prefers the one that starts sooner', async () => {
      const pool = { slug: 'estimated-too', cpu: first?.cpu, operatingSystems: [first?.os] };
      const path = '/api/v1/centers/kunpeng/pools';
      await succeed(service.url, { method: 'POST', path, token: operator, json: pool });
      const answer = await estimated([first]);
      expect(answer.targets[0]).toMatchObject({
        servedBy: 2,
        pools: [
          { pool: 'estimated', hostSecondsBasis: { basis: 'pool' } },
          { pool: 'estimated-too', hostSecondsBasis: { basis: 'similar-pools', samples: 1 }, expectedStart: null },
        ],
      });
    });

    it('is made for a request that is asked again, too', async () => {
      const original = await submit(service, vendor, release.coordinate, { targets: [first] });
      await succeed(service.url, {
        method: 'POST',
        path: `/api/v1/jobs/${onlyJob(original)}/cancel`,
        token: vendor,
        json: {},
      });
      const before = await rowCounts(service);
      const again = (json: object): Call => ({
        method: 'POST',
        path: `/api/v1/adaptation-requests/${original.id}/clone/estimate`,
        token: vendor,
        json,
      });
      const answer = await succeed<Estimate>(service.url, again({ os: first?.os, release: release.coordinate }));
      expect(answer.targets).toMatchObject([{ ...first, accepted: true, pools: [{ pool: 'estimated' }, {}] }]);
      await refused(service.url, again({}), 'invalid-request');
      await refused(service.url, again({ os: 'kylinsoft/kylin-desktop@v10-sp1' }), 'invalid-request');
      expect(await rowCounts(service)).toEqual(before);
    });
  });
}
