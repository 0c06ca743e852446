import { auditMany, rows } from '#libs/database';
import { dayOf, findingId } from '#libs/domain';
import { recordFindings } from '#libs/matrix';
import { importActor, type ImportScope } from '#libs/registry';
import type { EntityManager } from 'typeorm';
import type { Capacity } from './capacities.js';

export interface StandingDeclaration {
  readonly releaseId: string;
  readonly platformId: number;
  readonly as: Capacity;
  readonly verdict: 'pass' | 'fail';
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly source: string | null;
}

/**
 * An organization's words about releases that are neither over nor revoked: the last ones by `release platform capacity`, and
 * those that began on a day by `release platform capacity YYYY-MM-DD`.
 */
export async function standingDeclarations(
  tx: EntityManager,
  organizationId: string,
  releaseIds: readonly string[],
  now: Date,
): Promise<Map<string, StandingDeclaration>> {
  const found = await rows<StandingDeclaration>(
    tx,
    `SELECT f.release_id AS "releaseId", f.platform_id AS "platformId", f.declared_as AS "as", f.verdict,
            f.valid_from AS "validFrom", f.valid_until AS "validUntil", f.reason AS source
       FROM findings f
      WHERE f.release_id = ANY($1) AND f.kind = 'declaration' AND f.organization_id = $2 AND f.second_release_id IS NULL
        AND (f.valid_until IS NULL OR f.valid_until > $3)
        AND NOT EXISTS (SELECT 1 FROM findings act WHERE act.release_id = f.release_id AND act.ends_finding = f.number
                           AND act.kind = 'revocation')
      ORDER BY f.valid_from, f.verdict = 'fail', f.number`,
    [releaseIds, organizationId, now],
  );
  return new Map(
    found.flatMap((one) => {
      const key = `${one.releaseId} ${one.platformId} ${one.as}`;
      return [[key, one] as const, [`${key} ${dayOf(one.validFrom)}`, one] as const];
    }),
  );
}

/** Revokes declarations that an import recorded; those revoked since are left alone. What was said before them holds again. */
export async function revokeDeclarations(
  tx: EntityManager,
  scope: ImportScope,
  numbers: readonly number[],
  reason: string,
): Promise<void> {
  const found = await rows<{ number: number; releaseId: string; platformId: number; organizationId: string }>(
    tx,
    `SELECT f.number, f.release_id AS "releaseId", f.platform_id AS "platformId", f.organization_id AS "organizationId"
       FROM findings f
      WHERE f.number = ANY($1) AND NOT EXISTS
            (SELECT 1 FROM findings act WHERE act.release_id = f.release_id AND act.ends_finding = f.number AND act.kind = 'revocation')
      ORDER BY f.number FOR UPDATE OF f`,
    [numbers],
  );
  if (found.length === 0) return;
  await auditMany(
    tx,
    importActor(scope),
    found.map(({ number, releaseId }) => ({
      action: 'declaration.revoke',
      subject: ['release', releaseId] as const,
      details: { finding: findingId(number), import: scope.importId, reason },
    })),
  );
  await recordFindings(
    tx,
    `import ${scope.importId} undone: ${found.length} declarations revoked`,
    found.map(({ number, releaseId, platformId, organizationId }) => ({
      kind: 'revocation' as const,
      releaseId,
      platformId,
      visibility: 'public' as const,
      validFrom: scope.now,
      organizationId,
      endsFinding: number,
      reason,
    })),
  );
}
