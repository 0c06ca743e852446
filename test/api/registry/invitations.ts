import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TestService } from '../../support/service.js';
import { refused, send, succeed } from '../support/http.js';
import { joinAs, signIn, unique } from '../support/members.js';
import { rowCounts } from '../support/stored.js';
import { accept, apiKeyOf, endOf, invite, invitedTo, join, membershipOf, staffOf, type Staff } from './people.js';

export function invitations(open: () => TestService): void {
  describe('invitations', () => {
    let service: TestService;
    let staff: Staff;
    const query = <T>(sql: string, parameters: unknown[] = []) => service.parts.db.query<T[]>(sql, parameters);
    const listed = async () => {
      const path = `/api/v1/organizations/${staff.organization}/invitations`;
      const page = await succeed<{ items: { id: string; state: string; token?: string }[] }>(service.url, {
        path,
        token: staff.manager.token,
      });
      return page.items;
    };
    const stateOf = async (id: string) => (await listed()).find((invitation) => invitation.id === id)?.state;
    beforeAll(async () => {
      service = open();
      staff = await staffOf(service);
    });

    it('let a new person in, once, to the role they name', async () => {
      const { id, token } = await invitedTo(service, staff, { role: 'vendor', note: '小王' });
      expect(await stateOf(id)).toBe('open');
      const username = unique('invited');
      const joined = await succeed<{ membership: object }>(service.url, join(token, { username }));
      const membership = { organization: staff.organization, role: 'vendor', manages: false };
      expect(joined).toMatchObject({ username, membership });
      expect(await stateOf(id)).toBe('accepted');
      const session = await signIn(service, { ...membership, username, password: 'a password of their own' } as never);
      expect(await succeed(service.url, { path: '/api/v1/me', token: session.token })).toMatchObject({ membership });
      await refused(service.url, join(token), 'one-time-token-invalid');
      await refused(service.url, accept(token, staff.member.token), 'one-time-token-invalid');
      const audited = `/api/v1/audit?subjectType=organization&subjectId=${await organizationId()}&limit=200`;
      const { items } = await succeed<{ items: { action: string; person: string }[] }>(service.url, {
        path: audited,
        token: staff.manager.token,
      });
      expect(items).toContainEqual(
        expect.objectContaining({ action: 'organization.accept-invitation', person: username }),
      );
    });

    const organizationId = async () => {
      const [found] = await query<{ id: string }>('SELECT id FROM organizations WHERE slug = $1', [staff.organization]);
      return found?.id ?? '';
    };

    it('add a membership to a person who is signed in, and never to an API key', async () => {
      const elsewhere = await joinAs(service, 'reviewer');
      const { token } = await invitedTo(service, staff, { role: 'vendor', manages: true });
      await refused(service.url, accept(token, await apiKeyOf(service, elsewhere)), 'session-required');
      expect(await succeed(service.url, accept(token, elsewhere.token))).toMatchObject({
        organization: staff.organization,
        role: 'vendor',
        manages: true,
      });
      const { memberships } = await succeed<{ memberships: object[] }>(service.url, {
        path: '/api/v1/me',
        token: elsewhere.token,
      });
      expect(memberships).toMatchObject([{ role: 'reviewer' }, { role: 'vendor', manages: true }]);
    });

    it('stay open where the person holds the role already, or the username is taken', async () => {
      const { id, token } = await invitedTo(service, staff);
      const before = await rowCounts(service);
      await refused(service.url, accept(token, staff.member.token), 'already-exists');
      const taken = await refused(service.url, join(token, { username: staff.member.username }), 'already-exists');
      expect(taken.errors).toMatchObject([{ path: 'username' }]);
      expect(await rowCounts(service)).toEqual(before);
      expect(await stateOf(id)).toBe('open');
    });

    it('are refused alike when unknown, over or revoked', async () => {
      const over = await invitedTo(service, staff);
      await query(`UPDATE invitations SET expires_at = now() WHERE id = $1`, [over.id]);
      const revoked = await invitedTo(service, staff);
      const path = `/api/v1/organizations/${staff.organization}/invitations/${revoked.id}`;
      const revoke = { method: 'DELETE', path, token: staff.manager.token };
      for (const status of [204, 204]) expect((await send(service.url, revoke)).status).toBe(status);
      expect([await stateOf(over.id), await stateOf(revoked.id)]).toEqual(['expired', 'revoked']);
      const problems = [];
      for (const token of [over.token, revoked.token, 'shi_guessed', `${over.token}x`]) {
        for (const call of [join(token), accept(token, staff.member.token)]) {
          const { requestId: _, instance: __, ...problem } = await refused(service.url, call, 'one-time-token-invalid');
          problems.push(JSON.stringify(problem));
        }
      }
      expect(new Set(problems).size).toBe(1);
    });

    it('can not be revoked after they were accepted', async () => {
      const { id, token } = await invitedTo(service, staff);
      await succeed(service.url, join(token));
      const path = `/api/v1/organizations/${staff.organization}/invitations/${id}`;
      await refused(service.url, { method: 'DELETE', path, token: staff.manager.token }, 'not-found');
    });

    it('let in one of two who come at once', async () => {
      const { token } = await invitedTo(service, staff);
      const answers = await Promise.all([join(token), join(token), join(token)].map((call) => send(service.url, call)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    });

    it('are for roles that the organization may have, and operators are invited by operators', async () => {
      for (const role of ['reviewer', 'center-operator']) {
        const problem = await refused(
          service.url,
          invite(staff.organization, staff.manager.token, { role }),
          'invalid-request',
        );
        expect(problem.errors).toMatchObject([{ path: 'role' }]);
      }
      await refused(service.url, invite(staff.organization, staff.manager.token, { role: 'operator' }), 'forbidden');
      const mixed = await staffOf(service, 'reviewer', ['reviewing-body', 'platform-operator']);
      await refused(service.url, invite(mixed.organization, mixed.manager.token, { role: 'operator' }), 'forbidden');
      await succeed(
        service.url,
        invite(mixed.organization, await service.tokenOf('operator'), { role: 'operator', validForHours: 1 }),
      );
    });

    it('go with the membership of who made them', async () => {
      const other = await invitedTo(service, staff, { role: 'vendor', manages: true });
      const username = unique('leaving');
      const { membership } = await succeed<{ membership: { id: string } }>(
        service.url,
        join(other.token, { username }),
      );
      const leaving = await signIn(service, {
        username,
        password: 'a password of their own',
        organization: staff.organization,
        role: 'vendor',
      });
      const made = await succeed<{ id: string; token: string }>(service.url, invite(staff.organization, leaving.token));
      expect((await send(service.url, endOf(staff.organization, membership.id, leaving.token))).status).toBe(204);
      expect(await stateOf(made.id)).toBe('revoked');
      await refused(service.url, join(made.token), 'one-time-token-invalid');
    });

    it('are kept as digests and shown once', async () => {
      const { token } = await invitedTo(service, staff);
      const stored = await query<{ text: string }>(
        'SELECT t::text AS text FROM invitations t UNION ALL SELECT t::text FROM audit_events t',
      );
      expect(stored.map(({ text }) => text).join('\n')).not.toContain(token);
      expect(JSON.stringify(await listed())).not.toContain(token);
      expect(await membershipOf(service, staff.manager)).toMatchObject({ manages: true });
    });
  });
}
