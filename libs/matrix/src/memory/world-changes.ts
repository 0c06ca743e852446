import { row, rows } from '#libs/database';
import type { ReleaseFacts } from '#libs/domain';
import { releasesPublished, releaseFactsAt } from '#libs/registry';
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
  const mentioned = await rows<{ id: string; isStated: boolean }>(
    db,
    `SELECT release_id AS id, true AS "isStated" FROM release_statements WHERE revision > $1 AND revision <= $2
      UNION SELECT related_release_id, true FROM release_statements
             WHERE revision > $1 AND revision <= $2 AND related_release_id IS NOT NULL
      UNION SELECT release_id, false FROM findings WHERE revision > $1 AND revision <= $2`,
    [after, upTo],
  );
  const published = await releasesPublished(db, { after, upTo });
  const ids = new Set([
    ...mentioned.filter(({ id, isStated }) => isStated || world.releases.placeOfId(id) === -1).map(({ id }) => id),
    ...published,
  ]);
  if (ids.size === 0) return [];
  const changed = await releaseFactsAt(db, [...ids], upTo);
  const drafts = await rows<{ id: string }>(
    db,
    `SELECT id FROM release_coordinates
      WHERE id = ANY($1::uuid[]) AND (published_revision IS NULL OR published_revision > $2)`,
    [[...ids], upTo],
  );
  const isDraft = new Set(drafts.map(({ id }) => id));
  return changed.map((facts) => ({ facts, isDraft: isDraft.has(facts.id) }));
}
