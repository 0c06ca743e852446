import { rows } from '#libs/database';
import type { DataSource } from 'typeorm';

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** API keys of a membership, newest first; `before` is the id of the row before the page. */
export async function apiKeysOfMembership(
  db: DataSource,
  membershipId: string,
  { before, limit }: { readonly before: string; readonly limit: number },
): Promise<ApiKeyRow[]> {
  return rows<ApiKeyRow>(
    db,
    `SELECT id, name, prefix, created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"
       FROM api_keys WHERE membership_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3`,
    [membershipId, before, limit],
  );
}
