import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { queueBackends } from '../support/redis.js';
import { DispatchLab } from './support/lab.js';

describe.each(queueBackends())('smoke on $name', (backend) => {
  let lab: DispatchLab;
  beforeAll(async () => {
    const t = Date.now();
    lab = await DispatchLab.open({ backend });
    console.log('boot', Date.now() - t);
  }, 60_000);
  afterAll(async () => {
    const t = Date.now();
    await lab.close();
    console.log('close', Date.now() - t);
  });

  it('goes', async () => {
    const { pool, agent } = await lab.poolWithAgent();
    for (let i = 0; i < 6; i++) {
      const parked = agent.work();
      await new Promise((r) => setTimeout(r, 200));
      const t = Date.now();
      const id = await lab.request(pool.target);
      const t2 = Date.now();
      const attempt = await parked;
      console.log('wake', t2 - t, Date.now() - t2);
      await attempt.heartbeat();
      await attempt.complete();
      const j = await lab.untilState(id, 'technical-review');
      console.log('done', Date.now() - t2);
      expect(j.attempts.length).toBe(1);
    }
  }, 60000);
});
