import {
  audit,
  constraintOf,
  isUniqueViolation,
  Membership,
  Person,
  row,
  transaction,
  type Context,
} from '#libs/database';
import { DomainError, roleFitsOrganization, type Role } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { hashPassword } from '../identity/passwords.js';
import { membershipsOfPerson, type MembershipRow } from '../identity/memberships.queries.js';
import { organizationBySlug } from './organizations.queries.js';

export interface NewMember {
  readonly organization: string;
  readonly username: string;
  readonly displayName?: string | undefined;
  readonly role: Role;
  readonly password?: string | undefined;
  readonly manages?: boolean | undefined;
}

/**
 * Gives a person a role in an organization, making the account where the username is new.
 *
 * @throws DomainError `not-found` organization · `already-exists` membership, or a new account whose username somebody
 * else has taken in the same moment · `invalid-request` where the role does not fit the organization, a new account
 * comes without a name or a password, or an existing one with a password or another name
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
      const known = await row<{ id: string; displayName: string }>(
        tx,
        'SELECT id, display_name AS "displayName" FROM persons WHERE username = $1',
        [input.username],
      );
      if (known !== undefined) refuseChanges(known, input);
      const personId = known?.id ?? uuidv7();
      if (known === undefined) {
        if (passwordHash === undefined) throw refused('password', 'a new account needs a password');
        if (input.displayName === undefined) throw refused('displayName', 'a new account needs a name to show');
        await tx.insert(Person, {
          id: personId,
          username: input.username,
          displayName: input.displayName,
          passwordHash,
        });
      }
      await tx.insert(Membership, {
        id: membershipId,
        personId,
        organizationId: organization.id,
        role: input.role,
        manages: input.manages ?? false,
      });
      await audit(tx, actor, {
        action: 'organization.add-member',
        subject: ['organization', organization.id],
        details: { username: input.username, role: input.role, manages: input.manages ?? false },
      });
      const membership = (await membershipsOfPerson(tx, personId)).find(({ id }) => id === membershipId);
      if (membership === undefined) throw refused('username', 'the account is disabled');
      return membership;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    if (constraintOf(error)?.startsWith('persons') === true) {
      throw new DomainError('already-exists', '该用户名刚被占用 · This username was taken a moment ago', {
        fields: [
          { path: 'username', code: 'already-exists', message: 'is taken; choose another, or add that account' },
        ],
      });
    }
    throw new DomainError('already-exists', '该人员已有此角色 · This person holds this role already', {
      fields: [{ path: 'username', code: 'already-exists', message: 'already has this role here' }],
    });
  }
}

/** Adding somebody to an organization does not change the account that others know. */
function refuseChanges(known: { displayName: string }, input: NewMember): void {
  if (input.password !== undefined) {
    throw refused('password', 'the account exists; its password is not changed this way');
  }
  if (input.displayName !== undefined && input.displayName !== known.displayName) {
    throw refused('displayName', 'the account exists under another name, which is not changed this way; leave it out');
  }
}

function refused(path: string, message: string): DomainError {
  return new DomainError('invalid-request', '请求有误 · The request is wrong', {
    fields: [{ path, code: 'invalid', message }],
  });
}
