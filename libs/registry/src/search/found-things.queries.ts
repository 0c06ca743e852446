import { rows } from '#libs/database';
import type { SearchType } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import type { Hit } from './best-hits.js';

type Db = Pick<EntityManager, 'query'>;

export interface FoundThing {
  readonly type: SearchType;
  readonly id: string;
  /** Slug of an organization, coordinate of everything else. */
  readonly coordinate: string;
  readonly name: string;
  readonly nameEn: string | null;
  /** Slug; null of organizations and platforms. */
  readonly vendor: string | null;
  readonly category: string | null;
  readonly published: boolean;
  /** Of a platform. */
  readonly os: string | null;
  readonly cpu: string | null;
}

const NOTHING = 'NULL::text AS os, NULL::text AS cpu';
const COLUMNS = `o.slug AS vendor, p.category`;

/** Statements by type: $1 the ids, and where drafts are told apart $2 the viewer. */
const SQL = {
  organization: `
    SELECT id::text AS id, slug AS coordinate, name, name_en AS "nameEn", NULL AS vendor, NULL AS category, true AS published, ${NOTHING}
      FROM organizations WHERE id = ANY($1::uuid[])`,
  product: `
    SELECT p.id::text AS id, o.slug || '/' || p.slug AS coordinate, p.name, p.name_en AS "nameEn", ${COLUMNS},
           p.published_at IS NOT NULL AS published, ${NOTHING}
      FROM products p JOIN organizations o ON o.id = p.vendor_id
     WHERE p.id = ANY($1::uuid[]) AND (p.published_at IS NOT NULL OR p.vendor_id = $2::uuid)`,
  release: `
    SELECT r.id::text AS id, o.slug || '/' || p.slug || '@' || r.version AS coordinate, coalesce(os.name, p.name) AS name,
           CASE WHEN os.release_id IS NULL THEN p.name_en ELSE os.name_en END AS "nameEn", ${COLUMNS},
           r.published_at IS NOT NULL AND p.published_at IS NOT NULL AS published, ${NOTHING}
      FROM releases r JOIN products p ON p.id = r.product_id JOIN organizations o ON o.id = p.vendor_id
      LEFT JOIN os_releases os ON os.release_id = r.id
     WHERE r.id = ANY($1::uuid[])
       AND ((r.published_at IS NOT NULL AND p.published_at IS NOT NULL) OR p.vendor_id = $2::uuid)`,
  platform: `
    SELECT id::text AS id, os || ' × ' || cpu AS coordinate, os_name || ' × ' || cpu_name AS name, NULL AS "nameEn",
           NULL AS vendor, NULL AS category, true AS published, os, cpu
      FROM platform_coordinates WHERE id = ANY($1::int[])`,
} as const;

const STATEMENT = {
  organization: 'organization',
  product: 'product',
  cpu: 'product',
  release: 'release',
  osRelease: 'release',
  platform: 'platform',
} as const satisfies Record<Exclude<SearchType, 'certificate'>, keyof typeof SQL>;

/** What is to be said of hits that are no certificates, of those that the viewer may see now; by id. */
export async function foundThings(
  db: Db,
  viewer: string | null,
  hits: readonly Hit[],
): Promise<Map<string, FoundThing>> {
  const found = new Map<string, FoundThing>();
  for (const [statement, sql] of Object.entries(SQL)) {
    const of = hits.filter(({ type }) => type !== 'certificate' && STATEMENT[type] === statement);
    if (of.length === 0) continue;
    const ids = of.map(({ id }) => id);
    const things = await rows<FoundThing>(db, sql, sql.includes('$2') ? [ids, viewer] : [ids]);
    const types = new Map(of.map(({ id, type }) => [id, type]));
    for (const thing of things) {
      const type = types.get(thing.id);
      if (type !== undefined) found.set(`${type} ${thing.id}`, { ...thing, type });
    }
  }
  return found;
}
