import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';

import { openDatabase, row } from '#libs/database';
import { actsUpon, findingOfCertificate, jointFindings } from '#libs/matrix';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const ID = '01990000-0000-7000-8000-000000000001';

describe('hot lookups', () => {
  let database: TestDatabase;
  let db: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = await openDatabase({ url: database.url, applicationName: 'lookups-test' });
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  /**
   * How often an index was searched by a look-up: PostgreSQL itself counts, so that it is the query that runs in earnest.
   * Reading the whole table, which is right while it is empty, is ruled out.
   */
  async function searches(index: string, lookUp: (tx: EntityManager) => Promise<unknown>): Promise<number> {
    const counted = async (tx: EntityManager): Promise<number> => {
      const sql = 'SELECT pg_stat_get_xact_numscans($1::regclass) AS scans';
      return (await row<{ scans: number }>(tx, sql, [index]))?.scans ?? 0;
    };
    return db.transaction(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off');
      const before = await counted(tx);
      await lookUp(tx);
      return (await counted(tx)) - before;
    });
  }

  it('find the finding of a certificate by index', async () => {
    const missing = (tx: EntityManager) => expect(findingOfCertificate(tx, ID)).rejects.toThrow('has no finding');
    expect(await searches('findings_certificate', missing)).toBe(1);
  });

  it('find the acts upon a finding by index', async () => {
    expect(await searches('findings_ends_finding', (tx) => actsUpon(tx, 1))).toBe(1);
  });

  it('find results about several releases at once by index', async () => {
    expect(await searches('findings_joint', (tx) => jointFindings(tx, [ID], 1))).toBe(1);
  });
});
