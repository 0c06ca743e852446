import { row } from '#libs/database';
import type { EntityManager } from 'typeorm';

/** A moment up to which is told: what was known with a revision, as valid at an instant. */
export interface ToldMoment {
  readonly revision: number;
  /** In whole milliseconds. */
  readonly at: Date;
}

/**
 * Holds the head of telling until the transaction ends, shared or alone. Whoever begins to follow holds it before the moment
 * is read from which on is told, and whoever tells holds it alone: so a telling knows every follower whose moment lies before
 * its own end.
 */
export async function holdTelling(tx: EntityManager, how: 'SHARE' | 'UPDATE'): Promise<ToldMoment> {
  const head = await row<ToldMoment>(tx, `SELECT revision, at FROM telling_head WHERE id = 1 FOR ${how}`);
  if (head === undefined) throw new Error('telling_head has no row: the database was not migrated');
  return head;
}

/** The present moment, no earlier than the newest revision; read after {@link holdTelling}. */
export async function presentMoment(db: Pick<EntityManager, 'query'>): Promise<ToldMoment> {
  const now = await row<ToldMoment>(
    db,
    `SELECT revision, date_trunc('milliseconds', greatest(known_at, clock_timestamp()) + interval '999 microseconds') AS at
       FROM revision_head`,
  );
  if (now === undefined) throw new Error('revision_head has no row: the database was not migrated');
  return now;
}
