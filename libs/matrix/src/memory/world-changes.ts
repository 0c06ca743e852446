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

export interface ChangedRelease {
  readonly facts: ReleaseFacts;
  readonly isDraft: boolean;
}

/**
 * Releases that something was stated about, that were published, or that a finding made part of the matrix, with one of
 * these revisions.
 */
export async function releasesChangedAfter(
  db: Db,
  world: MatrixWorld,
  after: number,
  upTo: number,
): Promise<ChangedRelease[]> {
  const { releases } = world;
  const mentioned = await rows<{ id: string; isStated: boolean }>(
    db,
    `SELECT release_id AS id, true AS "isStated" FROM release_statements WHERE revision > $1 AND revision <= $2
      UNION SELECT related_release_id, true FROM release_statements
             WHERE revision > $1 AND revision <= $2 AND related_release_id IS NOT NULL
      UNION SELECT release_id, false FROM findings WHERE revision > $1 AND revision <= $2`,
    [after, upTo],
  );
  const known = await row<{ at: Date }>(db, 'SELECT known_at AS at FROM revisions WHERE revision = $1', [after]);
  const published = await publishedReleaseIds(
    db,
    known === undefined ? null : new Date(known.at.getTime() - MARGIN_MS),
  );
  const isWaiting = (id: string): boolean => {
    const place = releases.placeOfId(id);
    return place === -1 || releases.isDraft(place);
  };
  const ids = new Set([
    ...mentioned.filter(({ id, isStated }) => isStated || releases.placeOfId(id) === -1).map(({ id }) => id),
    ...published.filter(isWaiting),
  ]);
  if (ids.size === 0) return [];
  const changed = await releaseFactsAt(db, [...ids], upTo);
  const isPublished = new Set(await publishedAmong(db, [...ids]));
  return changed.map((facts) => ({ facts, isDraft: !isPublished.has(facts.id) }));
}

async function publishedAmong(db: Db, ids: readonly string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT r.id FROM releases r JOIN products p ON p.id = r.product_id
      WHERE r.id = ANY($1::uuid[]) AND r.published_at IS NOT NULL AND p.published_at IS NOT NULL`,
    [ids],
  );
  return found.map(({ id }) => id);
}

/** A publication's own clock is read before its revision's: transactions take their time. */
const MARGIN_MS = 600_000;
