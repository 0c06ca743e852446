import { row, rows } from '#libs/database';
import { DomainError, nearestMatches } from '#libs/domain';
import type { EntityManager } from 'typeorm';

/** @throws DomainError `invalid-request` with the nearest matches */
export async function organizationBySlugOrRefuse(tx: EntityManager, slug: string): Promise<string> {
  const found = await row<{ id: string }>(tx, 'SELECT id FROM organizations WHERE slug = $1', [slug]);
  if (found !== undefined) return found.id;
  const known = await rows<{ slug: string }>(tx, 'SELECT slug FROM organizations ORDER BY slug LIMIT 5000');
  throw new DomainError('invalid-request', `没有机构 ${slug} · There is no organization ${slug}`, {
    fields: [{ path: 'query.organization', code: 'unknown', message: 'is not registered' }],
    facts: {
      nearest: nearestMatches(
        slug,
        known.map((one) => one.slug),
      ),
    },
  });
}
