import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { poolQueueName, type Queues } from '#libs/jobs';
import { queueBackends } from '../support/redis.js';
import { silentProxy, type SilentProxy } from './silent-proxy.js';
import { eventually, storeUnderTest, type StoreUnderTest } from './store-under-test.js';

// `eventually` gives up before; what hangs for ever would not.
jest.setTimeout(30_000);

describe.each(queueBackends())('a store on $name behind a connection that went silent', (backend) => {
  let store: StoreUnderTest;
  let proxy: SilentProxy;
  let queues: Queues;
  beforeAll(async () => {
    store = await storeUnderTest(backend);
    const address = new URL(store.url);
    proxy = await silentProxy({ host: address.hostname, port: Number(address.port) });
    address.hostname = '127.0.0.1';
    address.port = String(proxy.port);
    const where = backend.name === 'redis' ? { redisUrl: address.href } : { databaseUrl: address.href };
    queues = await store.open({ ...where, answerWithinMs: 500, ticketLockMs: 300, poolMax: 2 });
  });
  afterAll(async () => {
    await store.close();
    await proxy.close();
  });

  it('fails whoever waits for an answer, rather than never, and serves again on new connections', async () => {
    const tickets = queues.tickets(poolQueueName('beijing', 'silent'));
    const ticket = { jobId: randomUUID(), generation: 1, band: 2 as const };
    await tickets.release([ticket]);
    proxy.fallSilent();
    await expect(tickets.take()).rejects.toThrow();
    await expect(queues.add('route-job', { jobId: randomUUID() })).rejects.toThrow();
    proxy.mend();
    // What was sent into the silence may be carried out later: then its ticket has a taker that is gone, and comes back.
    const look = async () => {
      await tickets.recoverStalled();
      return tickets.take();
    };
    const taken = await eventually(() => look().catch(() => undefined), 'the ticket is taken');
    expect(taken).toMatchObject(ticket);
  });
});
