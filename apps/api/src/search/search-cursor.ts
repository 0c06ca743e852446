import { DomainError, SEARCH_TYPES } from '#libs/domain';
import type { HitPlace } from '#libs/registry';
import { z } from 'zod';

const place = z.tuple([z.number().int().min(0), z.enum(SEARCH_TYPES), z.string().max(1000)]);

/** Where a page of found things begins: behind the last one of the page before. */
export function readSearchCursor(cursor: string | undefined): HitPlace | null {
  if (cursor === undefined) return null;
  const parsed = place.safeParse(readJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) {
    throw new DomainError('invalid-request', '游标无效 · The cursor is not one of this list', {
      fields: [{ path: 'query.cursor', code: 'invalid', message: 'use the nextCursor of the page before' }],
    });
  }
  const [score, type, order] = parsed.data;
  return { score, type, order };
}

export function writeSearchCursor(next: HitPlace | null): string | null {
  return next === null ? null : Buffer.from(JSON.stringify([next.score, next.type, next.order])).toString('base64url');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
