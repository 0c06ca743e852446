import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { poolQueueName, type Queues, type Ticket, type TicketQueue } from '#libs/jobs';
import { queueBackends } from '../support/redis.js';
import { eventually, storeUnderTest, type StoreUnderTest } from './store-under-test.js';

// `eventually` gives up before.
jest.setTimeout(30_000);

const TICKET_LOCK_MS = 300;

const ticket = (band: Ticket['band'], generation = 1): Ticket => ({ jobId: randomUUID(), generation, band });

let pools = 0;
const freshPool = () => poolQueueName('beijing', `pool-${(pools += 1)}`);

/** Takes and acknowledges until nothing is left. */
async function drain(tickets: TicketQueue): Promise<Ticket[]> {
  const taken: Ticket[] = [];
  for (let next = await tickets.take(); next !== undefined; next = await tickets.take()) {
    await next.acknowledge();
    taken.push({ jobId: next.jobId, generation: next.generation, band: next.band });
  }
  return taken;
}

describe.each(queueBackends())('tickets on $name', (backend) => {
  let store: StoreUnderTest;
  let queues: Queues;
  beforeAll(async () => {
    store = await storeUnderTest(backend);
    queues = await store.open({ ticketLockMs: TICKET_LOCK_MS });
  });
  afterAll(() => store.close());

  it('names its backend and answers a ping', async () => {
    expect(queues.backend).toBe(backend.name);
    await expect(queues.ping()).resolves.toBeUndefined();
  });

  it('orders by band and inside a band as released', async () => {
    const tickets = queues.tickets(freshPool());
    const [n1, n2, n3] = [ticket(2), ticket(2), ticket(2)];
    const [k1, k2] = [ticket(1), ticket(1)];
    const [b1, b2] = [ticket(3), ticket(3)];
    await tickets.release([b1, n1, n2]);
    await tickets.release([k1]);
    await tickets.release([n3]);
    await tickets.release([b2, k2]);
    expect(await tickets.waiting()).toBe(7);
    expect(await drain(tickets)).toEqual([k1, k2, n1, n2, n3, b1, b2]);
    expect(await tickets.waiting()).toBe(0);
  });

  it('keeps one ticket per job and generation however often it is released', async () => {
    const tickets = queues.tickets(freshPool());
    const [once, other] = [ticket(2), ticket(2)];
    await tickets.release([once, other, once]);
    await tickets.release([once]);
    const taken = await tickets.take();
    expect(taken).toMatchObject(once);
    await tickets.release([once]);
    await taken?.acknowledge();
    expect(await drain(tickets)).toEqual([other]);
  });

  it('lets the next generation of a job in beside the one before', async () => {
    const tickets = queues.tickets(freshPool());
    const first = ticket(2, 1);
    const second = { ...first, generation: 2 };
    await tickets.release([first]);
    await tickets.release([second]);
    expect(await drain(tickets)).toEqual([first, second]);
    await tickets.release([first]);
    expect(await drain(tickets)).toEqual([first]);
  });

  it('gives each of many simultaneous takers, in two processes, a ticket of its own', async () => {
    const pool = freshPool();
    const elsewhere = await store.open({ ticketLockMs: TICKET_LOCK_MS });
    const released = Array.from({ length: 8 }, () => ticket(2));
    await queues.tickets(pool).release(released);
    const takes = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? queues : elsewhere).tickets(pool).take());
    const taken = (await Promise.all(takes)).filter((one) => one !== undefined);
    expect(taken.map((one) => one.jobId).sort()).toEqual(released.map((one) => one.jobId).sort());
    await Promise.all(taken.map((one) => one.acknowledge()));
    await elsewhere.close();
  });

  it('removes an acknowledged ticket for good', async () => {
    const tickets = queues.tickets(freshPool());
    const only = ticket(2);
    await tickets.release([only]);
    await (await tickets.take())?.acknowledge();
    expect(await tickets.waiting()).toBe(0);
    expect(await tickets.take()).toBeUndefined();
  });

  it('puts a ticket back behind its band, and before the next band', async () => {
    const tickets = queues.tickets(freshPool());
    const [unfit, fit, background] = [ticket(2), ticket(2), ticket(3)];
    await tickets.release([unfit, fit, background]);
    const taken = await tickets.take();
    expect(taken).toMatchObject(unfit);
    await taken?.putBack();
    expect(await tickets.waiting()).toBe(3);
    // The same ticket still: releasing it again changes nothing.
    await tickets.release([unfit]);
    expect(await drain(tickets)).toEqual([fit, unfit, background]);
  });

  it('brings back the ticket of a taker that died, any number of times', async () => {
    const tickets = queues.tickets(freshPool());
    const only = ticket(2);
    await tickets.release([only]);
    for (let death = 1; death <= 4; death += 1) {
      expect(await tickets.take()).toMatchObject(only);
      expect(await tickets.waiting()).toBe(0);
      await eventually(async () => (await tickets.recoverStalled()) > 0, 'the ticket of a dead taker comes back');
    }
    expect(await drain(tickets)).toEqual([only]);
  });

  it('never brings a ticket back ahead of a better band', async () => {
    const tickets = queues.tickets(freshPool());
    const [normal, background] = [ticket(2), ticket(3)];
    await tickets.release([background]);
    expect(await tickets.take()).toMatchObject(background);
    await tickets.release([normal, ticket(1)]);
    const national = await tickets.take();
    expect(national).toMatchObject({ band: 1 });
    await national?.acknowledge();
    await eventually(async () => (await tickets.recoverStalled()) > 0, 'the ticket of a dead taker comes back');
    const better = ticket(1);
    await tickets.release([better]);
    expect(await drain(tickets)).toEqual([better, normal, background]);
  });

  it('returns a ticket untouched to its place, ahead of its band and behind better ones', async () => {
    const tickets = queues.tickets(freshPool());
    const [first, second, background] = [ticket(2), ticket(2), ticket(3)];
    await tickets.release([first, second, background]);
    const taken = await tickets.take();
    const national = ticket(1);
    await tickets.release([national]);
    await taken?.returnUntouched();
    await taken?.returnUntouched();
    expect(await drain(tickets)).toEqual([national, first, second, background]);
  });

  it('leaves a ticket with a taker that lives', async () => {
    const pool = freshPool();
    const tickets = queues.tickets(pool);
    const patient = await store.open({ ticketLockMs: 60_000 });
    const [dead, alive] = [ticket(2), ticket(2)];
    await tickets.release([dead, alive]);
    expect(await tickets.take()).toMatchObject(dead);
    const held = await patient.tickets(pool).take();
    expect(held).toMatchObject(alive);
    // The pass that brings the dead one back has seen the living one too.
    await eventually(async () => (await tickets.recoverStalled()) > 0, 'the ticket of the dead taker comes back');
    expect(await drain(tickets)).toEqual([dead]);
    await held?.acknowledge();
    await tickets.release([alive]);
    expect(await drain(tickets)).toEqual([alive]);
    await patient.close();
  });

  it('shrugs off the late acknowledge or put-back of a taker that lost its ticket', async () => {
    const tickets = queues.tickets(freshPool());
    const only = ticket(1);
    await tickets.release([only]);
    const late = await tickets.take();
    await eventually(async () => (await tickets.recoverStalled()) > 0, 'the ticket comes back');
    const second = await tickets.take();
    expect(second).toMatchObject(only);
    await late?.putBack();
    await late?.acknowledge();
    expect(await tickets.waiting()).toBe(0);
    await second?.acknowledge();
    await second?.acknowledge();
    expect(await drain(tickets)).toEqual([]);
  });

  it('removes a waiting ticket by job and generation, and leaves others and taken ones', async () => {
    const tickets = queues.tickets(freshPool());
    const [taken, gone, kept] = [ticket(2), ticket(2), ticket(2)];
    await tickets.release([taken, gone, kept]);
    const held = await tickets.take();
    await tickets.remove(taken.jobId, taken.generation);
    await tickets.remove(gone.jobId, gone.generation);
    await tickets.remove(kept.jobId, 99);
    await held?.putBack();
    expect(await drain(tickets)).toEqual([kept, taken]);
  });

  it('goes on after the whole store was lost', async () => {
    const pool = freshPool();
    const tickets = queues.tickets(pool);
    const [taken, waiting] = [ticket(2), ticket(2)];
    await tickets.release([taken, waiting]);
    const held = await tickets.take();
    await store.wipe();
    expect(await tickets.waiting()).toBe(0);
    await held?.acknowledge();
    await tickets.release([waiting, taken]);
    expect(await drain(tickets)).toEqual([waiting, taken]);
  });

  it('drops what is no ticket', async () => {
    const tickets = queues.tickets(freshPool());
    const good = ticket(2);
    await expect(tickets.release([{ ...good, jobId: 'a:b' }])).rejects.toThrow();
    await expect(tickets.release([{ ...good, generation: -1 }])).rejects.toThrow();
    expect(await tickets.waiting()).toBe(0);
    expect(() => queues.tickets('route-job')).toThrow('Not the queue of a pool');
    expect(() => queues.tickets('pool.a.b:c')).toThrow('Not the queue of a pool');
  });

  it('holds no more connections for 400 pools than for one', async () => {
    const poolMax = 3;
    const process = await store.open({ poolMax });
    const before = await store.connections();
    const names = Array.from({ length: 400 }, (_, n) => poolQueueName('shanghai', `pool-${n}`));
    const released = new Map(names.map((name) => [name, ticket(2)]));
    for (let start = 0; start < names.length; start += 50) {
      await Promise.all(
        names.slice(start, start + 50).map(async (name) => {
          const tickets = process.tickets(name);
          await tickets.release([released.get(name) ?? ticket(2)]);
          const taken = await tickets.take();
          expect(taken?.jobId).toBe(released.get(name)?.jobId);
          await taken?.acknowledge();
        }),
      );
    }
    expect((await store.connections()) - before).toBeLessThan(poolMax);
    await process.close();
  });

  it('survives the loss of its connections', async () => {
    const tickets = queues.tickets(freshPool());
    const only = ticket(2);
    await tickets.release([only]);
    await store.cutConnections();
    const taken = await eventually(() => tickets.take().catch(() => undefined), 'a take on new connections');
    expect(taken).toMatchObject(only);
    await taken.acknowledge();
  });
});

