import { DomainError } from '#libs/domain';
import { z } from 'zod';

/** Smallest and greatest UUID: where a list by id begins, ascending and descending. */
export const FIRST_UUID = '00000000-0000-0000-0000-000000000000';
export const LAST_UUID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Greatest number of a row: where a list by number begins, descending. */
export const LAST_NUMBER = 2_147_483_647;

const KINDS = {
  uuid: z.uuid(),
  text: z.string().max(300),
  number: z.coerce.number().int().min(0).max(LAST_NUMBER),
} as const;

/** Where a page begins: the key of the last row of the page before. */
export function readCursor<K extends keyof typeof KINDS>(
  kind: K,
  cursor: string | undefined,
  start: z.infer<(typeof KINDS)[K]>,
): z.infer<(typeof KINDS)[K]> {
  if (cursor === undefined) return start;
  const parsed = KINDS[kind].safeParse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!parsed.success || (typeof parsed.data === 'string' && parsed.data.includes('\0'))) {
    throw new DomainError('invalid-request', '游标无效 · The cursor is not one of this list', {
      fields: [{ path: 'query.cursor', code: 'invalid', message: 'use the nextCursor of the page before' }],
    });
  }
  // The schema was looked up by K, so its output is the cursor of K; the compiler only sees the union.
  return parsed.data as z.infer<(typeof KINDS)[K]>;
}

/** A page out of rows read with one more than `limit`: the extra row only tells that there is more. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  keyOf: (row: R) => string | number,
  show: (row: R) => T,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: items.map(show), nextCursor: more ? Buffer.from(String(keyOf(last))).toString('base64url') : null };
}
