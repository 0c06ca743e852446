import type { OrganizationKind, Role } from '#libs/domain';
import { SHARED_PASSWORD } from '../../support/argon2.js';
import type { TestService } from '../../support/service.js';
import { succeed } from './http.js';

/** Somebody signed in, and for whom. */
export interface Member {
  readonly token: string;
  readonly organization: string;
  readonly username: string;
  readonly password: string;
  readonly role: Role;
}

const KIND: Readonly<Record<Role, OrganizationKind>> = {
  vendor: 'vendor',
  'center-operator': 'center',
  reviewer: 'reviewing-body',
  certifier: 'reviewing-body',
  operator: 'platform-operator',
};

let count = 0;

/** A name that no other call has. */
export function unique(prefix: string): string {
  count += 1;
  return `${prefix}-${count}`;
}

export async function createOrganization(
  service: TestService,
  kinds: readonly OrganizationKind[],
  slug = unique('org'),
): Promise<string> {
  const json = { slug, name: `机构 ${slug}`, kinds };
  await succeed(service.url, {
    method: 'POST',
    path: '/api/v1/organizations',
    token: await service.tokenOf('operator'),
    json,
  });
  return slug;
}

/** Gives a person a role, in a new organization unless one is named, and signs them in for it. */
export async function joinAs(
  service: TestService,
  role: Role,
  options: { organization?: string; person?: Pick<Member, 'username' | 'password'>; password?: string } = {},
): Promise<Member> {
  const organization = options.organization ?? (await createOrganization(service, [KIND[role]]));
  const person = options.person ?? { username: unique('person'), password: options.password ?? SHARED_PASSWORD };
  await succeed(service.url, {
    method: 'POST',
    path: `/api/v1/organizations/${organization}/members`,
    token: await service.tokenOf('operator'),
    json: {
      username: person.username,
      displayName: '某人',
      role,
      ...(options.person === undefined ? { password: person.password } : {}),
    },
  });
  return signIn(service, { ...person, organization, role });
}

export async function signIn(service: TestService, member: Omit<Member, 'token'>): Promise<Member> {
  const { username, password, organization, role } = member;
  const { token } = await succeed<{ token: string }>(service.url, {
    method: 'POST',
    path: '/api/v1/sessions',
    json: { username, password, organization, role },
  });
  return { ...member, token };
}
