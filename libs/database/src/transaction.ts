import type { DataSource, EntityManager } from 'typeorm';
import { sqlStateOf } from './data-source.js';
import { noteCommitted, revisionTaken } from './revision.js';
import { wake } from './wake-ups.js';

/** Serialization failure and deadlock: the transaction did nothing and may be tried again. */
const TRANSIENT = new Set(['40001', '40P01']);
const TRIES = 4;

/**
 * Runs `work` in one transaction, again when PostgreSQL chose it as the victim of a deadlock. Where it took a revision, the
 * matrices of all processes are woken.
 */
export async function transaction<T>(dataSource: DataSource, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { result, revision } = await dataSource.transaction(async (tx) => ({
        result: await work(tx),
        revision: revisionTaken(tx),
      }));
      if (revision !== undefined) {
        noteCommitted(revision);
        await wake(dataSource, 'matrix');
      }
      return result;
    } catch (error) {
      if (attempt >= TRIES || !TRANSIENT.has(sqlStateOf(error) ?? '')) throw error;
    }
  }
}
