import type { EntityManager, QueryRunner } from 'typeorm';
import { row } from './data-source.js';

/** Connections whose transaction has taken a revision: others want to hear of it once it is committed. */
const takers = new WeakSet<QueryRunner>();

/** Has the transaction taken a revision? Asked once, at its end. */
export function tookRevision(tx: EntityManager): boolean {
  return tx.queryRunner !== undefined && takers.delete(tx.queryRunner);
}

/**
 * Takes the transaction's revision of all that answers are derived from. Call it last, just before the rows that carry
 * it: the head row stays locked until commit, which makes revisions gapless and in commit order. `known_at` never goes
 * back, whatever the clock does.
 */
export async function takeRevision(tx: EntityManager, change: string): Promise<number> {
  const head = await row<{ revision: number }>(
    tx,
    `WITH head AS (
       UPDATE revision_head
          SET revision = revision + 1,
              known_at = greatest(clock_timestamp(), known_at + interval '1 microsecond')
        WHERE id = 1
        RETURNING revision, known_at)
     INSERT INTO revisions (revision, known_at, change) SELECT revision, known_at, $1 FROM head RETURNING revision`,
    [change],
  );
  if (head === undefined) throw new Error('revision_head has no row: the database was not migrated');
  if (tx.queryRunner !== undefined) takers.add(tx.queryRunner);
  return head.revision;
}
