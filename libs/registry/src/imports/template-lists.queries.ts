import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

/** Longer lists help nobody who scrolls through them. */
const MOST_ORGANIZATIONS = 500;

/** What the drop-down lists of templates offer: names first, and what the service calls it last. */
export interface TemplateLists {
  readonly categories: readonly string[];
  readonly 'operating-systems': readonly string[];
  readonly cpus: readonly string[];
  /** Slugs of vendors; none where there are too many to choose from. */
  readonly organizations: readonly string[];
}

export async function templateLists(db: Db): Promise<TemplateLists> {
  const texts = async (sql: string, parameters: readonly unknown[] = []): Promise<string[]> =>
    (await rows<{ text: string }>(db, sql, parameters)).map(({ text }) => text);
  const vendors = await texts(
    `SELECT slug AS text FROM organizations WHERE 'vendor' = ANY(kinds) ORDER BY slug LIMIT $1`,
    [MOST_ORGANIZATIONS + 1],
  );
  return {
    categories: await texts(
      `SELECT name || ' · ' || slug AS text FROM product_categories ORDER BY parent NULLS FIRST, slug`,
    ),
    'operating-systems': await texts(
      `SELECT p.name || ' ' || r.version || ' · ' || rc.coordinate AS text
         FROM os_releases os JOIN release_coordinates rc ON rc.id = os.release_id
         JOIN releases r ON r.id = os.release_id JOIN products p ON p.id = r.product_id ORDER BY rc.coordinate`,
    ),
    cpus: await texts(
      `SELECT p.name || ' · ' || o.slug || '/' || p.slug AS text
         FROM cpu_models c JOIN products p ON p.id = c.product_id JOIN organizations o ON o.id = p.vendor_id ORDER BY o.slug, p.slug`,
    ),
    organizations: vendors.length > MOST_ORGANIZATIONS ? [] : vendors,
  };
}
