import { rows } from '#libs/database';
import type { JointFinding } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { asFinding, TOLD_COLUMNS, TOLD_OF, type FindingRow } from '../cells/cell-findings.queries.js';

type Row = FindingRow & { readonly companionIds: readonly string[] };

/**
 * Findings about several of these releases at once, and the acts upon them: edges between two of them, told of each, and
 * results with others of them as companions. Whoever is the vendor of one of an edge's two releases is a party to it; what is
 * about a release that was a draft at the revision is for the parties, whatever it says itself.
 */
export async function jointFindings(
  db: Pick<EntityManager, 'query'>,
  releaseIds: readonly string[],
  revision: number,
): Promise<JointFinding[]> {
  const found = await rows<Row>(
    db,
    `WITH joint AS (
       SELECT number FROM findings
        WHERE release_id = ANY($1::uuid[]) AND (second_release_id IS NOT NULL OR companion_release_ids <> '{}')
          AND (second_release_id IS NULL OR second_release_id = ANY($1)) AND companion_release_ids <@ $1 AND revision <= $2),
     told AS (SELECT number FROM joint UNION SELECT f.number FROM joint j JOIN findings f ON f.ends_finding = j.number)
     SELECT ${TOLD_COLUMNS},
            f.party_ids || array_remove(ARRAY[rc.vendor_id, other.vendor_id], NULL) AS parties,
            f.companion_release_ids AS "companionIds"
       FROM told JOIN findings f USING (number) ${TOLD_OF}
      WHERE f.revision <= $2 ORDER BY f.number, x.about`,
    [releaseIds, revision],
  );
  return found.map(({ companionIds, ...finding }) => ({ ...asFinding(finding), companionIds }));
}
