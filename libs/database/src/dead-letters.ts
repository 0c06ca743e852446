import type { EntityManager } from 'typeorm';
import { row } from './data-source.js';

type Db = Pick<EntityManager, 'query'>;

/** Keeps work that failed for good where an operator sees it. The same letter delivered twice is kept once. */
export async function keepDeadLetter(
  db: Db,
  letter: { id: string; queue: string; payload: unknown; error: string },
): Promise<void> {
  await db.query(
    'INSERT INTO dead_letters (id, queue, payload, error) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING',
    [letter.id, letter.queue, JSON.stringify(letter.payload ?? null), letter.error],
  );
}

/** Closes an open letter and answers its work; undefined where it is closed already. Of two at once one closes it. */
export async function closeDeadLetter(db: Db, id: string): Promise<{ queue: string; payload: object } | undefined> {
  return row(
    db,
    'UPDATE dead_letters SET resolved_at = now() WHERE id = $1 AND resolved_at IS NULL RETURNING queue, payload',
    [id],
  );
}
