import { row } from '#libs/database';
import { DomainError, lastOne, notFound, type Leaving } from '#libs/domain';
import type { EntityManager } from 'typeorm';

const REFUSALS = {
  'last-manager':
    '这是该机构最后一名管理成员，请先指定另一名 · This is the last managing member of the organization; name another one first',
  'last-operator': '这是最后一名平台操作员 · This is the last operator of the platform',
} as const;

export interface LeavingMember extends Leaving {
  readonly id: string;
  readonly personId: string;
}

/**
 * A live membership with what would be left without it. The organizations it counts in stay locked until the transaction
 * ends: of two managers who leave at once, the second counts after the first.
 *
 * @param onlyOf person whose membership it must be, or null where anybody's will do
 * @throws DomainError `not-found`
 */
export async function lockMember(
  tx: EntityManager,
  organizationId: string,
  membershipId: string,
  onlyOf: string | null,
): Promise<LeavingMember> {
  await tx.query(
    `SELECT id FROM organizations WHERE id = $1 OR 'platform-operator' = ANY (kinds) ORDER BY id FOR NO KEY UPDATE`,
    [organizationId],
  );
  const others = `
    SELECT count(*) FROM memberships other JOIN persons p ON p.id = other.person_id AND p.disabled_at IS NULL
     WHERE other.id <> m.id AND other.ended_at IS NULL`;
  const found = await row<LeavingMember>(
    tx,
    `SELECT m.id, m.person_id AS "personId", m.role, m.manages,
            (${others} AND other.manages AND other.organization_id = m.organization_id) AS "otherManagers",
            (${others} AND other.role = 'operator') AS "otherOperators"
       FROM memberships m
      WHERE m.id = $1 AND m.organization_id = $2 AND m.ended_at IS NULL AND ($3::uuid IS NULL OR m.person_id = $3)`,
    [membershipId, organizationId, onlyOf],
  );
  if (found === undefined) throw notFound('成员 · member');
  return found;
}

/** @throws DomainError `last-manager` */
export function refuseLastOne(leaving: Leaving): void {
  const last = lastOne(leaving);
  if (last !== undefined) throw new DomainError('last-manager', REFUSALS[last], { facts: { last } });
}
