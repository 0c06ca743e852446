import { row } from '#libs/database';
import { DomainError, mayManageRole, notFound, type OrganizationKind, type PersonActor, type Role } from '#libs/domain';
import type { EntityManager } from 'typeorm';

/** An organization as the actor stands to its people. */
export interface OrganizationAndManager {
  readonly id: string;
  readonly slug: string;
  readonly kinds: readonly OrganizationKind[];
  /** Whether the membership that the actor acts for manages it. */
  readonly manages: boolean;
}

/** @throws DomainError `not-found` where there is no such organization */
export async function organizationAndManager(
  db: Pick<EntityManager, 'query'>,
  actor: PersonActor,
  slug: string,
): Promise<OrganizationAndManager> {
  const found = await row<OrganizationAndManager>(
    db,
    `SELECT o.id, o.slug, o.kinds,
            EXISTS (SELECT 1 FROM memberships m
                     WHERE m.id = $2 AND m.organization_id = o.id AND m.manages AND m.ended_at IS NULL) AS manages
       FROM organizations o WHERE o.slug = $1`,
    [slug, actor.membershipId],
  );
  if (found === undefined) throw notFound('机构 · organization');
  return found;
}

/**
 * The organization whose people the actor may manage. That it exists is public, so who may not is told so.
 *
 * @throws DomainError `not-found`, `forbidden`
 */
export async function managedOrganization(
  db: Pick<EntityManager, 'query'>,
  actor: PersonActor,
  slug: string,
): Promise<OrganizationAndManager> {
  const organization = await organizationAndManager(db, actor, slug);
  if (actor.role === 'operator' || organization.manages) return organization;
  throw new DomainError(
    'forbidden',
    '需由该机构的管理成员或平台操作员执行 · A managing member of this organization or an operator does this',
  );
}

/** @throws DomainError `forbidden` where only operators give and take the role */
export function requireRoleManaged(actor: PersonActor, organization: OrganizationAndManager, role: Role): void {
  if (mayManageRole({ role: actor.role, manages: organization.manages }, role)) return;
  throw new DomainError('forbidden', '平台操作员只能由平台操作员管理 · Operators are managed by operators only');
}
