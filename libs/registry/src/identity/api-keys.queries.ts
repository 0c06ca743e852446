import { row, rows } from '#libs/database';
import type { EntityManager } from 'typeorm';

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To within a minute. */
  readonly lastUsedAt: Date | null;
  readonly rotatedAt: Date | null;
  /** Until when the secret before the last rotation works; null where it does not. */
  readonly previousUntil: Date | null;
}

const API_KEY = `
  SELECT id, name, prefix, created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt",
         last_used_at AS "lastUsedAt", rotated_at AS "rotatedAt",
         CASE WHEN revoked_at IS NULL AND previous_until > now() THEN least(previous_until, expires_at) END
           AS "previousUntil"
    FROM api_keys WHERE membership_id = $1`;

/** API keys of a membership, newest first; `before` is the id of the row before the page. */
export async function apiKeysOfMembership(
  db: Pick<EntityManager, 'query'>,
  membershipId: string,
  { before, limit }: { readonly before: string; readonly limit: number },
): Promise<ApiKeyRow[]> {
  return rows<ApiKeyRow>(db, `${API_KEY} AND id < $2 ORDER BY id DESC LIMIT $3`, [membershipId, before, limit]);
}

export async function apiKeyOfMembership(
  db: Pick<EntityManager, 'query'>,
  membershipId: string,
  id: string,
): Promise<ApiKeyRow | undefined> {
  return row<ApiKeyRow>(db, `${API_KEY} AND id = $2`, [membershipId, id]);
}
