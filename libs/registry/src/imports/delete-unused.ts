import { constraintOf, sqlStateOf } from '#libs/database';
import type { EntityManager } from 'typeorm';
import type { UndoProblem } from './import-handlers.js';

const FOREIGN_KEY = '23503';
/** Rows that are named one by one; with so many nobody reads on. */
const MOST_NAMED = 100;

/**
 * Deletes rows that an import created, where nothing refers to them. Every table of the service that rests on another row
 * says so by a foreign key, so the database itself knows what later work there is.
 *
 * @returns the rows that something rests on; then nothing may be kept of this transaction
 */
export async function deleteUnused(
  tx: EntityManager,
  table: 'organizations' | 'products' | 'releases',
  rows: readonly { readonly number: number; readonly id: string }[],
): Promise<UndoProblem[]> {
  const ids = rows.map(({ id }) => id);
  if ((await tryDelete(tx, table, ids)) === undefined) return [];
  const problems: UndoProblem[] = [];
  for (const { number, id } of rows) {
    if (problems.length >= MOST_NAMED) break;
    const rests = await tryDelete(tx, table, [id]);
    if (rests === undefined) continue;
    problems.push({
      number,
      code: 'in-use',
      message: `已被后续工作引用（${rests}） · Later work rests on it (${rests})`,
    });
  }
  return problems;
}

/** @returns what refers to one of them, else undefined */
async function tryDelete(
  tx: EntityManager,
  table: 'organizations' | 'products' | 'releases',
  ids: readonly string[],
): Promise<string | undefined> {
  await tx.query('SAVEPOINT delete_unused');
  try {
    await tx.query(`DELETE FROM ${table} WHERE id = ANY($1)`, [ids]);
    await tx.query('RELEASE SAVEPOINT delete_unused');
    return undefined;
  } catch (error) {
    if (sqlStateOf(error) !== FOREIGN_KEY) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT delete_unused');
    return (constraintOf(error) ?? table).replace(/_(?:id_)?fkey$/, '');
  }
}
