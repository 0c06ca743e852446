import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { parsePipelineJob, PayloadRefused, QUEUE_NAMES, RETRY_POLICIES } from '#libs/jobs';
import type { DeadLetter, JobLog, PipelineJob, Processors, Queues, RunOptions } from '#libs/jobs';
import { queueBackends } from '../support/redis.js';
import { eventually, storeUnderTest, type StoreUnderTest } from './store-under-test.js';

// `eventually` gives up before.
jest.setTimeout(30_000);

interface Line {
  level: 'info' | 'warn' | 'error';
  fields: Record<string, unknown>;
}

function recordingLog(lines: Line[] = [], bound: Record<string, unknown> = {}): JobLog & { lines: Line[] } {
  const write = (level: Line['level']) => (fields: object) =>
    void lines.push({ level, fields: { ...bound, ...fields } });
  return {
    lines,
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => recordingLog(lines, { ...bound, ...fields }),
  };
}

const idle = async () => undefined;
const idleProcessors: Processors = {
  'route-job': idle,
  'fill-window': idle,
  'evaluate-attempt': idle,
  'issue-certificate': idle,
  'deliver-notices': idle,
  'tell-changes': idle,
  'run-import': idle,
  'sweep-leases': idle,
  'refresh-waiting': idle,
  'recover-tickets': idle,
  'rebuild-tickets': idle,
};

/** Runs `own` in a worker process of its own, with idle processors for the other queues. */
async function work(queues: Queues, own: Partial<Processors>, options: Partial<RunOptions> = {}) {
  const log = recordingLog();
  const letters: DeadLetter[] = [];
  const others = Object.fromEntries(Object.entries(idleProcessors).filter(([queue]) => !(queue in own)));
  await queues.runProcessors([own, others], {
    log,
    onDeadLetter: async (letter) => void letters.push(letter),
    ...options,
  });
  return { log, letters };
}

