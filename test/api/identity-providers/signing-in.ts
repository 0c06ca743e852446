import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Behaviour, OidcProvider } from '../../support/oidc-provider.js';
import type { TestService } from '../../support/service.js';
import { refused, send, succeed } from '../support/http.js';
import { joinAs } from '../support/members.js';
import { rowCounts } from '../support/stored.js';
import { BACK, finish, me, start, Visitors } from './visitors.js';

export function signingIn(open: () => { service: TestService; provider: OidcProvider }): void {
  describe('signing in', () => {
    let service: TestService;
    let provider: OidcProvider;
    let visitors: Visitors;
    beforeAll(() => {
      ({ service, provider } = open());
      visitors = new Visitors(service);
    });
    beforeEach(async () => {
      await provider.behave('right');
    });

    it('tells which providers there are, and nothing of their settings', async () => {
      const { items } = await succeed<{ items: object[] }>(service.url, { path: '/api/v1/identity-providers' });
      expect(items[0]).toEqual({ name: 'company', displayName: '公司账号', issuer: provider.issuer });
      expect(items).toHaveLength(4);
    });

    it('begins with PKCE, a state and a nonce, asks for nothing but the subject, and keeps no secret', async () => {
      const { authorizationUrl, handle } = await visitors.begin();
      const { searchParams, origin } = new URL(authorizationUrl);
      expect(origin).toBe(provider.issuer);
      expect(Object.fromEntries(searchParams)).toMatchObject({
        response_type: 'code',
        client_id: 'shipei',
        redirect_uri: BACK,
        scope: 'openid',
        code_challenge_method: 'S256',
        code_challenge: expect.stringMatching(/^[\w-]{43}$/),
        state: expect.stringMatching(/^[\w-]{43}$/),
        nonce: expect.stringMatching(/^[\w-]{43}$/),
      });
      expect(authorizationUrl).not.toContain(handle);
      const stored = JSON.stringify(await service.parts.db.query('SELECT * FROM provider_sign_ins'));
      for (const secret of [handle, searchParams.get('state') ?? '', searchParams.get('nonce') ?? '']) {
        expect(secret.length).toBeGreaterThan(40);
        expect(stored).not.toContain(secret);
      }
    });

    it('links an identity to who proves the password again, and signs in with it from then on', async () => {
      const { member, login, id } = await visitors.linked();
      const session = await visitors.signInAs(login);
      expect(session.membership.organization).toBe(member.organization);
      expect(await succeed(service.url, me(session.token))).toMatchObject({ username: member.username });
      const list = { path: '/api/v1/me/identities', token: session.token };
      expect(await succeed(service.url, list)).toMatchObject({
        items: [{ id, provider: 'company', issuer: provider.issuer, subject: login, lastUsedAt: expect.any(String) }],
        nextCursor: null,
      });
      const events = await service.parts.db.query<{ action: string; details: object }[]>(
        `SELECT action, details FROM audit_events WHERE details->>'identity' = $1 ORDER BY id`,
        [id],
      );
      expect(events.map(({ action }) => action)).toEqual(['person.link-identity', 'session.create']);
      // The password is as good as before.
      await succeed(service.url, {
        method: 'POST',
        path: '/api/v1/sessions',
        json: { username: member.username, password: member.password },
      });
    });

    it('lets nobody in whose identity is not linked: neither by name nor by anything else that is alike', async () => {
      const member = await joinAs(service, 'vendor');
      const theirs = await visitors.proof(member.username);
      const before = await rowCounts(service);
      await refused(service.url, finish(theirs), 'identity-not-accepted');
      expect(await rowCounts(service)).toEqual(before);
    });

    it('acts for the membership that is asked for, and for none that is not held, was ended or disabled', async () => {
      const { member, login } = await visitors.linked();
      const second = await joinAs(service, 'vendor', { person: member });
      const as = async (json: object) => finish({ ...(await visitors.proof(login)), ...json });
      const { membership } = await succeed<{ membership: { organization: string } }>(
        service.url,
        await as({ organization: second.organization, role: 'vendor' }),
      );
      expect(membership.organization).toBe(second.organization);
      await refused(service.url, await as({ organization: 'dev-vendor' }), 'identity-not-accepted');
      await refused(service.url, await as({ role: 'operator' }), 'identity-not-accepted');
      const { db } = service.parts;
      const { token } = await visitors.signInAs(login);
      await db.query(`UPDATE persons SET disabled_at = now() WHERE username = $1`, [member.username]);
      await refused(service.url, await as({}), 'identity-not-accepted');
      await refused(service.url, me(token), 'unauthenticated');
      await db.query(`UPDATE persons SET disabled_at = NULL WHERE username = $1`, [member.username]);
      await db.query(
        `UPDATE memberships SET ended_at = now() WHERE person_id = (SELECT id FROM persons WHERE username = $1)`,
        [member.username],
      );
      await refused(service.url, await as({}), 'identity-not-accepted');
    });

    it('takes a sign-in once, by who began it, with its own state, while it lasts', async () => {
      const { login } = await visitors.linked();
      const mine = await visitors.proof(login);
      const other = await visitors.begin();
      const { state: othersState } = await visitors.proof(login, other);
      for (const wrong of [
        { state: othersState },
        { state: 'x' },
        { handle: other.handle },
        { handle: `${mine.handle}x` },
        { handle: 'x' },
      ]) {
        await refused(service.url, finish({ ...mine, ...wrong }), 'provider-sign-in-invalid');
      }
      // None of these has spoilt the right one, which is good once.
      const answers = await Promise.all([1, 2, 3].map(() => send(service.url, finish(mine))));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
      await refused(service.url, finish(mine), 'provider-sign-in-invalid');
      const late = await visitors.proof(login);
      await service.parts.db.query('UPDATE provider_sign_ins SET expires_at = now() WHERE used_at IS NULL');
      await refused(service.url, finish(late), 'provider-sign-in-invalid');
    });

    it("is not taken in by a code of somebody else's sign-in, nor by one that was used", async () => {
      const { login } = await visitors.linked();
      const stolen = await visitors.proof(login);
      const attackers = await visitors.begin();
      const state = new URL(attackers.authorizationUrl).searchParams.get('state') ?? '';
      // The code was given out for another challenge.
      const injected = finish({ ...stolen, handle: attackers.handle, state });
      expect((await refused(service.url, injected, 'provider-refused')).facts).toEqual({ error: 'invalid_grant' });
      const next = await visitors.begin();
      const nextState = new URL(next.authorizationUrl).searchParams.get('state') ?? '';
      for (const code of [stolen.code, 'made-up']) {
        const again = await visitors.begin();
        const againState = new URL(again.authorizationUrl).searchParams.get('state') ?? '';
        const replayed = finish({ handle: again.handle, state: againState, code, iss: provider.issuer });
        await refused(service.url, replayed, 'provider-refused');
      }
      const elsewhere = { handle: next.handle, state: nextState, code: 'x', iss: 'https://issuer.example' };
      await refused(service.url, finish(elsewhere), 'provider-refused');
    });

    it('says so where somebody turned back at the provider, in no words but the protocol’s', async () => {
      const turnedBack = await visitors.proof(undefined);
      expect(turnedBack).toMatchObject({ error: 'access_denied' });
      expect((await refused(service.url, finish(turnedBack), 'provider-refused')).facts).toEqual({
        error: 'access_denied',
      });
      const { handle, authorizationUrl } = await visitors.begin();
      const state = new URL(authorizationUrl).searchParams.get('state');
      const words = await refused(service.url, finish({ handle, state, error: '<b>Call 555' }), 'provider-refused');
      expect(JSON.stringify(words)).not.toContain('555');
      await refused(service.url, finish({ handle, state }), 'provider-sign-in-invalid');
    });

    it.each<Behaviour>([
      'another audience',
      'another issuer',
      'another nonce',
      'an end in the past',
      'no signature',
      'the right claims under another key',
    ])('believes no ID token with %s', async (behaviour) => {
      const { login } = await visitors.linked();
      const mine = await visitors.proof(login);
      await provider.behave(behaviour);
      await refused(service.url, finish(mine), 'provider-refused');
    });

    it('bears with a clock that is a little late, and with keys that were rotated', async () => {
      const { login } = await visitors.linked();
      const mine = await visitors.proof(login);
      await provider.behave('a clock that is late');
      await succeed(service.url, finish(mine));
      await provider.behave('right');
      await provider.rotateKeys();
      await visitors.signInAs(login);
      await provider.rotateKeys();
      await visitors.signInAs(login);
    });

    it('asks for metadata once in a while, and for the keys each time', async () => {
      const { login } = await visitors.linked();
      await provider.behave('right');
      await visitors.signInAs(login);
      await visitors.signInAs(login);
      const asked = await provider.behave('right');
      expect(asked.filter((line) => line.includes('.well-known'))).toEqual([]);
      expect(asked.filter((line) => line === 'GET /jwks')).toHaveLength(2);
      expect(asked.filter((line) => line === 'POST /token')).toHaveLength(2);
      // Nothing is asked with the access token.
      expect(asked.filter((line) => line.includes('/me'))).toEqual([]);
    });

    it('says that a provider is away, and takes the same once it is back', async () => {
      const before = await rowCounts(service);
      for (const name of ['away', 'wrong-issuer']) {
        const answer = await send(service.url, start({ provider: name }));
        expect(answer).toMatchObject({ status: 503, json: { code: 'provider-unavailable' } });
        expect(answer.headers['retry-after']).toMatch(/^\d+$/);
      }
      expect(await rowCounts(service)).toEqual(before);
      const { login } = await visitors.linked();
      const mine = await visitors.proof(login);
      await provider.behave('overloaded');
      const overloaded = await send(service.url, finish(mine));
      expect(overloaded).toMatchObject({ status: 503, json: { code: 'provider-unavailable' } });
      await provider.behave('right');
      await succeed(service.url, finish(mine));
      await provider.behave('endless');
      await refused(service.url, finish(await visitors.proof(login)), 'provider-unavailable');
      // What is wrong between the service and the provider is nothing that the person can mend.
      const misconfigured = await visitors.begin({ provider: 'wrong-secret' });
      await refused(service.url, finish(await visitors.proof(login, misconfigured)), 'provider-unavailable');
    });

    it('goes to no provider and sends nobody back to an address but those of the settings', async () => {
      const before = await rowCounts(service);
      await refused(service.url, start({ provider: 'nobody' }), 'not-found');
      for (const redirectUri of ['https://evil.example/callback', 'http://127.0.0.1:80@evil.example/callback', 'x']) {
        const problem = await refused(service.url, start({ redirectUri }), 'invalid-request');
        expect(problem.errors).toMatchObject([{ path: 'redirectUri', code: 'not-allowed' }]);
      }
      await refused(service.url, start({ issuer: 'http://169.254.169.254/' }), 'invalid-request');
      expect(await rowCounts(service)).toEqual(before);
    });
  });
}
