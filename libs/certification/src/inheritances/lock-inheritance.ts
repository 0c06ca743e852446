import { row } from '#libs/database';
import type { InheritanceState } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { STATE_OF_INHERITANCE } from './inheritances.queries.js';

/**
 * Keeps an inheritance (and with it its reviews) as it is until the transaction ends. Locked before its reviews by whoever
 * changes either, so that a decision and a withdrawal come one after the other and never wait for each other.
 */
export async function lockInheritance(tx: EntityManager, id: string): Promise<InheritanceState> {
  const found = await row<{ state: InheritanceState }>(
    tx,
    `SELECT ${STATE_OF_INHERITANCE} AS state FROM inheritances i WHERE i.id = $1 FOR UPDATE`,
    [id],
  );
  if (found === undefined) throw new Error(`inheritance ${id} is gone`);
  return found.state;
}
