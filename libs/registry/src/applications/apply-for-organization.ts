import { audit, OrganizationApplication, row, transaction } from '#libs/database';
import { DomainError, roleFitsOrganization, type ApplicantKind, type ApplicantRole } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { newSecret } from '../identity/secrets.js';
import { organizationTaken, verifiedUscc } from '../organizations/create-organization.js';
import { applicationById, type ApplicationRow } from './applications.queries.js';

export interface NewApplication {
  readonly slug: string;
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly uscc: string;
  readonly kinds: readonly ApplicantKind[];
  readonly role: ApplicantRole;
  readonly applicant: string;
  readonly contact: string;
}

/** Applications that wait at once, at most: what strangers may write has an end. */
const MOST_PENDING = 10_000;

/**
 * Applies for an organization and its first managing member. Nothing but the application exists until an operator has
 * approved it. The secret, only in the answer, looks it up and is the first member's invitation from the approval on.
 *
 * Whoever has only applied stands in nobody's way, and nobody is told of them: the first that is approved gets the slug
 * and the code.
 *
 * @throws DomainError `invalid-uscc`, `already-exists` for what a registered organization has (which anybody can look
 * up), `invalid-request` where the role does not fit, `rate-limited` where too many applications wait
 */
export async function applyForOrganization(
  db: DataSource,
  input: NewApplication,
  requestId: string | null,
): Promise<ApplicationRow & { secret: string }> {
  const uscc = verifiedUscc(input.uscc);
  if (!roleFitsOrganization(input.role, input.kinds)) {
    throw new DomainError('invalid-request', '角色与机构类型不符 · The role does not fit the kinds', {
      fields: [{ path: 'role', code: 'invalid', message: 'needs an organization of another kind' }],
    });
  }
  const { secret, hash } = newSecret('application');
  const id = uuidv7();
  return transaction(db, async (tx) => {
    const taken = await row<{ uscc: string | null }>(
      tx,
      'SELECT uscc FROM organizations WHERE uscc = $1 OR slug = $2 ORDER BY uscc = $1 DESC NULLS LAST LIMIT 1',
      [uscc, input.slug],
    );
    if (taken !== undefined) throw organizationTaken(taken.uscc === uscc ? 'uscc' : 'slug');
    const [waiting] = await tx.query<{ count: number }[]>(
      `SELECT count(*) FROM (SELECT 1 FROM organization_applications WHERE state = 'pending' LIMIT $1) AS waiting`,
      [MOST_PENDING],
    );
    if ((waiting?.count ?? 0) >= MOST_PENDING) {
      throw new DomainError('rate-limited', '待审申请过多，请稍后再试 · Too many applications wait; try again later');
    }
    await tx.insert(OrganizationApplication, {
      id,
      slug: input.slug,
      name: input.name,
      nameEn: input.nameEn ?? null,
      uscc,
      kinds: [...new Set(input.kinds)],
      role: input.role,
      applicant: input.applicant,
      contact: input.contact,
      secretHash: hash,
    });
    const actor = { kind: 'system', process: 'self-registration', requestId } as const;
    await audit(tx, actor, { action: 'organization.apply', subject: ['organization-application', id] });
    return { ...(await applicationById(tx, id)), secret };
  });
}
