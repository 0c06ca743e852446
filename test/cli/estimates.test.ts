import {
  cloneAdaptationRequest,
  createAdaptationRequest,
  estimateAdaptationRequest,
  estimateClone,
  listPoolPrices,
  listTestPlans,
  setPoolPrice,
  type OutputOf,
} from '#libs/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { REQUEST_ID } from './support/samples.js';
import { StandIn } from './support/stand-in.js';
import { Person } from './support/test-terminal.js';

type Estimate = OutputOf<typeof estimateAdaptationRequest>;
type Pool = Estimate['targets'][number]['pools'][number];

const TARGET = { os: 'kylinsoft/kylin-server@v10-sp3', cpu: 'hisilicon/kunpeng-920' };
const ON = `${TARGET.os},${TARGET.cpu}`;
const PLAN = {
  version: 1,
  name: '方案',
  nameEn: 'Plan',
  categories: [],
  parameters: [{ name: 'entry', type: 'path' as const, required: true, description: 'the program' }],
  cases: [],
};
const POOL: Pool = {
  center: 'beijing',
  pool: 'kunpeng-920',
  emulated: false,
  hosts: 2,
  liveHosts: 2,
  freeHosts: 0,
  waitingBefore: 3,
  waiting: { code: 'hosts-busy', text: '主机都在忙', textEn: 'all are busy' },
  expectedStart: { earliest: '2026-11-23T13:01:00Z', latest: '2026-11-23T13:04:00Z' },
  expectedEnd: { earliest: '2026-11-23T13:01:30Z', latest: '2026-11-23T13:05:00Z' },
  waitBasis: { basis: 'pool', samples: 50 },
  hostSeconds: { least: 30, most: 60 },
  hostSecondsBasis: { basis: 'pool', samples: 12 },
  price: { state: 'priced', fenPerHostHour: 1205, since: '2026-01-01T00:00:00Z' },
  cost: { least: 10, most: 21 },
};
const ESTIMATE: Estimate = {
  accepted: true,
  release: 'dameng/dm8@8.1.3',
  testPlan: 'command-line-software',
  testPlanVersion: 1,
  targets: [{ ...TARGET, accepted: true, refusal: null, servedBy: 2, pools: [POOL] }],
  total: {
    jobs: 1,
    expectedStart: POOL.expectedStart,
    expectedEnd: POOL.expectedEnd,
    unscheduled: 0,
    hostSeconds: POOL.hostSeconds,
    cost: { least: 10, most: 21 },
    currency: 'CNY',
    pricedJobs: 1,
    freeJobs: 0,
    unpricedJobs: 0,
  },
  estimatedAt: '2026-11-23T13:00:00Z',
};

const wasSubmitted = (): never => {
  throw new Error('an estimate submitted something');
};

