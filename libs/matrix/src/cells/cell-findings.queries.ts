import { rows } from '#libs/database';
import { type Finding, findingId } from '#libs/domain';
import type { EntityManager } from 'typeorm';

export interface FindingRow {
  readonly number: number;
  readonly kind: Finding['kind'];
  readonly verdict: Finding['verdict'];
  readonly releaseId: string;
  readonly osReleaseId: string;
  readonly cpuModelId: string;
  readonly secondReleaseId: string | null;
  readonly visibility: Finding['visibility'];
  readonly parties: readonly string[];
  readonly scheme: string | null;
  readonly validFrom: Date;
  readonly validTo: Date | null;
  readonly testedAt: Date | null;
  readonly revision: number;
  readonly certificateNumber: string | null;
  readonly endsFinding: number | null;
  readonly organizationId: string;
  readonly declaredAs: 'vendor' | 'os-vendor' | 'cpu-vendor' | 'third-party' | null;
  readonly policyVersion: string | null;
  readonly sourceFinding: number | null;
}

/**
 * A finding (alias f) as it is told of one of its releases at the revision $2, but for its parties: who is one depends on what
 * is asked.
 */
export const TOLD_COLUMNS = `
  f.number, f.kind, f.verdict, x.about AS "releaseId", pl.os_release_id AS "osReleaseId",
  pl.cpu_model_id AS "cpuModelId", x.second AS "secondReleaseId",
  CASE WHEN rc.published_revision <= $2 AND (x.second IS NULL OR other.published_revision <= $2)
       THEN f.visibility ELSE 'parties' END AS visibility,
  f.scheme, date_trunc('second', f.valid_from) AS "validFrom", date_trunc('second', f.valid_until) AS "validTo",
  date_trunc('second', f.tested_at) AS "testedAt", f.revision, f.certificate_number AS "certificateNumber",
  f.ends_finding AS "endsFinding", f.organization_id AS "organizationId", f.declared_as AS "declaredAs",
  f.policy_version AS "policyVersion", f.source_finding AS "sourceFinding"`;

// By its key: without the fence PostgreSQL would rather join all releases there are than look up the few that are meant.
const releaseOf = (id: string): string =>
  `LATERAL (SELECT vendor_id, published_revision FROM release_coordinates WHERE id = ${id} OFFSET 0)`;

/** What {@link TOLD_COLUMNS} are read from, beside the findings: `x` is the release told of, and the other one of an edge. */
export const TOLD_OF = `
  JOIN platforms pl ON pl.id = f.platform_id
  CROSS JOIN LATERAL (VALUES (f.release_id, f.second_release_id), (f.second_release_id, f.release_id)) AS x(about, second)
  JOIN ${releaseOf('x.about')} rc ON true LEFT JOIN ${releaseOf('x.second')} other ON true`;

/** The domain's finding of a row. */
export function asFinding({ osReleaseId, cpuModelId, organizationId, declaredAs, ...finding }: FindingRow): Finding {
  return {
    ...finding,
    id: findingId(finding.number),
    platform: { osReleaseId, cpuModelId },
    validFrom: finding.validFrom.getTime(),
    validTo: finding.validTo?.getTime() ?? null,
    testedAt: finding.testedAt?.getTime() ?? null,
    declaredBy: declaredAs === null ? null : { organizationId, as: declaredAs },
  };
}

/**
 * All findings about releases known at a revision, or up to a later one. An edge is between two releases and is no more about the one than about
 * the other: it is told of each that was asked for. What is about a release that was a draft then is for the parties,
 * whatever it says itself; it counts all the same.
 *
 * @param upTo revision of the newest findings; which releases were drafts is as of `revision` all the same
 */
export async function findingsOfReleases(
  db: Pick<EntityManager, 'query'>,
  releaseIds: readonly string[],
  revision: number,
  upTo = revision,
): Promise<Finding[]> {
  const found = await rows<FindingRow>(
    db,
    `SELECT ${TOLD_COLUMNS},
            -- The vendor of the release that a finding was recorded of is a party to it from either side.
            CASE WHEN x.about = f.release_id THEN f.party_ids ELSE f.party_ids || other.vendor_id END AS parties
       FROM findings f ${TOLD_OF}
      WHERE (f.release_id = ANY($1) OR f.second_release_id = ANY($1)) AND x.about = ANY($1) AND f.revision <= $3
      ORDER BY f.number, x.about`,
    [releaseIds, revision, upTo],
  );
  return found.map(asFinding);
}
