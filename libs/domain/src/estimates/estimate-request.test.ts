import { describe, expect, it } from '@jest/globals';
import { estimateJob, type PoolNow } from './estimate-job.js';
import { estimateJobs, totalsOf } from './estimate-request.js';

const NOW = new Date('2026-01-01T00:00:00Z');
const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const pace = (quickSeconds: number, slowSeconds: number) => ({
  basis: 'pool' as const,
  samples: 9,
  quickSeconds,
  slowSeconds,
});

function pool(poolId: string, changes: Partial<PoolNow> = {}): PoolNow {
  return {
    poolId,
    executor: 'local',
    hosts: 1,
    liveHosts: 1,
    freeHosts: 1,
    load: 0,
    waitingBefore: 0,
    mayOvertake: 0,
    paceOfAll: pace(100, 200),
    paceOfPlan: pace(10, 20),
    prices: [{ from: at(-1), fenPerHostHour: 3600 }],
    ...changes,
  };
}

describe('the estimate of one job', () => {
  it('waits at the pace of what runs before it, and runs at that of its own plan', () => {
    expect(estimateJob(pool('a', { freeHosts: 0, waitingBefore: 1 }), 1, NOW)).toEqual({
      waitingBefore: 2,
      waiting: 'hosts-busy',
      expectedStart: { earliest: at(200), latest: at(600) },
      expectedEnd: { earliest: at(210), latest: at(620) },
      hostSeconds: { least: 10, most: 20 },
      price: { state: 'priced', fenPerHostHour: 3600, since: at(-1) },
      cost: { least: 10, most: 20 },
    });
  });

  it.each([
    ['no host ever joined', { hosts: 0, liveHosts: 0, freeHosts: 0 }, 'no-host-yet'],
    ['all hosts are away', { liveHosts: 0, freeHosts: 0 }, 'pool-offline'],
  ] as const)('tells no start where %s, and its cost by the price of now', (_case, change, waiting) => {
    expect(estimateJob(pool('a', change), 0, NOW)).toMatchObject({
      waiting,
      expectedStart: null,
      expectedEnd: null,
      cost: { least: 10, most: 20 },
    });
  });
});

describe('the estimate of a request', () => {
  it('sends each job where routing would, behind those of the same request', () => {
    const [a, b, emulated] = [pool('a'), pool('b'), pool('e', { executor: 'emulated', liveHosts: 9, freeHosts: 9 })];
    const jobs = estimateJobs([[emulated, b, a], [a, b, emulated], [b, a], [emulated], []], NOW);
    expect(jobs.map((pools) => pools.map(({ pool: { poolId } }) => poolId))).toEqual([
      ['a', 'b', 'e'],
      ['b', 'a', 'e'],
      ['a', 'b'],
      ['e'],
      [],
    ]);
    expect(jobs.map(([first]) => first?.estimate.waitingBefore)).toEqual([0, 0, 1, 0, undefined]);
    expect(jobs[2]?.map(({ estimate }) => estimate.expectedStart?.latest)).toEqual([at(200), at(200)]);
  });

  it('sums what is known and counts what is not', () => {
    const jobs = [
      estimateJob(pool('a'), 0, NOW),
      estimateJob(pool('a'), 3, NOW),
      estimateJob(pool('free', { prices: [{ from: at(-1), fenPerHostHour: 0 }] }), 0, NOW),
      estimateJob(pool('unsaid', { prices: [], liveHosts: 0, freeHosts: 0, hosts: 0 }), 0, NOW),
      undefined,
    ];
    expect(totalsOf(jobs)).toEqual({
      jobs: 5,
      expectedStart: { earliest: at(0), latest: at(0) },
      expectedEnd: { earliest: at(310), latest: at(620) },
      unscheduled: 2,
      hostSeconds: { least: 40, most: 80 },
      cost: { least: 20, most: 40 },
      priced: 2,
      free: 1,
      unpriced: 2,
    });
  });

  it('tells nothing of the time of jobs that nobody could start', () => {
    expect(totalsOf([undefined])).toMatchObject({
      expectedStart: null,
      expectedEnd: null,
      unscheduled: 1,
      unpriced: 1,
    });
  });
});
