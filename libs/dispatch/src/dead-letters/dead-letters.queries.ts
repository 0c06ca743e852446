import { row, rows } from '#libs/database';
import { notFound } from '#libs/domain';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

export interface DeadLetterRow {
  readonly id: string;
  readonly queue: string;
  readonly payload: unknown;
  readonly error: string;
  readonly createdAt: Date;
  readonly resolvedAt: Date | null;
}

const LETTER = `SELECT id, queue, payload, error, created_at AS "createdAt", resolved_at AS "resolvedAt" FROM dead_letters`;

/** Open or resolved letters by id, after `after`. */
export async function deadLettersPage(
  db: Db,
  state: 'open' | 'resolved',
  page: { after: string; limit: number },
): Promise<DeadLetterRow[]> {
  return rows<DeadLetterRow>(db, `${LETTER} WHERE (resolved_at IS NULL) = $1 AND id > $2 ORDER BY id LIMIT $3`, [
    state === 'open',
    page.after,
    page.limit,
  ]);
}

/** @throws DomainError `not-found` */
export async function deadLetterById(db: Db, id: string): Promise<DeadLetterRow> {
  const found = await row<DeadLetterRow>(db, `${LETTER} WHERE id = $1`, [id]);
  if (found === undefined) throw notFound('死信 · dead letter');
  return found;
}
