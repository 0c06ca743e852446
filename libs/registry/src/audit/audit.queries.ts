import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

/** One thing that audit rows are about, as they name it. */
export interface AuditSubject {
  readonly subjectType: string;
  readonly subjectId: string;
}

export interface AuditRow extends AuditSubject {
  readonly id: number;
  readonly at: Date;
  readonly action: string;
  /** Slug of the organization that acted; null for agents and the service itself. */
  readonly organization: string | null;
  readonly organizationId: string | null;
  readonly person: string | null;
  readonly agent: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;
}

/** What was done to a thing, oldest first, after row `after`. The caller has seen to it that it may be read. */
export async function auditPage(
  db: Db,
  { subjectType, subjectId }: AuditSubject,
  page: { after: number; limit: number },
): Promise<AuditRow[]> {
  return rows<AuditRow>(
    db,
    `SELECT e.id, e.at, e.action, e.subject_type AS "subjectType", e.subject_id AS "subjectId", o.slug AS organization,
            e.organization_id AS "organizationId", p.username AS person, e.agent_id AS agent, e.details, e.request_id AS "requestId"
       FROM audit_events e LEFT JOIN organizations o ON o.id = e.organization_id LEFT JOIN persons p ON p.id = e.person_id
      WHERE e.subject_type = $1 AND e.subject_id = $2 AND e.id > $3 ORDER BY e.id LIMIT $4`,
    [subjectType, subjectId, page.after, page.limit],
  );
}

/** Ids of the organizations that a thing of the registry belongs to; none for what belongs to nobody. */
export async function ownersOfRegistered(db: Db, { subjectType, subjectId }: AuditSubject): Promise<string[]> {
  const found = await rows<{ owner: string }>(
    db,
    `SELECT vendor_id AS owner FROM products WHERE $1 = 'product' AND id::text = $2
     UNION SELECT vendor_id FROM release_coordinates WHERE $1 = 'release' AND id::text = $2
     UNION SELECT id FROM organizations WHERE $1 = 'organization' AND id::text = $2
     UNION SELECT m.organization_id FROM api_keys k JOIN memberships m ON m.id = k.membership_id
            WHERE $1 = 'api-key' AND k.id::text = $2`,
    [subjectType, subjectId],
  );
  return found.map(({ owner }) => owner);
}
