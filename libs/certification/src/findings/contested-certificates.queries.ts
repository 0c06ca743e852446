import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';
import type { TestedAttempt } from './tested-attempt.queries.js';

/**
 * Certificates in force that a fail contests (R10): of passes of the same cell that were tested no later, and of inheritances
 * of it, whenever they were reviewed.
 */
export async function certificatesContestedBy(
  tx: EntityManager,
  { releaseId, platformId, testedAt }: TestedAttempt,
): Promise<{ readonly id: string; readonly issuingOrganizationId: string }[]> {
  return rows(
    tx,
    `SELECT c.id, c.issuing_organization_id AS "issuingOrganizationId"
       FROM findings f JOIN certificates c ON c.id = f.certificate_id
       LEFT JOIN LATERAL (SELECT a.kind FROM findings a WHERE a.ends_finding = f.number AND a.kind <> 'publication'
                           ORDER BY a.number DESC LIMIT 1) act ON true
      WHERE f.release_id = $1 AND f.platform_id = $2 AND f.second_release_id IS NULL AND f.verdict = 'pass'
        AND (f.kind = 'inherited' OR (f.kind = 'direct' AND coalesce(f.tested_at, f.valid_from) <= $3))
        AND f.valid_from <= now() AND (f.valid_until IS NULL OR f.valid_until > now())
        AND (act.kind IS NULL OR act.kind = 'reinstatement')
      ORDER BY c.id`,
    [releaseId, platformId, testedAt],
  );
}
