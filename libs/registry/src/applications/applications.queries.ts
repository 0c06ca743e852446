import { row, rows } from '#libs/database';
import { notFound, type ApplicationState, type ApplicantKind, type ApplicantRole } from '#libs/domain';
import type { EntityManager } from 'typeorm';

/** What the applicant gets to see again. */
export interface ApplicationRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly uscc: string;
  readonly kinds: readonly ApplicantKind[];
  readonly role: ApplicantRole;
  readonly applicant: string;
  readonly contact: string;
  readonly state: ApplicationState;
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  /** Until when the applicant may come in as its first member; null before the approval and once they have. */
  readonly joinUntil: Date | null;
}

const APPLICATION = `
  SELECT a.id, a.slug, a.name, a.name_en AS "nameEn", a.uscc, a.kinds, a.role, a.applicant, a.contact, a.state, a.reason,
         a.created_at AS "createdAt", a.decided_at AS "decidedAt", i.expires_at AS "joinUntil"
    FROM organization_applications a
    LEFT JOIN invitations i ON i.token_hash = a.secret_hash AND i.accepted_at IS NULL AND i.revoked_at IS NULL
                           AND i.expires_at > now()`;

/** Applications in one state after `after` (an id), oldest first. */
export async function applicationsInState(
  db: Pick<EntityManager, 'query'>,
  state: ApplicationState,
  page: { readonly after: string; readonly limit: number },
): Promise<ApplicationRow[]> {
  return rows<ApplicationRow>(db, `${APPLICATION} WHERE a.state = $1 AND a.id > $2 ORDER BY a.id LIMIT $3`, [
    state,
    page.after,
    page.limit,
  ]);
}

/** @throws DomainError `not-found` */
export async function applicationById(db: Pick<EntityManager, 'query'>, id: string): Promise<ApplicationRow> {
  return found(await row<ApplicationRow>(db, `${APPLICATION} WHERE a.id = $1`, [id]));
}

/** @throws DomainError `not-found` */
export async function applicationBySecret(
  db: Pick<EntityManager, 'query'>,
  secretHash: Buffer,
): Promise<ApplicationRow> {
  return found(await row<ApplicationRow>(db, `${APPLICATION} WHERE a.secret_hash = $1`, [secretHash]));
}

function found(application: ApplicationRow | undefined): ApplicationRow {
  if (application === undefined) throw notFound('入驻申请 · application');
  return application;
}
