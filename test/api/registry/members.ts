import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TestService } from '../../support/service.js';
import { problemOf, refused, send, succeed, type Call } from '../support/http.js';
import { joinAs, signIn } from '../support/members.js';
import { contents } from '../support/stored.js';
import { accept, apiKeyOf, endOf, invitedTo, membershipOf, staffOf, type Staff } from './people.js';

export function members(open: () => TestService): void {
  describe('members and who manages them', () => {
    let service: TestService;
    let staff: Staff;
    let rivals: Staff;
    let laboratory: Staff;
    beforeAll(async () => {
      service = open();
      staff = await staffOf(service);
      rivals = await staffOf(service);
      laboratory = await staffOf(service, 'center-operator', ['center']);
    });

    describe('who may do what', () => {
      const CALLERS = {
        stranger: 'unauthenticated',
        'plain member': 'forbidden',
        "another vendor's manager": 'forbidden',
        "a center's manager": 'forbidden',
        reviewer: 'forbidden',
        certifier: 'forbidden',
        "the manager's API key": 'session-required',
        manager: 'in',
        operator: 'in',
      } as const;
      type Who = keyof typeof CALLERS;

      async function tokenOf(who: Who): Promise<string | undefined> {
        if (who === 'stranger') return undefined;
        if (who === 'manager') return staff.manager.token;
        if (who === 'plain member') return staff.member.token;
        if (who === "another vendor's manager") return rivals.manager.token;
        if (who === "a center's manager") return laboratory.manager.token;
        if (who === "the manager's API key") return apiKeyOf(service, staff.manager);
        return service.tokenOf(who);
      }

      /** Every call of an organization's people, about somebody and something that this caller leaves as it was. */
      async function calls(token: string | undefined): Promise<Record<string, Call>> {
        const at = `/api/v1/organizations/${staff.organization}`;
        const other = await joinAs(service, 'vendor', { organization: staff.organization });
        const { id } = await membershipOf(service, other);
        const invitation = await invitedTo(service, staff);
        return {
          listMembers: { path: `${at}/members`, token },
          listInvitations: { path: `${at}/invitations`, token },
          updateMember: { method: 'PATCH', path: `${at}/members/${id}`, token, json: { manages: false } },
          createInvitation: { method: 'POST', path: `${at}/invitations`, token, json: { role: 'vendor' } },
          revokeInvitation: { method: 'DELETE', path: `${at}/invitations/${invitation.id}`, token },
          endMembership: endOf(staff.organization, id, token),
        };
      }

      it.each(Object.keys(CALLERS) as Who[])('%s', async (who) => {
        const token = await tokenOf(who);
        for (const [operation, call] of Object.entries(await calls(token))) {
          const before = await contents(service, 'memberships', 'invitations');
          const answer = await send(service.url, call);
          const seen = answer.status < 300 ? 'in' : problemOf(answer).code;
          // A key reads what its membership may read. Whose membership it is, is not told to who manages nobody.
          const reads = call.method === undefined;
          const wanted =
            CALLERS[who] === 'session-required' && reads
              ? 'in'
              : CALLERS[who] === 'forbidden' && operation === 'endMembership'
                ? 'not-found'
                : CALLERS[who];
          expect({ operation, seen }).toEqual({ operation, seen: wanted });
          if (seen !== 'in') expect(await contents(service, 'memberships', 'invitations')).toEqual(before);
        }
      });

      it('finds nobody through another organization, and no organization that is not there', async () => {
        const { id } = await membershipOf(service, staff.member);
        const invitation = await invitedTo(service, staff);
        const operator = await service.tokenOf('operator');
        for (const token of [rivals.manager.token, operator]) {
          for (const organization of [rivals.organization, 'nobody']) {
            const at = `/api/v1/organizations/${organization}`;
            await refused(service.url, endOf(organization, id, token), 'not-found');
            const update = { method: 'PATCH', path: `${at}/members/${id}`, token, json: { manages: true } };
            await refused(service.url, update, 'not-found');
            const revoke = { method: 'DELETE', path: `${at}/invitations/${invitation.id}`, token };
            await refused(service.url, revoke, 'not-found');
          }
        }
      });
    });

    it('lists who is there, page by page, and not who has left', async () => {
      const own = await staffOf(service);
      const { id } = await membershipOf(service, own.member);
      const at = `/api/v1/organizations/${own.organization}/members`;
      interface Page {
        items: { username: string; manages: boolean }[];
        nextCursor: string | null;
      }
      const first = await succeed<Page>(service.url, { path: `${at}?limit=1`, token: own.manager.token });
      const second = await succeed<Page>(service.url, {
        path: `${at}?limit=1&cursor=${first.nextCursor ?? ''}`,
        token: own.manager.token,
      });
      expect([...first.items, ...second.items]).toMatchObject([
        { username: own.manager.username, manages: true },
        { username: own.member.username, manages: false },
      ]);
      await send(service.url, endOf(own.organization, id, own.manager.token));
      const rest = await succeed<Page>(service.url, { path: at, token: own.manager.token });
      expect(rest.items).toHaveLength(1);
    });

    it('ends a membership with its sessions and keys, and no other of the person', async () => {
      const own = await staffOf(service);
      const other = await joinAs(service, 'reviewer', { person: own.member });
      const { id } = await membershipOf(service, own.member);
      const key = await apiKeyOf(service, own.member);
      expect((await send(service.url, endOf(own.organization, id, own.manager.token))).status).toBe(204);
      for (const token of [own.member.token, key]) {
        await refused(service.url, { path: '/api/v1/me', token }, 'unauthenticated');
      }
      const me = await succeed<{ memberships: object[] }>(service.url, { path: '/api/v1/me', token: other.token });
      expect(me.memberships).toHaveLength(1);
      const { username, password, organization, role } = own.member;
      const again = { method: 'POST', path: '/api/v1/sessions', json: { username, password, organization, role } };
      await refused(service.url, again, 'wrong-credentials');
      // Who comes back starts anew: nothing of the earlier stay works again.
      const { token } = await invitedTo(service, own);
      await succeed(service.url, accept(token, other.token));
      expect((await membershipOf(service, await signIn(service, own.member))).id).not.toBe(id);
      await refused(service.url, { path: '/api/v1/me', token: key }, 'unauthenticated');
    });

    it('lets people leave, but not speak for others', async () => {
      const own = await staffOf(service);
      const [manager, member] = [await membershipOf(service, own.manager), await membershipOf(service, own.member)];
      await refused(service.url, endOf(own.organization, manager.id, own.member.token), 'not-found');
      expect((await send(service.url, endOf(own.organization, member.id, own.member.token))).status).toBe(204);
    });

    it('keeps the last one who can manage', async () => {
      const own = await staffOf(service);
      const [manager, member] = [await membershipOf(service, own.manager), await membershipOf(service, own.member)];
      const operator = await service.tokenOf('operator');
      const set = (id: string, manages: boolean, token: string): Call => ({
        method: 'PATCH',
        path: `/api/v1/organizations/${own.organization}/members/${id}`,
        token,
        json: { manages },
      });
      for (const token of [own.manager.token, operator]) {
        await refused(service.url, endOf(own.organization, manager.id, token), 'last-manager');
        await refused(service.url, set(manager.id, false, token), 'last-manager');
      }
      await succeed(service.url, set(member.id, true, own.manager.token));
      // Each of two sends the other away: one is left.
      const answers = await Promise.all([
        send(service.url, endOf(own.organization, manager.id, own.member.token)),
        send(service.url, endOf(own.organization, member.id, own.manager.token)),
      ]);
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      const [left] = await service.parts.db.query<{ count: number }[]>(
        `SELECT count(*) FROM memberships m JOIN organizations o ON o.id = m.organization_id
          WHERE o.slug = $1 AND m.manages AND m.ended_at IS NULL`,
        [own.organization],
      );
      expect(left?.count).toBe(1);
    });

    it('keeps the last operator', async () => {
      const operator = { token: await service.tokenOf('operator') };
      const me = await succeed<{ membership: { id: string; organization: string } }>(service.url, {
        path: '/api/v1/me',
        ...operator,
      });
      const { id, organization } = me.membership;
      const [others] = await service.parts.db.query<{ count: number }[]>(
        `SELECT count(*) FROM memberships WHERE role = 'operator' AND ended_at IS NULL AND id <> $1`,
        [id],
      );
      // Roles are tried out elsewhere in this suite; only then is there another one.
      if (others?.count !== 0) {
        await service.parts.db.query(
          `UPDATE memberships SET ended_at = now() WHERE role = 'operator' AND ended_at IS NULL AND id <> $1`,
          [id],
        );
      }
      const problem = await refused(service.url, endOf(organization, id, operator.token), 'last-manager');
      expect(problem.facts).toEqual({ last: 'last-operator' });
    });
  });
}
