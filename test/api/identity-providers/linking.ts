import { beforeAll, describe, expect, it } from '@jest/globals';
import { setPassword } from '#libs/registry';
import type { TestService } from '../../support/service.js';
import { staffOf } from '../registry/people.js';
import { refused, send, succeed, type Call } from '../support/http.js';
import { joinAs, unique } from '../support/members.js';
import { rowCounts } from '../support/stored.js';
import { finish, finishLink, me, startLink, Visitors, type Begun } from './visitors.js';

export function linking(open: () => TestService): void {
  describe('identities', () => {
    let service: TestService;
    let visitors: Visitors;
    beforeAll(() => {
      service = open();
      visitors = new Visitors(service);
    });

    it('links an identity once, to who began to, with the password and a session that is live', async () => {
      const [one, two] = [await visitors.linked(), await joinAs(service, 'vendor')];
      const wrong = await refused(service.url, startLink(two, { password: 'not theirs' }), 'wrong-credentials');
      expect(wrong.errors).toMatchObject([{ path: 'password' }]);
      // Linked already, to somebody else or to oneself.
      for (const member of [two, one.member]) {
        const begun = await succeed<Begun>(service.url, startLink(member));
        await refused(service.url, finishLink(member.token, await visitors.proof(one.login, begun)), 'already-exists');
      }
      // A sign-in of one person links nothing to another, and one that was begun to sign in links nothing at all.
      const login = unique('login');
      const begun = await succeed<Begun>(service.url, startLink(two));
      const mine = await visitors.proof(login, begun);
      await refused(service.url, finishLink(one.member.token, mine), 'provider-sign-in-invalid');
      await refused(service.url, finish(mine), 'provider-sign-in-invalid');
      await refused(service.url, finishLink(two.token, await visitors.proof(login)), 'provider-sign-in-invalid');
      const key = await succeed<{ key: string }>(service.url, {
        method: 'POST',
        path: '/api/v1/api-keys',
        token: two.token,
        json: { name: 'k' },
      });
      await refused(service.url, finishLink(key.key, mine), 'session-required');
      await refused(service.url, startLink({ ...two, token: key.key }), 'session-required');
      await succeed(service.url, finishLink(two.token, mine));
    });

    it('unlinks: the identity opens nothing more, and its sessions end, also one that was switched', async () => {
      const { member, login, id } = await visitors.linked();
      const second = await joinAs(service, 'vendor', { person: member });
      const { token } = await visitors.signInAs(login);
      const switched = await succeed<{ token: string }>(service.url, {
        method: 'POST',
        path: '/api/v1/sessions/current/membership',
        token: (await visitors.signInAs(login)).token,
        json: { organization: second.organization },
      });
      const unlink = (who: string): Call => ({ method: 'DELETE', path: `/api/v1/me/identities/${id}`, token: who });
      await refused(service.url, unlink((await joinAs(service, 'vendor')).token), 'not-found');
      expect((await send(service.url, unlink(member.token))).status).toBe(204);
      await refused(service.url, unlink(member.token), 'not-found');
      for (const ended of [token, switched.token]) await refused(service.url, me(ended), 'unauthenticated');
      await succeed(service.url, me(member.token));
      await refused(service.url, finish(await visitors.proof(login)), 'identity-not-accepted');
      // Somebody else's to link now, or one's own again.
      await visitors.link(await joinAs(service, 'vendor'), login);
    });

    it('forgets identities when a password is set anew, whoever sets it', async () => {
      const [one, two] = [await visitors.linked(), await visitors.linked()];
      const { token } = await visitors.signInAs(one.login);
      const change = { currentPassword: one.member.password, newPassword: 'a password of their own' };
      const changed = { method: 'PUT', path: '/api/v1/me/password', token: one.member.token, json: change };
      expect((await send(service.url, changed)).status).toBe(204);
      await refused(service.url, me(token), 'unauthenticated');
      await setPassword(
        { db: service.parts.db, actor: { kind: 'system', process: 'test', requestId: null } },
        two.member.username,
        'a password of their own',
      );
      for (const { login } of [one, two]) {
        await refused(service.url, finish(await visitors.proof(login)), 'identity-not-accepted');
      }
    });

    it('links an identity to a new account that comes by invitation', async () => {
      const { organization, manager } = await staffOf(service);
      const invitation = await succeed<{ token: string }>(service.url, {
        method: 'POST',
        path: `/api/v1/organizations/${organization}/invitations`,
        token: manager.token,
        json: { role: 'vendor' },
      });
      const login = unique('login');
      const join = (json: object): Call => ({
        method: 'POST',
        path: '/api/v1/invitations/account',
        json: { username: unique('new'), displayName: '新人', password: 'a password of their own', ...json },
      });
      const before = await rowCounts(service);
      const wrong = { handle: 'x', state: 'x', code: 'x' };
      await refused(service.url, join({ token: invitation.token, identity: wrong }), 'provider-sign-in-invalid');
      // The invitation first: who has none moves nothing at the provider.
      await refused(service.url, join({ token: 'shi_x', identity: wrong }), 'one-time-token-invalid');
      expect(await rowCounts(service)).toEqual(before);
      // Somebody else's identity: nothing is made, and the invitation stays open.
      const taken = await visitors.linked();
      const people = (await rowCounts(service))['persons'];
      const others = join({ token: invitation.token, identity: await visitors.proof(taken.login) });
      await refused(service.url, others, 'already-exists');
      expect((await rowCounts(service))['persons']).toBe(people);
      await succeed(service.url, join({ token: invitation.token, identity: await visitors.proof(login) }));
      expect((await visitors.signInAs(login)).membership.organization).toBe(organization);
    });
  });
}
