import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { queueBackends } from '../support/redis.js';
import { DispatchLab } from './support/lab.js';

const STALE = { status: 409, code: 'stale-attempt' };

// Each wait gives up before, and says what for.
jest.setTimeout(60_000);

// What the worker does by itself as time really goes by. The cases are told apart with time moved by hand, in scenarios/.
describe.each(queueBackends())('short leases on $name', (backend) => {
  let lab: DispatchLab;
  beforeAll(async () => {
    const timing = { confirmSeconds: 2, leaseSeconds: 1, graceSeconds: 1, cancelSeconds: 1 };
    lab = await DispatchLab.open({ backend, timing });
  });
  afterAll(() => lab.close());

  it('end in suspicion, then in loss, and a second attempt does the job', async () => {
    const { pool, agent } = await lab.poolWithAgent();
    const id = await lab.request(pool.target);
    const dead = await agent.work();
    await dead.heartbeat();
    await lab.untilJob(id, 'running under suspicion', ({ attempts }) => attempts[0]?.state === 'suspect');
    await lab.untilState(id, 'queued');
    await (await agent.work()).complete();
    const done = await lab.untilState(id, 'technical-review');
    expect(done.attempts.map(({ state }) => state)).toEqual(['lost', 'completed']);
  });

  it('end a claim that nobody confirms', async () => {
    const { pool, agent } = await lab.poolWithAgent();
    const id = await lab.request(pool.target);
    const ghost = await agent.work();
    await lab.untilJob(id, 'given back', ({ attempts }) => attempts[0]?.state === 'lost');
    await expect(ghost.heartbeat()).rejects.toMatchObject(STALE);
    await (await agent.work()).complete();
    await lab.untilState(id, 'technical-review');
  });

  it('end a job whose agent goes on although it was told to cancel; nothing that it says later undoes that', async () => {
    const { pool, agent } = await lab.poolWithAgent();
    const id = await lab.request(pool.target);
    const attempt = await agent.work();
    await attempt.heartbeat();
    await lab.cancel(id);
    await lab.untilJob(id, 'cancelled', ({ state }) => {
      // Deaf to the directive, but alive: a refusal is what ends this, too.
      attempt.heartbeat().catch(() => undefined);
      return state === 'cancelled';
    });
    await expect(attempt.complete()).rejects.toMatchObject(STALE);
    expect(await lab.job(id)).toMatchObject({ state: 'cancelled', attempts: [{ state: 'cancelled' }] });
    expect(await lab.audited(attempt.id, 'attempt.cancel-enforced')).toHaveLength(1);
    const next = await lab.request(pool.target);
    expect((await agent.work()).jobId).toBe(next);
  });
});
