import { row, rows } from '#libs/database';
import { notFound, type InheritanceState, type PersonActor, findingId } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import type { InheritedFrom } from '../certificates/certificate-document.js';

type Db = Pick<EntityManager, 'query'>;

export interface InheritanceRow {
  readonly id: string;
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  readonly state: InheritanceState;
  readonly scheme: string;
  /** The policy under which it was derived. */
  readonly policy: string;
  readonly path: InheritedFrom['path'];
  /** The direct pass that is to be carried over, and its certificate. */
  readonly source: string;
  readonly sourceCertificate: string;
  readonly statement: string | null;
  /** Why it was rejected, or withdrawn. */
  readonly reason: string | null;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  /** Its own, once issued. */
  readonly certificate: string | null;
}

/** State of an inheritance (alias i): what was withdrawn is stored as rejected, with the instant of its withdrawal. */
export const STATE_OF_INHERITANCE = `CASE WHEN i.withdrawn_at IS NULL THEN i.state ELSE 'withdrawn' END`;

const INHERITANCE = `
  SELECT i.id, rc.coordinate AS release, pl.os, pl.cpu, ${STATE_OF_INHERITANCE} AS state, i.scheme, i.policy_version AS policy, i.path,
         i.source_finding AS "sourceNumber", f.certificate_number AS "sourceCertificate", i.statement, i.reason,
         o.slug AS "proposedBy", i.proposed_at AS "proposedAt", c.number AS certificate
    FROM inheritances i JOIN release_coordinates rc ON rc.id = i.release_id JOIN platform_coordinates pl ON pl.id = i.platform_id
    JOIN findings f ON f.number = i.source_finding JOIN organizations o ON o.id = i.proposing_organization_id
    LEFT JOIN certificates c ON c.inheritance_id = i.id`;

/** Over organization $1 and role $2: vendors see what is about theirs, and what they are to confirm; reviewing bodies all. */
const VISIBLE = `(rc.vendor_id = $1::uuid OR i.proposing_organization_id = $1 OR $2 IN ('reviewer', 'certifier')
  OR (i.state = 'partner-confirmation' AND $1 IN (pl.os_vendor_id, pl.cpu_vendor_id)))`;

type Stored = Omit<InheritanceRow, 'source'> & { readonly sourceNumber: number };

/** Oldest first, after `after`. */
export async function inheritancesPage(
  db: Db,
  actor: PersonActor,
  page: { after: string; limit: number },
): Promise<InheritanceRow[]> {
  const found = await rows<Stored>(db, `${INHERITANCE} WHERE ${VISIBLE} AND i.id > $3 ORDER BY i.id LIMIT $4`, [
    actor.organizationId,
    actor.role,
    page.after,
    page.limit,
  ]);
  return found.map(shown);
}

/** @throws DomainError `not-found` */
export async function inheritanceForActor(db: Db, actor: PersonActor, id: string): Promise<InheritanceRow> {
  const found = await row<Stored>(db, `${INHERITANCE} WHERE ${VISIBLE} AND i.id = $3`, [
    actor.organizationId,
    actor.role,
    id,
  ]);
  if (found === undefined) throw notFound('继承申请 · inheritance');
  return shown(found);
}

function shown({ sourceNumber, ...inheritance }: Stored): InheritanceRow {
  return { ...inheritance, source: findingId(sourceNumber) };
}