describe.each(queueBackends())('opening and closing on $name', (backend) => {
  let store: StoreUnderTest;
  beforeAll(async () => {
    store = await storeUnderTest(backend);
  });
  afterAll(() => store.close());

  it('lets several processes start on an empty store at once', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => store.open({ poolMax: 1 })));
    const pool = freshPool();
    const only = ticket(2);
    await Promise.all(opened.map((queues) => queues.tickets(pool).release([only])));
    expect(await opened[0]?.tickets(pool).waiting()).toBe(1);
  });

  it('lets go of every connection, and refuses calls afterwards instead of hanging', async () => {
    const queues = await store.open();
    const tickets = queues.tickets(freshPool());
    await tickets.release([ticket(2)]);
    const open = await store.connections();
    await queues.close();
    await queues.close();
    await eventually(async () => (await store.connections()) < open, 'its connections are gone');
    await expect(tickets.take()).rejects.toThrow('closed');
    await expect(queues.ping()).rejects.toThrow('closed');
    await expect(queues.add('sweep-leases', {})).rejects.toThrow('closed');
  });

  it('fails clearly where nothing listens', async () => {
    const nowhere =
      backend.name === 'redis' ? { redisUrl: 'redis://127.0.0.1:1' } : { databaseUrl: 'postgres://127.0.0.1:1/x' };
    await expect(store.open(nowhere)).rejects.toThrow();
  });
});
