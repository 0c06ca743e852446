import { rows } from '#libs/database';
import { type JointFinding, findingId } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import type { FindingRow } from '../cells/cell-findings.queries.js';

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
     SELECT f.number, f.kind, f.verdict, x.about AS "releaseId", pl.os_release_id AS "osReleaseId",
            pl.cpu_model_id AS "cpuModelId", x.second AS "secondReleaseId",
            CASE WHEN rc.published_revision <= $2 AND (x.second IS NULL OR other.published_revision <= $2)
                 THEN f.visibility ELSE 'parties' END AS visibility,
            f.party_ids || array_remove(ARRAY[rc.vendor_id, other.vendor_id], NULL) AS parties,
            f.scheme, date_trunc('second', f.valid_from) AS "validFrom", date_trunc('second', f.valid_until) AS "validTo",
            date_trunc('second', f.tested_at) AS "testedAt", f.revision, f.certificate_number AS "certificateNumber",
            f.ends_finding AS "endsFinding", f.organization_id AS "organizationId", f.declared_as AS "declaredAs",
            f.policy_version AS "policyVersion", f.source_finding AS "sourceFinding", f.companion_release_ids AS "companionIds"
       FROM told JOIN findings f USING (number) JOIN platform_coordinates pl ON pl.id = f.platform_id
       CROSS JOIN LATERAL (VALUES (f.release_id, f.second_release_id), (f.second_release_id, f.release_id)) AS x(about, second)
       JOIN release_coordinates rc ON rc.id = x.about LEFT JOIN release_coordinates other ON other.id = x.second
      WHERE f.revision <= $2 ORDER BY f.number, x.about`,
    [releaseIds, revision],
  );
  return found.map(({ osReleaseId, cpuModelId, organizationId, declaredAs, ...finding }) => ({
    ...finding,
    id: findingId(finding.number),
    platform: { osReleaseId, cpuModelId },
    validFrom: finding.validFrom.getTime(),
    validTo: finding.validTo?.getTime() ?? null,
    testedAt: finding.testedAt?.getTime() ?? null,
    declaredBy: declaredAs === null ? null : { organizationId, as: declaredAs },
  }));
}
