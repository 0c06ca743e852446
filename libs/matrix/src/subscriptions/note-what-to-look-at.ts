import { rows, transaction } from '#libs/database';
import { kinIdsOf, releasesPublished } from '#libs/registry';
import type { DataSource, EntityManager } from 'typeorm';
import { holdTelling, presentMoment, type ToldMoment } from './hold-telling.js';

/** Revisions, and new subscriptions, that one step takes. */
const MOST_REVISIONS = 1_000;
const MOST_SUBSCRIPTIONS = 50;
/** Releases touched beyond which it is quicker to look at all that are followed. */
const MANY_TOUCHED = 5_000;

/** Who follows a release `r` with `id` and `product_id`. */
export const IS_FOLLOWED = `
  (EXISTS (SELECT 1 FROM subscription_items i WHERE i.release_id = r.id)
   OR EXISTS (SELECT 1 FROM subscription_items i WHERE i.product_id = r.product_id)
   OR EXISTS (SELECT 1 FROM subscription_items i WHERE i.product_id IS NULL AND i.release_id IS NULL))`;

/**
 * Notes which followed releases are to be looked at: those of new subscriptions, from the moment on at which these began, and
 * those that the revisions committed since the last step may have changed.
 *
 * @returns whether there may be more to note
 */
export async function noteWhatToLookAt(db: DataSource): Promise<boolean> {
  // Mostly there is nothing, and nobody is kept waiting.
  const [something] = await rows<{ is: boolean }>(
    db,
    `SELECT (SELECT revision FROM revision_head) > (SELECT revision FROM telling_head)
            OR EXISTS (SELECT 1 FROM subscriptions WHERE NOT enrolled AND since_at IS NOT NULL) AS is`,
  );
  if (something?.is !== true) return false;
  return transaction(db, async (tx) => {
    const head = await holdTelling(tx, 'UPDATE');
    const now = await presentMoment(tx);
    const enrolled = await enrollNew(tx);
    const upTo = Math.min(now.revision, head.revision + MOST_REVISIONS);
    if (upTo > head.revision) {
      await noteTouched(tx, head, upTo);
      await tx.query('UPDATE telling_head SET revision = $1, at = $2 WHERE id = 1', [upTo, now.at]);
    }
    return upTo < now.revision || enrolled === MOST_SUBSCRIPTIONS;
  });
}

interface NewlyFollowing {
  readonly id: string;
  readonly follows: 'product' | 'platform' | 'list';
  readonly lapseDays: number | null;
}

const FOLLOWED_BY = {
  product: 'JOIN release_coordinates r ON r.product_id = i.product_id',
  platform: 'CROSS JOIN release_coordinates r',
  list: 'JOIN release_coordinates r ON r.id = i.release_id',
} as const;

/** A release that is looked after already is looked at again only where a warning may be due. */
async function enrollNew(tx: EntityManager): Promise<number> {
  const fresh = await rows<NewlyFollowing>(
    tx,
    `UPDATE subscriptions SET enrolled = true
      WHERE id IN (SELECT id FROM subscriptions WHERE NOT enrolled AND since_at IS NOT NULL ORDER BY id LIMIT $1)
     RETURNING id, follows, lapse_days AS "lapseDays"`,
    [MOST_SUBSCRIPTIONS],
  );
  for (const { id, follows, lapseDays } of fresh) {
    await tx.query(
      `INSERT INTO followed_releases (release_id, told_revision, told_at, touched_revision, changes_at, look_at)
       SELECT DISTINCT r.id, s.since_revision, s.since_at, s.since_revision, s.since_at, now()
         FROM subscriptions s JOIN subscription_items i ON i.subscription_id = s.id ${FOLLOWED_BY[follows]}
        WHERE s.id = $1
       ON CONFLICT (release_id) DO UPDATE SET look_at = least(followed_releases.look_at, now())
        WHERE followed_releases.ends_at <= now() + $2 * interval '1 day'`,
      [id, lapseDays],
    );
  }
  return fresh.length;
}

async function noteTouched(tx: EntityManager, head: ToldMoment, upTo: number): Promise<void> {
  const mentioned = await rows<{ id: string | null; revision: number }>(
    tx,
    `SELECT release_id AS id, revision FROM findings WHERE revision > $1 AND revision <= $2
      UNION SELECT release_id, revision FROM release_statements WHERE revision > $1 AND revision <= $2
      UNION SELECT related_release_id, revision FROM release_statements
             WHERE revision > $1 AND revision <= $2 AND related_release_id IS NOT NULL
      UNION SELECT r.id, s.revision FROM product_statements s LEFT JOIN releases r ON r.product_id = s.product_id
             WHERE s.revision > $1 AND s.revision <= $2
      UNION SELECT release_id, revision FROM release_builds WHERE revision > $1 AND revision <= $2`,
    [head.revision, upTo],
  );
  const touched = [...mentioned, ...(await releasesPublished(tx, { after: head.revision, upTo }))];
  // Null: of a product without releases.
  const ids = [...new Set(touched.flatMap(({ id }) => id ?? []))];
  // A revision that is about no release is about the catalogue or the policy, and so about every answer.
  const isWorldChanged = new Set(touched.map(({ revision }) => revision)).size < upTo - head.revision;
  if (isWorldChanged || ids.length > MANY_TOUCHED) {
    await tx.query('UPDATE followed_releases SET touched_revision = $1, look_at = least(look_at, now())', [upTo]);
  }
  const reached = ids.length > MANY_TOUCHED ? ids : await reachedFrom(tx, ids, upTo);
  await tx.query(
    `INSERT INTO followed_releases (release_id, told_revision, told_at, touched_revision, changes_at, look_at)
     SELECT r.id, $2, $3, $4, $3, now() FROM release_coordinates r WHERE r.id = ANY($1::uuid[]) AND ${IS_FOLLOWED}
     ON CONFLICT (release_id)
     DO UPDATE SET touched_revision = $4, look_at = least(followed_releases.look_at, now())`,
    [reached, head.revision, head.at, upTo],
  );
}

/** Releases whose answers may rest on one of these: of its line, what rebrands it or is one of it, hardware like it. */
async function reachedFrom(tx: EntityManager, ids: readonly string[], revision: number): Promise<string[]> {
  if (ids.length === 0) return [];
  const brands = await rows<{ id: string }>(
    tx,
    `WITH RECURSIVE related (id) AS (
       SELECT unnest($1::uuid[])
       UNION
       SELECT CASE WHEN s.release_id = related.id THEN s.related_release_id ELSE s.release_id END
         FROM related JOIN release_statements s ON related.id IN (s.release_id, s.related_release_id)
        WHERE s.related_release_id IS NOT NULL AND s.revision <= $2)
     SELECT id FROM related`,
    [ids, revision],
  );
  const all = brands.map(({ id }) => id);
  return [...new Set([...all, ...(await kinIdsOf(tx, all, revision))])];
}
