import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import {
  addToOutbox,
  openDatabase,
  type OutboxEntry,
  type RefusedEntry,
  relayOutbox,
  row,
  rows,
  transaction,
} from '#libs/database';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { gate } from './gate.js';

let database: TestDatabase;
let db: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase({ url: database.url, applicationName: 'outbox-test' });
});

afterEach(async () => {
  await db.query('TRUNCATE outbox');
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

interface Numbered {
  readonly n: number;
}

async function put(...numbers: readonly number[]): Promise<void> {
  await transaction(db, (tx) =>
    addToOutbox(
      tx,
      numbers.map((n) => ({ queue: 'route-job', payload: { n } })),
    ),
  );
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
// Payloads are the ones that `put` wrote.
const numbersIn = (entries: readonly OutboxEntry[]) => entries.map(({ payload }) => (payload as Numbered).n);
const left = async () =>
  (await rows<{ n: number }>(db, "SELECT (payload->>'n')::int AS n FROM outbox ORDER BY id")).map(({ n }) => n);

/** A delivery that takes everything. */
const into = (delivered: number[]) => async (entries: readonly OutboxEntry[]) => {
  delivered.push(...numbersIn(entries));
  return [];
};

/** Delivers into `delivered` and waits before it says so: another relay finds these rows taken. */
function held(delivered: number[]): {
  deliver: (entries: readonly OutboxEntry[]) => Promise<readonly RefusedEntry[]>;
  begun: Promise<void>;
  release: () => void;
} {
  const begun = gate();
  const released = gate();
  const deliver = async (entries: readonly OutboxEntry[]) => {
    delivered.push(...numbersIn(entries));
    begun.open();
    await released.opened;
    return [];
  };
  return { deliver, begun: begun.opened, release: released.open };
}

describe('the outbox', () => {
  it('has what a committed transaction put in, and nothing of one that rolled back', async () => {
    await put(1, 2);
    const failure = transaction(db, async (tx) => {
      await addToOutbox(tx, [{ queue: 'route-job', payload: { n: 3 } }]);
      throw new Error('changed my mind');
    });
    await expect(failure).rejects.toThrow('changed my mind');
    expect(await left()).toEqual([1, 2]);
  });

  it('takes nothing without complaint', async () => {
    await put();
    expect(await left()).toEqual([]);
    expect(await relayOutbox(db, () => Promise.reject(new Error('nothing to deliver')))).toBe(0);
  });

  it('is emptied in order, in batches', async () => {
    await put(...upTo(450));
    const delivered: number[] = [];
    const deliver = into(delivered);
    const counts = [await relayOutbox(db, deliver), await relayOutbox(db, deliver), await relayOutbox(db, deliver)];
    expect(counts).toEqual([200, 200, 50]);
    expect(await relayOutbox(db, deliver)).toBe(0);
    expect(delivered).toEqual(upTo(450));
  });

  it('loses nothing when a delivery fails', async () => {
    await put(1, 2, 3);
    await expect(relayOutbox(db, () => Promise.reject(new Error('queue away')))).rejects.toThrow('queue away');
    expect(await left()).toEqual([1, 2, 3]);
    const delivered: number[] = [];
    await relayOutbox(db, into(delivered));
    expect(delivered).toEqual([1, 2, 3]);
    expect(await left()).toEqual([]);
  });

  it('moves what no queue will ever take to the dead letters, and delivers what comes behind', async () => {
    await put(1, 2, 3);
    const delivered: number[] = [];
    const deliver = async (entries: readonly OutboxEntry[]) => {
      const [first, ...others] = entries;
      if (first === undefined) throw new Error('an empty batch is not delivered');
      delivered.push(...numbersIn(others));
      return [{ entry: first, error: 'can’t be read' }];
    };
    expect(await relayOutbox(db, deliver)).toBe(3);
    expect(delivered).toEqual([2, 3]);
    expect(await left()).toEqual([]);
    expect(await rows(db, 'SELECT queue, payload, error, resolved_at FROM dead_letters')).toEqual([
      { queue: 'route-job', payload: { n: 1 }, error: 'can’t be read', resolved_at: null },
    ]);
  });

  it('gives nothing to two relays at once', async () => {
    await put(...upTo(250));
    const first: number[] = [];
    const second: number[] = [];
    const hold = held(first);
    const slow = relayOutbox(db, hold.deliver);
    await hold.begun;
    const quick = into(second);
    expect(await relayOutbox(db, quick)).toBe(50);
    expect(await relayOutbox(db, quick)).toBe(0);
    hold.release();
    expect(await slow).toBe(200);
    expect([...first, ...second].sort((a, b) => a - b)).toEqual(upTo(250));
    expect(await left()).toEqual([]);
  });

  it('delivers again, rather than never, what a relay delivered that then died', async () => {
    await put(1);
    const doomed = await openDatabase({ url: database.url, applicationName: 'doomed-relay', poolMax: 1 });
    const delivered: number[] = [];
    const hold = held(delivered);
    const dying = relayOutbox(doomed, hold.deliver);
    const died = expect(dying).rejects.toThrow();
    await hold.begun;
    await db.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'doomed-relay'");
    hold.release();
    await died;
    await doomed.destroy();
    await relayOutbox(db, into(delivered));
    expect(delivered).toEqual([1, 1]);
    expect(await left()).toEqual([]);
  });

  it('delivers a row that committed after younger ones were gone', async () => {
    const delivered: number[] = [];
    const deliver = into(delivered);
    await transaction(db, async (tx) => {
      await addToOutbox(tx, [{ queue: 'route-job', payload: { n: 1 } }]);
      await put(2);
      await relayOutbox(db, deliver);
      expect(delivered).toEqual([2]);
    });
    const older = await row<{ id: number }>(db, 'SELECT id FROM outbox');
    expect(older?.id).toEqual(expect.any(Number));
    await relayOutbox(db, deliver);
    expect(delivered).toEqual([2, 1]);
  });
});