describe('shipei estimate and prices of pools', () => {
  let service: StandIn;
  let person: Person;
  let answer: Estimate;
  const asked: unknown[] = [];

  beforeEach(async () => {
    answer = ESTIMATE;
    asked.length = 0;
    service = new StandIn()
      // Two pages: the plan that is asked for stands on the second.
      .on(listTestPlans, ({ query }) =>
        query.cursor === undefined
          ? { items: [{ ...PLAN, slug: 'another' }], nextCursor: 'more' }
          : { items: [{ ...PLAN, slug: 'command-line-software' }], nextCursor: null },
      )
      .on(estimateAdaptationRequest, ({ body }) => {
        asked.push(body);
        return answer;
      })
      .on(estimateClone, ({ params, body }) => {
        asked.push({ of: params.id, ...body });
        return answer;
      })
      .on(createAdaptationRequest, wasSubmitted)
      .on(cloneAdaptationRequest, wasSubmitted)
      .on(setPoolPrice, ({ params, body }) => {
        asked.push({ ...params, ...body });
        return price(body.fenPerHostHour);
      })
      .on(listPoolPrices, () => ({ items: [price(1200), price(0), price(null)], nextCursor: null }));
    person = await Person.at(await service.start());
  });
  afterEach(async () => {
    await service.stop();
    await person.leave();
  });

  const price = (fenPerHostHour: number | null): OutputOf<typeof setPoolPrice> => ({
    center: 'beijing',
    pool: 'kunpeng-920',
    state: fenPerHostHour === null ? 'unsaid' : fenPerHostHour === 0 ? 'free' : 'priced',
    fenPerHostHour,
    currency: 'CNY',
    validFrom: '2026-12-01T00:00:00Z',
    setAt: '2026-11-23T13:00:00Z',
  });
  const WISHES = ['dameng/dm8@8.1.3', '--on', ON, '--param', 'entry=bin/dm'];

  it('tells place, start, end, host time, basis and cost, Chinese first, and submits nothing', async () => {
    for (const args of [
      ['estimate', ...WISHES],
      ['request', ...WISHES, '--estimate'],
    ]) {
      const ran = await person.run(args);
      expect(ran).toMatchObject({ code: 0 });
      for (const text of [
        '可以受理，尚未提交 · would be accepted',
        'beijing/kunpeng-920',
        '另有 1 个',
        '2026-11-23 13:04:00Z',
        '2026-11-23 13:05:00Z',
        '30 秒 – 1 分',
        '本资源池实测 ×12',
        '¥0.10 – ¥0.21',
        '¥12.05 / 机时',
      ]) {
        expect(ran.stdout).toContain(text);
      }
    }
    const body = { release: 'dameng/dm8@8.1.3', targets: [TARGET], parameters: { entry: 'bin/dm' } };
    expect(asked).toMatchObject([body, body]);
    expect(JSON.parse((await person.run(['estimate', ...WISHES, '--json'])).stdout)).toEqual(ESTIMATE);
  });

  it('says what nobody knows: no price, no live host, no pool', async () => {
    const unknown: Pool = {
      ...POOL,
      waiting: { code: 'pool-offline', text: '全部离线', textEn: 'all offline' },
      expectedStart: null,
      expectedEnd: null,
      hostSecondsBasis: { basis: 'plan-limits', samples: 0 },
      price: { state: 'unsaid', fenPerHostHour: null, since: null },
      cost: null,
    };
    const [target] = ESTIMATE.targets;
    if (target === undefined) throw new Error('the sample has a target');
    answer = {
      ...ESTIMATE,
      targets: [
        { ...target, pools: [unknown] },
        { ...target, pools: [{ ...POOL, price: { ...POOL.price, state: 'free', fenPerHostHour: 0 } }] },
        { ...target, servedBy: 0, pools: [] },
      ],
      total: { ...ESTIMATE.total, jobs: 3, pricedJobs: 0, freeJobs: 1, unpricedJobs: 2, unscheduled: 2 },
    };
    const { stdout, code } = await person.run(['estimate', ...WISHES]);
    expect(code).toBe(0);
    for (const text of ['全部离线', '仅按方案时限', '未公布 · not said', '免费 · free', '2 个任务的单价未公布']) {
      expect(stdout).toContain(text);
    }
  });

  it('names each target that would be refused, with the nearest, and ends with exit code 1', async () => {
    answer = {
      ...ESTIMATE,
      accepted: false,
      targets: [
        {
          ...TARGET,
          accepted: false,
          refusal: {
            type: 'x',
            title: 'no-pool-serves',
            status: 422,
            code: 'no-pool-serves',
            detail: '没有资源池能测试 · No pool serves it',
            errors: [{ path: 'targets.0', code: 'no-pool-serves', message: 'no pool anywhere' }],
            facts: { nearest: [{ os: 'openeuler/openeuler@22.03-lts-sp4', cpu: TARGET.cpu }] },
          },
          servedBy: 0,
          pools: [],
        },
      ],
    };
    const { stdout, code } = await person.run(['request', ...WISHES, '--estimate']);
    expect(code).toBe(1);
    for (const text of ['会被拒绝', '没有资源池能测试', `openeuler/openeuler@22.03-lts-sp4 × ${TARGET.cpu}`]) {
      expect(stdout).toContain(text);
    }
  });

  it('estimates a request that is asked again', async () => {
    const ran = await person.run(['request-clone', REQUEST_ID, '--os', TARGET.os, '--estimate']);
    expect(ran).toMatchObject({ code: 0 });
    expect(asked).toEqual([{ of: REQUEST_ID, os: TARGET.os }]);
  });

  it('says, frees, takes back and lists prices', async () => {
    const pool = ['centers', 'pools-price', 'beijing', 'kunpeng-920'];
    expect((await person.run([...pool, '--fen', '1205', '--from', '2026-12-01'])).stdout).toContain('¥12.05 / 机时');
    expect((await person.run([...pool, '--free'])).stdout).toContain('免费 · free');
    expect((await person.run([...pool, '--unsaid'])).stdout).toContain('未公布 · not said');
    const named = { code: 'beijing', pool: 'kunpeng-920' };
    expect(asked).toEqual([
      { ...named, fenPerHostHour: 1205, validFrom: '2026-12-01T00:00:00.000Z' },
      { ...named, fenPerHostHour: 0 },
      { ...named, fenPerHostHour: null },
    ]);
    for (const wrong of [[], ['--free', '--fen', '1'], ['--fen', '0'], ['--fen', '1.5']]) {
      expect(await person.run([...pool, ...wrong])).toMatchObject({ code: 2 });
    }
    expect(asked).toHaveLength(3);
    const { stdout } = await person.run(['centers', 'pools-prices', 'beijing', 'kunpeng-920']);
    for (const text of ['¥12.00', '免费', '未公布']) expect(stdout).toContain(text);
  });
});
