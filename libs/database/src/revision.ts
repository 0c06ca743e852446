import type { EntityManager, QueryRunner } from 'typeorm';
import { row } from './data-source.js';

/** Revisions taken by transactions that have not ended yet, by connection. */
const taken = new WeakMap<QueryRunner, number>();
let newestCommitted = 0;

/** The newest revision that this process is known to have committed: what it answers must not be older. */
export function newestOwnRevision(): number {
  return newestCommitted;
}

/** The revision that the transaction has taken, if any. Asked once, at its end. */
export function revisionTaken(tx: EntityManager): number | undefined {
  if (tx.queryRunner === undefined) return undefined;
  const revision = taken.get(tx.queryRunner);
  taken.delete(tx.queryRunner);
  return revision;
}

/** To be called when a transaction that took a revision has committed. */
export function noteCommitted(revision: number): void {
  newestCommitted = Math.max(newestCommitted, revision);
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
  if (tx.queryRunner !== undefined) taken.set(tx.queryRunner, head.revision);
  return head.revision;
}
