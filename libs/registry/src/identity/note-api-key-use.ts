import type { EntityManager } from 'typeorm';

/** A key is used many times a second; its last use need not be that exact. */
const NOTED_EVERY_SECONDS = 60;

/** Whether a key's use is to be noted, as SQL over `api_keys k`. */
export const USE_IS_STALE = `(k.last_used_at IS NULL OR k.last_used_at < now() - make_interval(secs => ${NOTED_EVERY_SECONDS}))`;

export async function noteApiKeyUse(db: Pick<EntityManager, 'query'>, keyHash: Buffer): Promise<void> {
  // Of many requests at once one writes: the others find the row noted.
  await db.query(
    `UPDATE api_keys k SET last_used_at = now() WHERE (k.key_hash = $1 OR k.previous_key_hash = $1) AND ${USE_IS_STALE}`,
    [keyHash],
  );
}
