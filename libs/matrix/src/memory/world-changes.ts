import { row, rows } from '#libs/database';
import type { ReleaseFacts } from '#libs/domain';
import { publishedReleaseIds, releaseFactsAt } from '#libs/registry';
import type { EntityManager } from 'typeorm';
import type { MatrixWorld } from './matrix.js';

type Db = Pick<EntityManager, 'query'>;

/** Did catalogue or policy change with one of these revisions? Then every answer may have. */
export async function worldChangedAfter(db: Db, after: number, upTo: number): Promise<boolean> {
  const found = await row<{ changed: boolean }>(
    db,
    `SELECT EXISTS (SELECT 1 FROM os_release_facts WHERE revision > $1 AND revision <= $2)
         OR EXISTS (SELECT 1 FROM cpu_model_facts WHERE revision > $1 AND revision <= $2)
         OR EXISTS (SELECT 1 FROM platforms WHERE revision > $1 AND revision <= $2)
         OR EXISTS (SELECT 1 FROM policy_activations WHERE revision > $1 AND revision <= $2) AS changed`,
    [after, upTo],
  );
  return found?.changed === true;
}

/** Facts of the releases that something was stated about, or that were published, with one of these revisions. */
export async function releasesChangedAfter(
  db: Db,
  world: MatrixWorld,
  after: number,
  upTo: number,
): Promise<ReleaseFacts[]> {
  const stated = await rows<{ id: string }>(
    db,
    `SELECT release_id AS id FROM release_statements WHERE revision > $1 AND revision <= $2
      UNION SELECT related_release_id FROM release_statements
      WHERE revision > $1 AND revision <= $2 AND related_release_id IS NOT NULL`,
    [after, upTo],
  );
  const since = await row<{ at: Date }>(db, 'SELECT known_at AS at FROM revisions WHERE revision = $1', [after]);
  const published = await publishedReleaseIds(
    db,
    since === undefined ? null : new Date(since.at.getTime() - MARGIN_MS),
  );
  const isPublished = new Set(published);
  const ids = [
    ...stated.map(({ id }) => id).filter((id) => world.releases.placeOfId(id) !== -1 || isPublished.has(id)),
    ...published.filter((id) => world.releases.placeOfId(id) === -1),
  ];
  return ids.length === 0 ? [] : releaseFactsAt(db, [...new Set(ids)], upTo);
}

/** A publication's own clock is read before its revision's: transactions take their time. */
const MARGIN_MS = 600_000;