describe.each(queueBackends())('pipeline queues on $name', (backend) => {
  let store: StoreUnderTest;
  let queues: Queues;
  const workers: Queues[] = [];
  const worker = async () => {
    const opened = await store.open({ poolMax: 4 });
    workers.push(opened);
    return opened;
  };
  beforeAll(async () => {
    store = await storeUnderTest(backend);
    queues = await store.open();
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((opened) => opened.close()));
    await store.wipe();
  });
  afterAll(() => store.close());

  it('runs what was added, once each, with the job id in its log', async () => {
    const seen: string[] = [];
    const { log } = await work(await worker(), {
      'route-job': async ({ jobId }, context) => {
        context.log.info({ routed: jobId }, 'routed');
        seen.push(jobId);
      },
    });
    const ids = Array.from({ length: 20 }, () => randomUUID());
    const [first = '', ...rest] = ids;
    await queues.add('route-job', { jobId: first }, { jobId: 'outbox-1' });
    await queues.addBulk(rest.map((jobId): PipelineJob => ({ queue: 'route-job', payload: { jobId } })));
    await eventually(() => seen.length >= ids.length, 'all were routed');
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect(log.lines).toContainEqual({
      level: 'info',
      fields: { queue: 'route-job', jobId: 'outbox-1', attempt: 1, routed: first },
    });
  });

  it('takes a job for several queues in one bulk, and an id that still waits only once', async () => {
    const seen: unknown[] = [];
    const see = async (payload: unknown) => void seen.push(payload);
    const request = { jobId: randomUUID() };
    const pool = { poolId: randomUUID() };
    await queues.addBulk([
      { queue: 'route-job', payload: request, jobId: 'outbox-7' },
      { queue: 'fill-window', payload: pool },
      { queue: 'route-job', payload: request, jobId: 'outbox-7' },
    ]);
    await queues.add('route-job', request, { jobId: 'outbox-7' });
    await work(await worker(), { 'route-job': see, 'fill-window': see });
    await eventually(() => seen.length >= 2, 'both ran');
    const marker = { jobId: randomUUID() };
    await queues.add('route-job', marker);
    await eventually(() => seen.includes(marker) || seen.length >= 3, 'the marker ran');
    expect(seen).toHaveLength(3);
    expect(seen).toEqual(expect.arrayContaining([request, pool, marker]));
  });

  it('refuses a payload before anything is added', async () => {
    const good: PipelineJob = { queue: 'route-job', payload: { jobId: randomUUID() } };
    const bad: PipelineJob = { queue: 'route-job', payload: { jobId: 'J-1' } };
    await expect(queues.add('route-job', bad.payload)).rejects.toThrow(PayloadRefused);
    await expect(queues.addBulk([good, bad])).rejects.toThrow(PayloadRefused);
    const seen: string[] = [];
    await work(await worker(), { 'route-job': async ({ jobId }) => void seen.push(jobId) });
    const marker = randomUUID();
    await queues.add('route-job', { jobId: marker });
    await eventually(() => seen.length > 0, 'the marker ran');
    expect(seen).toEqual([marker]);
  });

  it('sends a payload that has become unreadable to the dead letters, without a run or a retry', async () => {
    let runs = 0;
    await queues.add('route-job', { jobId: randomUUID() }, { jobId: 'outbox-8' });
    await store.overwritePayloads('route-job', { job: 'of another age' });
    const { letters } = await work(await worker(), { 'route-job': async () => void (runs += 1) });
    await eventually(() => letters.length > 0, 'its dead letter');
    expect(letters).toEqual([
      expect.objectContaining({
        queue: 'route-job',
        name: 'route-job',
        jobId: 'outbox-8',
        payload: { job: 'of another age' },
        error: expect.stringContaining('Payload refused by queue route-job'),
        attempts: 1,
      }),
    ]);
    expect(runs).toBe(0);
  });

  it('retries a failure, then succeeds', async () => {
    const attempts: number[] = [];
    const { letters, log } = await work(await worker(), {
      'fill-window': async (_, { attempt }) => {
        attempts.push(attempt);
        if (attempt === 1) throw new Error('not yet');
      },
    });
    await queues.add('fill-window', { poolId: randomUUID() }, { jobId: 'outbox-9' });
    await eventually(() => attempts.length === 2, 'the second run');
    expect(attempts).toEqual([1, 2]);
    expect(letters).toEqual([]);
    expect(log.lines.filter((line) => line.level === 'error')).toEqual([]);
    expect(log.lines).toContainEqual({
      level: 'warn',
      fields: expect.objectContaining({ queue: 'fill-window', jobId: 'outbox-9', attempt: 1 }),
    });
  });

  it('delivers one dead letter when a job has failed for good, and forgets the job', async () => {
    let runs = 0;
    const payload = { jobId: randomUUID() };
    const fails: Partial<Processors> = {
      'route-job': async () => {
        runs += 1;
        throw new PayloadRefused('route-job', 'what it names is not there');
      },
    };
    // Two worker processes, looking for undelivered letters all the time.
    const first = await work(await worker(), fails, { deadLetterRetryMs: 50 });
    const second = await work(await worker(), fails, { deadLetterRetryMs: 50 });
    const letters = () => [...first.letters, ...second.letters];
    await queues.add('route-job', payload, { jobId: 'outbox-10' });
    await eventually(() => letters().length > 0, 'its dead letter');
    expect(runs).toBe(1);
    // The id is free again only once the failed job is gone.
    await eventually(async () => {
      await queues.add('route-job', payload, { jobId: 'outbox-10' });
      return runs > 1;
    }, 'the same id runs anew');
    expect(letters()[0]).toMatchObject({ queue: 'route-job', jobId: 'outbox-10', payload, attempts: 1 });
  });

  it('forgets work that is repeated anyway when its last attempt has failed: no dead letter', async () => {
    const attempts: number[] = [];
    const { letters, log } = await work(
      await worker(),
      {
        'fill-window': async (_, { attempt }) => {
          attempts.push(attempt);
          throw new Error(`failure ${attempt}`);
        },
      },
      { deadLetterRetryMs: 50 },
    );
    const payload = { poolId: randomUUID() };
    await queues.add('fill-window', payload, { jobId: 'outbox-12' });
    const last = RETRY_POLICIES['fill-window'].attempts;
    await eventually(() => attempts.length === last, 'all attempts were made');
    await eventually(async () => {
      await queues.add('fill-window', payload, { jobId: 'outbox-12' });
      return attempts.length > last;
    }, 'the same id runs anew');
    expect(attempts.slice(0, last)).toEqual(Array.from({ length: last }, (_, n) => n + 1));
    expect(letters).toEqual([]);
    // The store lets the id go before the worker hears of it and says so.
    await eventually(() => log.lines.some(({ level }) => level === 'error'), 'the failure is logged');
    expect(log.lines).toContainEqual({ level: 'error', fields: expect.objectContaining({ jobId: 'outbox-12' }) });
  });

  it('delivers a dead letter again when the callback failed, under the same id', async () => {
    const ids: string[] = [];
    await queues.add('route-job', { jobId: randomUUID() });
    await store.overwritePayloads('route-job', {});
    const { log } = await work(
      await worker(),
      {},
      {
        deadLetterRetryMs: 100,
        onDeadLetter: async ({ id }) => {
          ids.push(id);
          if (ids.length === 1) throw new Error('database away');
        },
      },
    );
    await eventually(() => ids.length >= 2, 'the second delivery');
    expect(new Set(ids).size).toBe(1);
    expect(log.lines.filter((line) => line.level === 'error').length).toBeGreaterThanOrEqual(2);
  });

  it('delivers the dead letters that a process left behind when it died', async () => {
    await queues.add('route-job', { jobId: randomUUID() });
    await store.overwritePayloads('route-job', {});
    let failed = false;
    const dying = await worker();
    await work(
      dying,
      {},
      {
        onDeadLetter: async () => {
          failed = true;
          throw new Error('killed');
        },
      },
    );
    await eventually(() => failed, 'the first delivery');
    await dying.close();
    const { letters } = await work(await worker(), {}, { deadLetterRetryMs: 100 });
    await eventually(() => letters.length > 0, 'the delivery by another process');
    expect(letters).toHaveLength(1);
  });

  it('refuses to start where a queue has no processor, or two, or a processor no queue', async () => {
    const options = { log: recordingLog(), onDeadLetter: idle };
    const process = await worker();
    const { 'route-job': route, ...withoutRoute } = idleProcessors;
    await expect(process.runProcessors([withoutRoute], options)).rejects.toThrow('no processor for route-job');
    await expect(process.runProcessors([idleProcessors, { 'route-job': route }], options)).rejects.toThrow(
      'more than one processor for route-job',
    );
    await expect(process.runProcessors([idleProcessors, { 'rout-job': route } as object], options)).rejects.toThrow(
      'no such queue: rout-job',
    );
  });

  it('runs a schedule once per interval though two processes work', async () => {
    let sweeps = 0;
    const sweep: Partial<Processors> = { 'sweep-leases': async () => void (sweeps += 1) };
    const processes = [await worker(), await worker()];
    const startedAt = Date.now();
    await Promise.all(processes.map((process) => work(process, sweep)));
    await eventually(() => sweeps >= 4, 'four sweeps');
    // Slots of one second; a process that joins may add one run, the first comes at once.
    expect(sweeps).toBeLessThanOrEqual((Date.now() - startedAt) / 1_000 + 2);
    expect(Date.now() - startedAt).toBeGreaterThan(1_500);
  });

  it('brings its schedules back after the whole store was lost, and goes on', async () => {
    let rebuilds = 0;
    const seen: string[] = [];
    await work(await worker(), {
      'rebuild-tickets': async () => void (rebuilds += 1),
      'route-job': async ({ jobId }) => void seen.push(jobId),
    });
    await eventually(() => rebuilds === 1, 'the first rebuild comes at once');
    await store.wipe();
    await eventually(() => rebuilds === 2, 'the next rebuild comes within seconds, not after 30');
    const jobId = randomUUID();
    await queues.add('route-job', { jobId });
    await eventually(() => seen.includes(jobId), 'other queues go on');
  });

  it('keeps quiet about dead letters of a schedule: the next run is the retry', async () => {
    let sweeps = 0;
    const { letters, log } = await work(await worker(), {
      'sweep-leases': async () => {
        sweeps += 1;
        if (sweeps === 1) throw new Error('database away');
      },
    });
    await eventually(() => sweeps >= 2, 'the next run');
    expect(letters).toEqual([]);
    expect(log.lines.filter((line) => line.level === 'error' && line.fields['queue'] === 'sweep-leases')).toHaveLength(
      1,
    );
  });

  it('finishes the job under way before it closes', async () => {
    let started = false;
    let finished = false;
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const process = await worker();
    await work(process, {
      'route-job': async () => {
        started = true;
        await gate;
        finished = true;
      },
    });
    await queues.add('route-job', { jobId: randomUUID() }, { jobId: 'outbox-11' });
    await eventually(() => started, 'it started');
    const closed = process.close().then(() => finished);
    finish();
    expect(await closed).toBe(true);
    // It was completed, not left behind: another process does not run it again.
    let runs = 0;
    await work(await worker(), { 'route-job': async () => void (runs += 1) });
    await queues.add('route-job', { jobId: randomUUID() });
    await eventually(() => runs > 0, 'the next one ran');
    expect(runs).toBe(1);
  });

  it('holds few connections, and works on after they were cut', async () => {
    const seen: string[] = [];
    const before = await store.connections();
    const { log } = await work(await worker(), { 'route-job': async ({ jobId }) => void seen.push(jobId) });
    const held = (await store.connections()) - before;
    // PostgreSQL: the pool and one LISTEN. Redis: commands, workers' commands, one blocking connection per queue.
    expect(held).toBeLessThanOrEqual(backend.name === 'redis' ? 2 + QUEUE_NAMES.length : 4 + 1);
    await store.cutConnections();
    // What comes before it listens again is found by its own look, after seconds.
    await eventually(async () => backend.name === 'redis' || (await store.listeners()) === 1, 'it listens again');
    const add = (jobId: string): Promise<boolean> =>
      queues.add('route-job', { jobId }).then(
        () => true,
        () => false,
      );
    const [first, second] = [randomUUID(), randomUUID()];
    await eventually(() => add(first), 'an add on a new connection');
    // A worker that was cut off in mid-question rests before it asks again.
    await eventually(() => seen.includes(first), 'it ran', 20_000);
    await add(second);
    // Woken, not found by the worker's own look every 5 s.
    await eventually(() => seen.includes(second), 'the next one ran', 4_000);
    expect(log.lines.length).toBeLessThan(100);
  });
});

describe('jobs from outside', () => {
  it('types an outbox row, or refuses it', () => {
    const payload = { attemptId: randomUUID() };
    const jobId = payload.attemptId;
    expect(parsePipelineJob('evaluate-attempt', payload)).toEqual({ queue: 'evaluate-attempt', payload, jobId });
    const window = { poolId: randomUUID() };
    expect(parsePipelineJob('fill-window', window)).toEqual({ queue: 'fill-window', payload: window });
    expect(() => parsePipelineJob('evaluate-attempt', { ...payload, more: 1 })).toThrow(PayloadRefused);
    expect(() => parsePipelineJob('evaluate-attempts', payload)).toThrow('no such queue');
    expect(() => parsePipelineJob('constructor', payload)).toThrow('no such queue');
  });
});
