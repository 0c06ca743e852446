import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';

/**
 * Releases of these about which an organization may see findings that strangers may not. Who finds none among a release and
 * those that it may inherit from sees of it what everybody sees.
 */
export async function releasesKnownBetter(
  db: Pick<EntityManager, 'query'>,
  organizationId: string,
  releaseIds: readonly string[],
  revision: number,
): Promise<ReadonlySet<string>> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT DISTINCT f.release_id AS id FROM findings f JOIN release_coordinates rc ON rc.id = f.release_id
      WHERE f.release_id = ANY($2::uuid[]) AND f.second_release_id IS NULL AND f.revision <= $3
        AND (f.visibility = 'parties' OR rc.published_revision IS NULL OR rc.published_revision > $3)
        AND (rc.vendor_id = $1 OR $1 = ANY(f.party_ids))`,
    [organizationId, releaseIds, revision],
  );
  return new Set(found.map(({ id }) => id));
}
