import type { components } from '#libs/client';
import { JOB_STATES } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { stylesFor } from './styles.js';
import { describeChange, renderWatch, type WatchedJob } from './watch-view.js';

type JobSummary = components['schemas']['JobSummary'];
type Attempt = components['schemas']['Attempt'];

const NOW = new Date('2026-11-23T13:04:05Z');
const STYLES = stylesFor(false);
const ATTEMPT: Attempt = {
  id: '01990000-0000-7000-8000-000000000004',
  number: 2,
  state: 'running',
  outcome: null,
  emulated: false,
  host: 'kunpeng-01',
  hostFacts: {},
  isolation: null,
  currentCase: null,
  startedAt: '2026-11-23T13:00:00Z',
  endedAt: null,
  results: [],
  evidence: [],
};

function watched(job: Partial<JobSummary>, more: Partial<WatchedJob> = {}): WatchedJob {
  return {
    job: {
      id: '01990000-0000-7000-8000-000000000002',
      requestId: '01990000-0000-7000-8000-000000000001',
      release: 'dameng/dm8@8.1.3',
      os: 'kylinsoft/kylin-server@v10-sp3',
      cpu: 'hisilicon/kunpeng-920',
      testPlan: 'command-line-software',
      scheme: 'development',
      state: 'queued',
      priority: 'normal',
      center: 'beijing',
      pool: 'kunpeng-920',
      emulated: false,
      waiting: null,
      position: null,
      expectedStart: null,
      reason: null,
      certificate: null,
      createdAt: '2026-11-23T13:00:00Z',
      updatedAt: '2026-11-23T13:00:00Z',
      ...job,
    },
    attempt: undefined,
    step: undefined,
    logTail: [],
    ...more,
  };
}

const WAITING = watched({
  waiting: { code: 'pool-offline', since: '2026-11-23T13:00:00Z', text: '资源池离线', textEn: 'the pool is offline' },
  position: 3,
  expectedStart: { earliest: '2026-11-23T14:00:00Z', latest: '2026-11-23T15:00:00Z' },
});
const RUNNING = watched(
  { state: 'running' },
  { attempt: ATTEMPT, step: 'function: 基本功能 · Function', logTail: ['\u001b[31mone\u001b[0m', 'two'] },
);

describe('renderWatch', () => {
  it('shows why a job waits, since when, its place and when it is expected to start', () => {
    const view = renderWatch([WAITING], 65_000, NOW, STYLES);
    expect(view).toContain('资源池离线（自 2026-11-23 13:00:00Z 起，已 4 分 5 秒）');
    expect(view).toContain('the pool is offline (since 2026-11-23 13:00:00Z, 4 min 5 s)');
    expect(view).toContain('beijing/kunpeng-920 第 3 位');
    expect(view).toContain('2026-11-23 14:00:00Z – 2026-11-23 15:00:00Z');
    expect(view.split('\n')[0]).toContain('1 分 5 秒');
  });

  it('shows attempt, host, test case and the end of the log of a running job', () => {
    const view = renderWatch([RUNNING], 0, NOW, STYLES);
    expect(view).toMatch(/第 2 次执行 · attempt 2 {2}kunpeng-01 {2}function: 基本功能/);
    expect(view).toContain('│ one\n    │ two');
    expect(view).not.toContain('\u001b');
  });

  it('says that the host of a running job has gone silent', () => {
    const silent = { ...RUNNING, attempt: { ...ATTEMPT, state: 'suspect' as const } };
    expect(renderWatch([silent], 0, NOW, STYLES)).toContain('失联');
    expect(describeChange(RUNNING, silent, NOW)).toContain('失联');
  });

  it('names a certificate once', () => {
    const view = renderWatch([watched({ state: 'certified', certificate: 'SP-1', reason: 'SP-1' })], 0, NOW, STYLES);
    expect(view.match(/SP-1/g)).toHaveLength(1);
  });

  it.each(JOB_STATES)('has words for %s in both languages', (state) => {
    expect(renderWatch([watched({ state })], 0, NOW, STYLES)).toMatch(/^. \p{Script=Han}+ [a-z]/mu);
  });

  it('waits in words for a request that has no jobs yet', () => {
    expect(renderWatch([], 0, NOW, STYLES)).toContain('正在等待');
  });
});

describe('describeChange', () => {
  it.each([
    ['the first sight', undefined, WAITING, true],
    ['nothing new', WAITING, WAITING, false],
    ['a later look at the same wait', WAITING, { ...WAITING, logTail: ['x'] }, false],
    ['a new state', WAITING, RUNNING, true],
    ['a new place', WAITING, watched({ ...WAITING.job, position: 2 }), true],
    ['a new attempt', RUNNING, { ...RUNNING, attempt: { ...ATTEMPT, number: 3 } }, true],
    ['a lease that was confirmed', { ...RUNNING, attempt: { ...ATTEMPT, state: 'leased' } }, RUNNING, false],
  ] as const)('%s', (_case, before, after, tells) => {
    expect(describeChange(before, after, NOW) !== undefined).toBe(tells);
  });

  it('is one line, however many lines the reason has', () => {
    expect(describeChange(undefined, watched({ state: 'rejected', reason: '第一\n第二' }), NOW)).not.toContain('\n');
  });
});
