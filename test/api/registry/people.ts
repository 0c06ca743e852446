import type { OrganizationKind, Role } from '#libs/domain';
import type { TestService } from '../../support/service.js';
import { succeed, type Call } from '../support/http.js';
import { createOrganization, joinAs, unique, type Member } from '../support/members.js';

/** An organization with somebody who manages it and somebody who does not. */
export interface Staff {
  readonly organization: string;
  readonly manager: Member;
  readonly member: Member;
}

export async function staffOf(
  service: TestService,
  role: Role = 'vendor',
  kinds: readonly OrganizationKind[] = ['vendor'],
): Promise<Staff> {
  const organization = await createOrganization(service, kinds);
  const manager = await joinAs(service, role, { organization });
  const { id } = await membershipOf(service, manager);
  const promote = {
    method: 'PATCH',
    path: `/api/v1/organizations/${organization}/members/${id}`,
    token: await service.tokenOf('operator'),
    json: { manages: true },
  };
  await succeed(service.url, promote);
  return { organization, manager, member: await joinAs(service, role, { organization }) };
}

export async function membershipOf(service: TestService, { token }: { token: string }): Promise<{ id: string }> {
  return (await succeed<{ membership: { id: string } }>(service.url, { path: '/api/v1/me', token })).membership;
}

export function invite(organization: string, token: string | undefined, json: object = { role: 'vendor' }): Call {
  return { method: 'POST', path: `/api/v1/organizations/${organization}/invitations`, token, json };
}

export async function invitedTo(
  service: TestService,
  { organization, manager }: Staff,
  json: object = { role: 'vendor' },
): Promise<{ id: string; token: string }> {
  return succeed(service.url, invite(organization, manager.token, json));
}

export function accept(token: string, session: string): Call {
  return { method: 'POST', path: '/api/v1/invitations/acceptance', token: session, json: { token } };
}

/** Comes in with a new account. */
export function join(token: string, more: object = {}): Call {
  const json = { token, username: unique('new'), displayName: '新人', password: 'a password of their own', ...more };
  return { method: 'POST', path: '/api/v1/invitations/account', json };
}

export function endOf(organization: string, id: string, token: string | undefined): Call {
  return { method: 'DELETE', path: `/api/v1/organizations/${organization}/members/${id}`, token };
}

export async function apiKeyOf(service: TestService, { token }: { token: string }): Promise<string> {
  const call = { method: 'POST', path: '/api/v1/api-keys', token, json: { name: 'k' } };
  return (await succeed<{ key: string }>(service.url, call)).key;
}
