import { rows } from '#libs/database';
import type { AuditSubject } from '#libs/registry';
import type { EntityManager } from 'typeorm';

/** Ids of the organizations that a thing of dispatch belongs to: a request's is the vendor's, a host's the center's. */
export async function ownersOfDispatched(
  db: Pick<EntityManager, 'query'>,
  { subjectType, subjectId }: AuditSubject,
): Promise<string[]> {
  const found = await rows<{ owner: string }>(
    db,
    `SELECT vendor_id AS owner FROM adaptation_requests WHERE $1 = 'request' AND id::text = $2
     UNION SELECT vendor_id FROM jobs WHERE $1 = 'job' AND id::text = $2
     UNION SELECT c.organization_id FROM attempts a JOIN agents g ON g.id = a.agent_id JOIN centers c ON c.id = g.center_id
            WHERE $1 = 'attempt' AND a.id::text = $2
     UNION SELECT organization_id FROM centers WHERE $1 = 'center' AND id::text = $2
     UNION SELECT c.organization_id FROM pools p JOIN centers c ON c.id = p.center_id WHERE $1 = 'pool' AND p.id::text = $2
     UNION SELECT c.organization_id FROM agents g JOIN centers c ON c.id = g.center_id WHERE $1 = 'agent' AND g.id::text = $2
     UNION SELECT c.organization_id FROM hosts h JOIN agents g ON g.id = h.agent_id JOIN centers c ON c.id = g.center_id
            WHERE $1 = 'host' AND h.id::text = $2
     UNION SELECT c.organization_id FROM enrolment_tokens t JOIN centers c ON c.id = t.center_id
            WHERE $1 = 'enrolment-token' AND t.id::text = $2`,
    [subjectType, subjectId],
  );
  return found.map(({ owner }) => owner);
}
