import { row } from '#libs/database';
import { DomainError } from '#libs/domain';
import type { EntityManager } from 'typeorm';

/** Instants are kept to the microsecond and shown to the millisecond. */
export const CEILING = (at: string): string => `date_trunc('milliseconds', ${at} + interval '999 microseconds')`;

export interface KnownRevision {
  readonly revision: number;
  /**
   * An instant to ask with again for the same revision: the one asked with, or the one at which the newest revision became
   * known, rounded up to the millisecond so that it isn't before the revision.
   */
  readonly knownAt: Date;
  /** No instant before the newest revision, whatever the clock does. */
  readonly now: Date;
}

/**
 * The revision that was the newest at an instant; null: now.
 *
 * @param field where the instant comes from
 * @throws DomainError `invalid-request` for an instant in the future: what will be known then nobody can say
 */
export async function revisionAt(
  db: Pick<EntityManager, 'query'>,
  knownAt: Date | null,
  field = 'knownAt',
): Promise<KnownRevision> {
  const head = await row<KnownRevision>(
    db,
    `SELECT revision, ${CEILING('known_at')} AS "knownAt", ${CEILING('greatest(known_at, clock_timestamp())')} AS now FROM revision_head`,
  );
  if (head === undefined) throw new Error('revision_head has no row: the database was not migrated');
  if (knownAt === null) return head;
  if (knownAt > head.now) {
    throw new DomainError('invalid-request', `${field} 在未来 · ${field} lies in the future`, {
      fields: [{ path: field, code: 'out-of-range', message: `must not be later than ${head.now.toISOString()}` }],
    });
  }
  const found = await row<{ revision: number }>(
    db,
    // In the order of the index by instant, which is the order of the revisions.
    'SELECT revision FROM revisions WHERE known_at <= $1 ORDER BY known_at DESC, revision DESC LIMIT 1',
    [knownAt],
  );
  return { revision: found?.revision ?? 0, knownAt, now: head.now };
}
