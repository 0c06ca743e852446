import { rows } from '#libs/database';
import type { AuditSubject } from '#libs/registry';
import type { EntityManager } from 'typeorm';

/** Ids of the organizations that a certificate or finding belongs to: who issued it, and the vendor of the release. */
export async function ownersOfCertified(
  db: Pick<EntityManager, 'query'>,
  { subjectType, subjectId }: AuditSubject,
): Promise<string[]> {
  const found = await rows<{ owner: string }>(
    db,
    `SELECT issuing_organization_id AS owner FROM certificates WHERE $1 = 'certificate' AND id::text = $2
     UNION SELECT rc.vendor_id FROM certificates c JOIN release_coordinates rc ON rc.id = c.release_id
            WHERE $1 = 'certificate' AND c.id::text = $2
     UNION SELECT rc.vendor_id FROM findings f JOIN release_coordinates rc ON rc.id = f.release_id
            WHERE $1 = 'finding' AND 'F-' || lpad(f.number::text, 8, '0') = $2
     UNION SELECT proposing_organization_id FROM inheritances WHERE $1 = 'inheritance' AND id::text = $2
     UNION SELECT rc.vendor_id FROM inheritances i JOIN release_coordinates rc ON rc.id = i.release_id
            WHERE $1 = 'inheritance' AND i.id::text = $2`,
    [subjectType, subjectId],
  );
  return found.map(({ owner }) => owner);
}
