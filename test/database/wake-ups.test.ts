import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { openDatabase, rows, wake, WakeUps, type WakeTopic } from '#libs/database';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { gate } from './gate.js';

let database: TestDatabase;
let db: DataSource;
let wakeUps: WakeUps;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase({ url: database.url, applicationName: 'wake-ups-test' });
});

beforeEach(async () => {
  wakeUps = await WakeUps.open(database.url);
});

afterEach(() => wakeUps.close());

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/** Resolves at the next wake-up of a topic. */
function next(topic: WakeTopic): Promise<void> {
  const { opened, open } = gate();
  const stop = wakeUps.on(topic, () => {
    stop();
    open();
  });
  return opened;
}

const listeners = () =>
  rows<{ pid: number }>(
    db,
    "SELECT pid FROM pg_stat_activity WHERE application_name = 'shipei-wake-ups' AND datname = current_database()",
  );

describe('wake-ups', () => {
  it('reach every listener of their topic, and of no other', async () => {
    const calls: string[] = [];
    wakeUps.on('pool:a', () => calls.push('a, first'));
    wakeUps.on('pool:a', () => calls.push('a, second'));
    wakeUps.on('pool:b', () => calls.push('b'));
    const after = next('outbox');
    // Notifications of one connection arrive in the order sent: the last one says that the first was heard.
    await wake(db, 'pool:a', 'outbox');
    await after;
    expect(calls).toEqual(['a, first', 'a, second']);
  });

  it('do not reach who has stopped listening', async () => {
    const calls: string[] = [];
    const stop = wakeUps.on('pool:a', () => calls.push('stopped'));
    wakeUps.on('pool:a', () => calls.push('listening'));
    stop();
    stop();
    const after = next('outbox');
    await wake(db, 'pool:a', 'outbox');
    await after;
    expect(calls).toEqual(['listening']);
  });

  it('never fail their caller, whose write has been committed: where they can’t be sent, it is logged', async () => {
    const logged: object[] = [];
    const log = { warn: (fields: object) => void logged.push(fields) };
    const away = await openDatabase({ url: database.url, applicationName: 'wake-ups-test-away', log });
    await away.destroy();
    await expect(wake(away, 'outbox', 'job:j')).resolves.toBeUndefined();
    expect(logged).toEqual([{ err: expect.any(Error), topics: ['outbox', 'job:j'] }]);
  });

  it('are one connection, whatever the number of listeners', async () => {
    for (let pool = 0; pool < 100; pool += 1) wakeUps.on(`pool:${pool}`, () => undefined);
    expect(await listeners()).toHaveLength(1);
  });

  it('come again after their connection was cut, and everybody looks once for what was missed', async () => {
    const [before] = await listeners();
    const missed = [next('outbox'), next('job:j')];
    await rows(db, 'SELECT pg_terminate_backend($1)', [before?.pid]);
    await Promise.all(missed);
    const [after] = await listeners();
    expect(after?.pid).not.toBe(before?.pid);
    const heard = next('job:j');
    await wake(db, 'job:j');
    await heard;
  });

  it('survive being cut again and again', async () => {
    for (let round = 0; round < 3; round += 1) {
      const back = next('outbox');
      for (const { pid } of await listeners()) await rows(db, 'SELECT pg_terminate_backend($1)', [pid]);
      await back;
    }
    const heard = next('outbox');
    await wake(db, 'outbox');
    await heard;
  });

  it('leave no connection behind when closed', async () => {
    const [mine] = await listeners();
    await wakeUps.close();
    // The server notices the closed socket a moment later.
    while ((await listeners()).some(({ pid }) => pid === mine?.pid)) await rows(db, 'SELECT pg_sleep(0.01)');
    await wakeUps.close();
  });

  it('are not retried in the back of a caller that could not open them', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      sockets.push(socket);
      socket.destroy();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    // A server that was listened to with a host has an address with a port.
    const { port } = server.address() as AddressInfo;
    await expect(WakeUps.open(`postgres://u:p@127.0.0.1:${port}/d`)).rejects.toThrow();
    const again = await Promise.race([
      once(server, 'connection').then(() => 'came again'),
      // Longer than the first two pauses between tries.
      rows(db, 'SELECT pg_sleep(0.5)').then(() => 'stayed away'),
    ]);
    await new Promise((done) => server.close(done));
    expect([again, sockets.length]).toEqual(['stayed away', 1]);
  });
});
