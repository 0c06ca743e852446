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

export async function apiKeysOfMembership(db: DataSource, membershipId: string): Promise<ApiKeyRow[]> {
  return rows<ApiKeyRow>(
    db,
    `SELECT id, name, prefix, created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"
       FROM api_keys WHERE membership_id = $1 ORDER BY id DESC`,
    [membershipId],
  );
}
