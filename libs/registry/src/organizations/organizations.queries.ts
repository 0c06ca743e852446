import { row, rows } from '#libs/database';
import { notFound, type OrganizationKind } from '#libs/domain';
import type { EntityManager } from 'typeorm';

export interface OrganizationRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly uscc: string | null;
  readonly kinds: readonly OrganizationKind[];
  readonly createdAt: Date;
}

const ORGANIZATION = `SELECT id, slug, name, name_en AS "nameEn", uscc, kinds, created_at AS "createdAt" FROM organizations`;

/** @throws DomainError `not-found` */
export async function organizationBySlug(db: Pick<EntityManager, 'query'>, slug: string): Promise<OrganizationRow> {
  const found = await row<OrganizationRow>(db, `${ORGANIZATION} WHERE slug = $1`, [slug]);
  if (found === undefined) throw notFound('机构 · organization');
  return found;
}

/** Organizations after `after` (a slug), by slug. */
export async function organizationsPage(
  db: Pick<EntityManager, 'query'>,
  page: { after: string; limit: number },
): Promise<OrganizationRow[]> {
  return rows<OrganizationRow>(db, `${ORGANIZATION} WHERE slug > $1 ORDER BY slug LIMIT $2`, [page.after, page.limit]);
}
