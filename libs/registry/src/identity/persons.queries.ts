import { row } from '#libs/database';
import type { EntityManager } from 'typeorm';

/** The account of a username, with what its password is checked against. */
export async function personByUsername(
  db: Pick<EntityManager, 'query'>,
  username: string,
): Promise<{ readonly id: string; readonly passwordHash: string } | undefined> {
  return row(db, 'SELECT id, password_hash AS "passwordHash" FROM persons WHERE username = $1', [username]);
}

/** Whether anybody can admit others; without, an installation has just begun. */
export async function anyOperator(db: Pick<EntityManager, 'query'>): Promise<boolean> {
  const found = await row(db, `SELECT 1 FROM memberships WHERE role = 'operator' AND ended_at IS NULL LIMIT 1`);
  return found !== undefined;
}
