import { rows } from '#libs/database';
import type { ReleaseFacts } from '#libs/domain';
import { releaseFactsAt, releasesPublished } from '#libs/registry';
import type { EntityManager } from 'typeorm';
import type { MatrixWorld } from './matrix.js';

type Db = Pick<EntityManager, 'query'>;

export interface ChangedRelease {
  readonly facts: ReleaseFacts;
  readonly isDraft: boolean;
}

export interface WorldChanges {
  /** Catalogue, policy, or what things are called: every answer may have changed. */
  readonly isWorldChanged: boolean;
  /** Releases that something was stated about, that were published, or that a finding makes part of the matrix. A build is none. */
  readonly releases: readonly ChangedRelease[];
}

/** What else but findings came with these revisions; a revision that is about none of it changed the world. */
export async function worldChanges(db: Db, world: MatrixWorld, revisions: readonly number[]): Promise<WorldChanges> {
  const after = (revisions[0] ?? 0) - 1;
  const upTo = revisions.at(-1) ?? 0;
  const mentioned = await rows<{ id: string | null; revision: number; isStated: boolean }>(
    db,
    `SELECT release_id AS id, revision, true AS "isStated" FROM release_statements WHERE revision > $1 AND revision <= $2
      UNION SELECT related_release_id, revision, true FROM release_statements
             WHERE revision > $1 AND revision <= $2 AND related_release_id IS NOT NULL
      UNION SELECT r.id, s.revision, true FROM product_statements s LEFT JOIN releases r ON r.product_id = s.product_id
             WHERE s.revision > $1 AND s.revision <= $2
      UNION SELECT release_id, revision, false FROM release_builds WHERE revision > $1 AND revision <= $2
      UNION SELECT release_id, revision, false FROM findings WHERE revision > $1 AND revision <= $2`,
    [after, upTo],
  );
  const published = await releasesPublished(db, { after, upTo });
  const explained = new Set([...mentioned, ...published].map(({ revision }) => revision));
  if (!revisions.every((revision) => explained.has(revision))) return { isWorldChanged: true, releases: [] };
  const ids = new Set([
    // Null: of a product without releases.
    ...mentioned.flatMap(({ id, isStated }) =>
      id !== null && (isStated || world.releases.placeOfId(id) === -1) ? [id] : [],
    ),
    ...published.map(({ id }) => id),
  ]);
  return { isWorldChanged: false, releases: ids.size === 0 ? [] : await changedReleases(db, [...ids], upTo) };
}

async function changedReleases(db: Db, ids: readonly string[], revision: number): Promise<ChangedRelease[]> {
  const drafts = await rows<{ id: string }>(
    db,
    `SELECT id FROM release_coordinates
      WHERE id = ANY($1::uuid[]) AND (published_revision IS NULL OR published_revision > $2)`,
    [ids, revision],
  );
  const isDraft = new Set(drafts.map(({ id }) => id));
  const changed = await releaseFactsAt(db, ids, revision);
  return changed.map((facts) => ({ facts, isDraft: isDraft.has(facts.id) }));
}
