import { rows } from '#libs/database';
import type { OrganizationKind, Role } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { USE_IS_STALE } from './note-api-key-use.js';

export interface MembershipRow {
  readonly id: string;
  readonly personId: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly manages: boolean;
  readonly organizationId: string;
  readonly organization: string;
  readonly organizationName: string;
  readonly organizationKinds: readonly OrganizationKind[];
}

const MEMBERSHIP = `
  SELECT m.id, m.person_id AS "personId", p.username, p.display_name AS "displayName", m.role, m.manages,
         o.id AS "organizationId", o.slug AS organization, o.name AS "organizationName", o.kinds AS "organizationKinds"
    FROM memberships m
    JOIN persons p ON p.id = m.person_id AND p.disabled_at IS NULL
    JOIN organizations o ON o.id = m.organization_id
   WHERE m.ended_at IS NULL`;

/** A person's memberships, oldest first. */
export async function membershipsOfPerson(
  db: Pick<EntityManager, 'query'>,
  personId: string,
): Promise<MembershipRow[]> {
  return rows<MembershipRow>(db, `${MEMBERSHIP} AND m.person_id = $1 ORDER BY m.id`, [personId]);
}

/** The membership that a live session acts for. */
export async function membershipOfSession(
  db: Pick<EntityManager, 'query'>,
  tokenHash: Buffer,
): Promise<(MembershipRow & { expired: boolean }) | undefined> {
  const found = await rows<MembershipRow & { expired: boolean }>(
    db,
    `SELECT x.*, s.expires_at <= now() AS expired
       FROM sessions s JOIN (${MEMBERSHIP}) x ON x.id = s.membership_id
      WHERE s.token_hash = $1 AND s.revoked_at IS NULL`,
    [tokenHash],
  );
  return found[0];
}

/** The membership that a live API key acts for, by its secret or by the one before, for as long as that lasts. */
export async function membershipOfApiKey(
  db: Pick<EntityManager, 'query'>,
  keyHash: Buffer,
): Promise<(MembershipRow & { expired: boolean; useIsStale: boolean }) | undefined> {
  const found = await rows<MembershipRow & { expired: boolean; useIsStale: boolean }>(
    db,
    `SELECT x.*, ${USE_IS_STALE} AS "useIsStale",
            coalesce(k.expires_at <= now(), false) OR (k.key_hash <> $1 AND k.previous_until <= now()) AS expired
       FROM api_keys k JOIN (${MEMBERSHIP}) x ON x.id = k.membership_id
      WHERE (k.key_hash = $1 OR k.previous_key_hash = $1) AND k.revoked_at IS NULL`,
    [keyHash],
  );
  return found[0];
}
