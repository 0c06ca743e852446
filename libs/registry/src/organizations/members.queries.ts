import { row, rows } from '#libs/database';
import { notFound, type Role } from '#libs/domain';
import type { EntityManager } from 'typeorm';

export interface MemberRow {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly manages: boolean;
  readonly createdAt: Date;
}

const MEMBER = `
  SELECT m.id, p.username, p.display_name AS "displayName", m.role, m.manages, m.created_at AS "createdAt"
    FROM memberships m JOIN persons p ON p.id = m.person_id
   WHERE m.organization_id = $1 AND m.ended_at IS NULL`;

/** Live memberships of an organization after `after` (an id), oldest first. */
export async function membersOfOrganization(
  db: Pick<EntityManager, 'query'>,
  organizationId: string,
  page: { readonly after: string; readonly limit: number },
): Promise<MemberRow[]> {
  return rows<MemberRow>(db, `${MEMBER} AND m.id > $2 ORDER BY m.id LIMIT $3`, [
    organizationId,
    page.after,
    page.limit,
  ]);
}

/** @throws DomainError `not-found` */
export async function memberOfOrganization(
  db: Pick<EntityManager, 'query'>,
  organizationId: string,
  id: string,
): Promise<MemberRow> {
  const found = await row<MemberRow>(db, `${MEMBER} AND m.id = $2`, [organizationId, id]);
  if (found === undefined) throw notFound('成员 · member');
  return found;
}
