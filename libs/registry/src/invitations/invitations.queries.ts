import { row, rows } from '#libs/database';
import { DomainError, type Role } from '#libs/domain';
import type { EntityManager } from 'typeorm';

export interface InvitationRow {
  readonly id: string;
  readonly organization: string;
  readonly role: Role;
  readonly manages: boolean;
  readonly note: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly state: 'open' | 'accepted' | 'revoked' | 'expired';
}

/** Invitations to an organization, newest first; `before` is the id of the row before the page. */
export async function invitationsOfOrganization(
  db: Pick<EntityManager, 'query'>,
  organizationId: string,
  page: { readonly before: string; readonly limit: number },
): Promise<InvitationRow[]> {
  return rows<InvitationRow>(
    db,
    `SELECT i.id, o.slug AS organization, i.role, i.manages, i.note, i.created_at AS "createdAt",
            i.expires_at AS "expiresAt",
            CASE WHEN i.accepted_at IS NOT NULL THEN 'accepted' WHEN i.revoked_at IS NOT NULL THEN 'revoked'
                 WHEN i.expires_at <= now() THEN 'expired' ELSE 'open' END AS state
       FROM invitations i JOIN organizations o ON o.id = i.organization_id
      WHERE i.organization_id = $1 AND i.id < $2 ORDER BY i.id DESC LIMIT $3`,
    [organizationId, page.before, page.limit],
  );
}

export interface TakenInvitation {
  readonly id: string;
  readonly organizationId: string;
  readonly role: Role;
  readonly manages: boolean;
}

/** Whether somebody may still come in by this token. */
export async function isInvitationOpen(db: Pick<EntityManager, 'query'>, tokenHash: Buffer): Promise<boolean> {
  const found = await row(
    db,
    `SELECT 1 FROM invitations
      WHERE token_hash = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()`,
    [tokenHash],
  );
  return found !== undefined;
}

/** One refusal for all: a guesser is not told whether a token has ever been one. */
export function oneTimeTokenInvalid(): DomainError {
  return new DomainError(
    'one-time-token-invalid',
    '一次性令牌不存在、已使用、已撤销或已过期 · The one-time token is unknown, used, revoked or over; ask for a new one',
  );
}
