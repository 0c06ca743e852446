import {
  audit,
  Invitation,
  isUniqueViolation,
  OrganizationApplication,
  row,
  transaction,
  type Context,
} from '#libs/database';
import { DomainError, type ApplicationState, type PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { insertOrganization, takenBy } from '../organizations/create-organization.js';
import { applicationById, type ApplicationRow } from './applications.queries.js';

/** So long the first member may take to come in; after that an operator invites them anew. */
const JOINING_DAYS = 30;

/**
 * Registers the organization that was applied for, and lets the applicant in as its first managing member.
 *
 * @throws DomainError `not-found`, `illegal-transition` where it was decided, `already-exists` where another organization
 * has its slug or code by now
 */
export async function approveApplication({ db, actor }: Context<PersonActor>, id: string): Promise<ApplicationRow> {
  try {
    return await transaction(db, async (tx) => {
      const application = await undecided(tx, id);
      const organization = await insertOrganization(tx, actor, {
        slug: application.slug,
        name: application.name,
        nameEn: application.nameEn ?? undefined,
        uscc: application.uscc,
        kinds: application.kinds,
      });
      await tx.insert(Invitation, {
        id: uuidv7(),
        organizationId: organization.id,
        role: application.role,
        manages: true,
        note: null,
        tokenHash: application.secretHash,
        invitedBy: actor.membershipId,
        expiresAt: new Date(Date.now() + JOINING_DAYS * 86_400_000),
      });
      await decide(tx, actor, id, { state: 'approved', organizationId: organization.id, reason: null });
      return applicationById(tx, id);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw takenBy(error);
  }
}

/**
 * Turns an application down; the applicant is told why.
 *
 * @throws DomainError `not-found`, `illegal-transition` where it was decided
 */
export async function rejectApplication(
  { db, actor }: Context<PersonActor>,
  id: string,
  reason: string,
): Promise<ApplicationRow> {
  return transaction(db, async (tx) => {
    await undecided(tx, id);
    await decide(tx, actor, id, { state: 'rejected', organizationId: null, reason });
    return applicationById(tx, id);
  });
}

type Undecided = Pick<ApplicationRow, 'slug' | 'name' | 'nameEn' | 'uscc' | 'kinds' | 'role'> & {
  readonly secretHash: Buffer;
};

/** The application, locked: of two operators the second finds it decided. */
async function undecided(tx: EntityManager, id: string): Promise<Undecided> {
  const application = await row<Undecided>(
    tx,
    `SELECT slug, name, name_en AS "nameEn", uscc, kinds, role, secret_hash AS "secretHash"
       FROM organization_applications WHERE id = $1 AND state = 'pending' FOR UPDATE`,
    [id],
  );
  if (application !== undefined) return application;
  const { state } = await applicationById(tx, id);
  throw new DomainError('illegal-transition', '该申请已有决定 · The application was decided already', {
    facts: { state },
  });
}

async function decide(
  tx: EntityManager,
  actor: PersonActor,
  id: string,
  decision: {
    readonly state: ApplicationState;
    readonly organizationId: string | null;
    readonly reason: string | null;
  },
): Promise<void> {
  await tx.update(
    OrganizationApplication,
    { id },
    { ...decision, decidedAt: () => 'now()', decidedBy: actor.membershipId },
  );
  await audit(tx, actor, {
    action: decision.state === 'approved' ? 'organization.approve-application' : 'organization.reject-application',
    subject: ['organization-application', id],
    details: { organization: decision.organizationId, reason: decision.reason },
  });
}
