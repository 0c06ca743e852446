import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';
import type { FindingRow } from '../cells/cell-findings.queries.js';
import type { MatrixWorld } from './matrix.js';
import type { FollowedFinding } from './pack-findings.js';
import type { ChangedRelease } from './world-changes.js';

type Db = Pick<EntityManager, 'query'>;

/** By the platform's number instead of its parts, and of no edge: those are not packed. */
type Row = Omit<FindingRow, 'osReleaseId' | 'cpuModelId' | 'secondReleaseId' | 'parties'> & {
  readonly platformId: number;
};

/**
 * Findings recorded with the revisions given, and all earlier ones of releases that the world doesn't have yet, in the order of their numbers.
 */
export async function findingsAfter(
  db: Db,
  world: MatrixWorld,
  after: number,
  upTo: number,
  changed: readonly ChangedRelease[],
): Promise<FollowedFinding[]> {
  const unknown = changed.map(({ facts }) => facts.id).filter((id) => world.releases.placeOfId(id) === -1);
  const found = await rows<Row>(
    db,
    `SELECT number, kind, verdict, release_id AS "releaseId", platform_id AS "platformId", visibility, scheme,
            valid_from AS "validFrom", valid_until AS "validTo", tested_at AS "testedAt", revision,
            certificate_number AS "certificateNumber", ends_finding AS "endsFinding", organization_id AS "organizationId",
            declared_as AS "declaredAs", policy_version AS "policyVersion", source_finding AS "sourceFinding"
       FROM findings
      WHERE second_release_id IS NULL
        AND ((revision > $1 AND revision <= $2) OR (revision <= $2 AND release_id = ANY($3::uuid[])))
      ORDER BY number`,
    [after, upTo, unknown],
  );
  return found.flatMap(({ platformId, organizationId, declaredAs, ...finding }): FollowedFinding[] => {
    const platform = world.platforms.placeOfId(platformId);
    if (platform === -1) return [];
    return [
      {
        ...finding,
        platform,
        validFrom: seconds(finding.validFrom),
        validTo: finding.validTo === null ? null : seconds(finding.validTo),
        testedAt: finding.testedAt === null ? null : seconds(finding.testedAt),
        declaredBy: declaredAs === null ? null : { organizationId, as: declaredAs },
      },
    ];
  });
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
