import { audit, isUniqueViolation, Membership, Person, row, transaction, type Context } from '#libs/database';
import { DomainError, roleFitsOrganization, type Role } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { hashPassword } from '../identity/passwords.js';
import { membershipsOfPerson, type MembershipRow } from '../identity/memberships.queries.js';
import { organizationBySlug } from './organizations.queries.js';

export interface NewMember {
  readonly organization: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly password?: string | undefined;
}

/**
 * Gives a person a role in an organization, making the account where the username is new.
 *
 * @throws DomainError `not-found` organization · `already-exists` membership · `invalid-request` where the role does not
 * fit the organization, or a new account comes without a password, or an existing one with one
 */
export async function addMember({ db, actor }: Context, input: NewMember): Promise<MembershipRow> {
  const organization = await organizationBySlug(db, input.organization);
  if (!roleFitsOrganization(input.role, organization.kinds)) {
    throw refused('role', `${organization.slug} is not an organization of the kind that this role needs`);
  }
  const passwordHash = input.password === undefined ? undefined : await hashPassword(input.password);
  const membershipId = uuidv7();
  try {
    return await transaction(db, async (tx) => {
      const known = await row<{ id: string }>(tx, 'SELECT id FROM persons WHERE username = $1', [input.username]);
      if (known !== undefined && passwordHash !== undefined) {
        throw refused('password', 'the account exists; its password is not changed this way');
      }
      const personId = known?.id ?? uuidv7();
      if (known === undefined) {
        if (passwordHash === undefined) throw refused('password', 'a new account needs a password');
        await tx.insert(Person, {
          id: personId,
          username: input.username,
          displayName: input.displayName,
          passwordHash,
        });
      }
      await tx.insert(Membership, { id: membershipId, personId, organizationId: organization.id, role: input.role });
      await audit(tx, actor, {
        action: 'organization.add-member',
        subject: ['organization', organization.id],
        details: { username: input.username, role: input.role },
      });
      const membership = (await membershipsOfPerson(tx, personId)).find(({ id }) => id === membershipId);
      if (membership === undefined) throw refused('username', 'the account is disabled');
      return membership;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DomainError('already-exists', '该人员已有此角色 · This person holds this role already', {
      fields: [{ path: 'username', code: 'already-exists', message: 'already has this role here' }],
    });
  }
}

function refused(path: string, message: string): DomainError {
  return new DomainError('invalid-request', '请求有误 · The request is wrong', {
    fields: [{ path, code: 'invalid', message }],
  });
}
