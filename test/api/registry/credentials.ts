import { beforeAll, describe, expect, it } from '@jest/globals';
import { authenticatePerson, createApiKey, createInvitation, createRecovery, setPassword } from '#libs/registry';
import type { TestService } from '../../support/service.js';
import { refused, send, succeed, type Call } from '../support/http.js';
import { joinAs, signIn, type Member } from '../support/members.js';
import { accept, apiKeyOf, endOf, invitedTo, membershipOf, staffOf, type Staff } from './people.js';

const NEW = 'quite another password';

export function credentials(open: () => TestService): void {
  describe('sessions, keys and passwords that change', () => {
    let service: TestService;
    beforeAll(() => {
      service = open();
    });
    const query = <T>(sql: string, parameters: unknown[] = []) => service.parts.db.query<T[]>(sql, parameters);
    const me = (token: string): Call => ({ path: '/api/v1/me', token });
    const over = (token: string) => refused(service.url, me(token), 'unauthenticated');
    const signingIn = ({ username }: Member, password: string): Call => ({
      method: 'POST',
      path: '/api/v1/sessions',
      json: { username, password },
    });

    describe('a session', () => {
      const switchTo = (token: string, json: object): Call => ({
        method: 'POST',
        path: '/api/v1/sessions/current/membership',
        token,
        json,
      });

      it('goes on as another membership under a new token, until the same moment', async () => {
        const vendor = await joinAs(service, 'vendor');
        const reviewer = await joinAs(service, 'reviewer', { person: vendor });
        const to = { organization: reviewer.organization };
        const [before] = await query<{ at: Date }>(
          `UPDATE sessions SET expires_at = now() + interval '1 hour' WHERE id = (SELECT max(id::text)::uuid FROM sessions)
           RETURNING expires_at AS at`,
        ).then((answer) => answer.flat());
        const switched = await succeed<{ token: string; expiresAt: string }>(
          service.url,
          switchTo(reviewer.token, { organization: vendor.organization, role: 'vendor' }),
        );
        expect(new Date(switched.expiresAt)).toEqual(before?.at);
        await over(reviewer.token);
        expect(await succeed(service.url, me(switched.token))).toMatchObject({ membership: { role: 'vendor' } });
        const back = await succeed<{ token: string }>(service.url, switchTo(switched.token, to));
        expect(await succeed(service.url, me(back.token))).toMatchObject({ membership: { role: 'reviewer' } });
      });

      it('never becomes one that the person does not hold, nor two', async () => {
        const vendor = await joinAs(service, 'vendor');
        const stranger = await joinAs(service, 'vendor');
        const own = { organization: vendor.organization };
        for (const to of [{ organization: stranger.organization }, { ...own, role: 'reviewer' }]) {
          await refused(service.url, switchTo(vendor.token, to), 'not-found');
        }
        await refused(service.url, switchTo(await apiKeyOf(service, vendor), own), 'session-required');
        await succeed(service.url, me(vendor.token));
        const answers = await Promise.all([1, 2, 3].map(() => send(service.url, switchTo(vendor.token, own))));
        expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      });
    });

    describe('an API key', () => {
      const rotate = (id: string, token: string, json: object = {}): Call => ({
        method: 'POST',
        path: `/api/v1/api-keys/${id}/rotation`,
        token,
        json,
      });
      interface Key {
        readonly id: string;
        readonly key: string;
        readonly lastUsedAt: string | null;
        readonly previousUntil: string | null;
      }
      const make = (token: string, more: object = {}) =>
        succeed<Key>(service.url, { method: 'POST', path: '/api/v1/api-keys', token, json: { name: 'k', ...more } });

      it('gets a new secret while the old one works on for the overlap', async () => {
        const { token } = await joinAs(service, 'vendor');
        const first = await make(token);
        const second = await succeed<Key>(service.url, rotate(first.id, token, { overlapHours: 1 }));
        expect(second).toMatchObject({ id: first.id, previousUntil: expect.any(String) });
        for (const key of [first.key, second.key]) await succeed(service.url, me(key));
        // One overlap at a time: the first secret ends with the second rotation.
        const third = await succeed<Key>(service.url, rotate(first.id, token));
        await over(first.key);
        for (const key of [second.key, third.key]) await succeed(service.url, me(key));
        await query(`UPDATE api_keys SET previous_until = now() WHERE id = $1`, [first.id]);
        await refused(service.url, me(second.key), 'session-expired');
        await send(service.url, { method: 'DELETE', path: `/api/v1/api-keys/${first.id}`, token });
        await over(third.key);
        await refused(service.url, rotate(first.id, token), 'illegal-transition');
      });

      it('has no overlap where none is wanted, and ends with both secrets when it is revoked or over', async () => {
        const { token } = await joinAs(service, 'vendor');
        const at = await make(token);
        await succeed(service.url, rotate(at.id, token, { overlapHours: 0 }));
        await refused(service.url, me(at.key), 'session-expired');
        const revoked = await make(token);
        const next = await succeed<Key>(service.url, rotate(revoked.id, token));
        await send(service.url, { method: 'DELETE', path: `/api/v1/api-keys/${revoked.id}`, token });
        for (const key of [revoked.key, next.key]) await over(key);
        const short = await make(token, { expiresAt: '9999-01-01T00:00:00Z' });
        const later = await succeed<Key>(service.url, rotate(short.id, token));
        await query('UPDATE api_keys SET expires_at = now() WHERE id = $1', [short.id]);
        for (const key of [short.key, later.key]) await refused(service.url, me(key), 'session-expired');
        await refused(service.url, rotate(short.id, token), 'illegal-transition');
      });

      it("is rotated by its membership's session alone, and for a week at most", async () => {
        const owner = await joinAs(service, 'vendor');
        const colleague = await joinAs(service, 'vendor', { organization: owner.organization });
        const { id, key } = await make(owner.token);
        await refused(service.url, rotate(id, key), 'session-required');
        await refused(service.url, rotate(id, colleague.token), 'not-found');
        for (const overlapHours of [-1, 169, 1.5, '1']) {
          await refused(service.url, rotate(id, owner.token, { overlapHours }), 'invalid-request');
        }
        await succeed(service.url, me(key));
      });

      it('tells when it was last used, by whichever secret', async () => {
        const { token } = await joinAs(service, 'vendor');
        const made = await make(token);
        const used = async () => {
          const page = await succeed<{ items: Key[] }>(service.url, { path: '/api/v1/api-keys', token });
          return page.items[0]?.lastUsedAt;
        };
        expect(await used()).toBeNull();
        await succeed(service.url, me(made.key));
        expect(await used()).not.toBeNull();
        await succeed(service.url, rotate(made.id, token));
        await query(`UPDATE api_keys SET last_used_at = '2020-01-01' WHERE id = $1`, [made.id]);
        await succeed(service.url, me(made.key));
        expect(new Date((await used()) ?? 0).getFullYear()).toBeGreaterThan(2020);
      });

      it('is not made by a session that ended after the caller was known, nor is an invitation or a recovery', async () => {
        const { manager: owner, member } = await staffOf(service);
        const { id: membershipId } = await membershipOf(service, member);
        const { db } = service.parts;
        const actor = await authenticatePerson(db, owner.token, null);
        await setPassword({ db, actor: { kind: 'system', process: 'test', requestId: null } }, owner.username, NEW);
        const { token, organization } = owner;
        const invitation = { organization, role: 'vendor', manages: true, validForHours: 1 } as const;
        const late = await Promise.allSettled([
          createApiKey({ db, actor }, token, { name: 'late', expiresAt: null }),
          createInvitation({ db, actor }, token, invitation),
          createRecovery({ db, actor }, token, { organization, membershipId }),
        ]);
        const ended = { status: 'rejected', reason: { code: 'unauthenticated' } };
        expect(late).toMatchObject([ended, ended, ended]);
      });
    });

    describe('a password', () => {
      const change = (token: string, currentPassword: string, newPassword = NEW): Call => ({
        method: 'PUT',
        path: '/api/v1/me/password',
        token,
        json: { currentPassword, newPassword },
      });

      it('is changed by who knows it, and ends every session and key', async () => {
        const owner = await joinAs(service, 'vendor');
        const elsewhere = await joinAs(service, 'reviewer', { person: owner });
        const key = await apiKeyOf(service, owner);
        await refused(service.url, change(owner.token, `${owner.password}x`), 'wrong-credentials');
        await refused(service.url, change(owner.token, owner.password, 'elevenchars'), 'invalid-request');
        await refused(service.url, change(key, owner.password), 'session-required');
        for (const token of [owner.token, elsewhere.token, key]) await succeed(service.url, me(token));
        expect((await send(service.url, change(owner.token, owner.password))).status).toBe(204);
        for (const token of [owner.token, elsewhere.token, key]) await over(token);
        await refused(service.url, signingIn(owner, owner.password), 'wrong-credentials');
        await succeed(service.url, signingIn(owner, NEW));
      });

      it('is changed once by two who change it at once', async () => {
        const owner = await joinAs(service, 'vendor');
        const answers = await Promise.all(
          [NEW, `${NEW} 2`].map((password) => send(service.url, change(owner.token, owner.password, password))),
        );
        expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
      });
    });

    describe('a recovery', () => {
      let staff: Staff;
      let operator: string;
      beforeAll(async () => {
        staff = await staffOf(service);
        operator = await service.tokenOf('operator');
      });
      const issue = async (member: Member, token: string | undefined): Promise<Call> => ({
        method: 'POST',
        path: `/api/v1/organizations/${member.organization}/members/${(await membershipOf(service, member)).id}/recovery`,
        token,
      });
      const recover = (token: string, password = NEW): Call => ({
        method: 'POST',
        path: '/api/v1/recovery',
        json: { token, password },
      });
      const issued = async (member: Member, token: string) =>
        (await succeed<{ token: string }>(service.url, await issue(member, token))).token;

      it('sets a password once, and ends all sessions and keys of the person', async () => {
        const member = await joinAs(service, 'vendor', { organization: staff.organization });
        const key = await apiKeyOf(service, member);
        const token = await issued(member, staff.manager.token);
        await refused(service.url, recover(token, 'short'), 'invalid-request');
        expect((await send(service.url, recover(token))).status).toBe(204);
        for (const credential of [member.token, key]) await over(credential);
        await refused(service.url, signingIn(member, member.password), 'wrong-credentials');
        await succeed(service.url, signingIn(member, NEW));
        await refused(service.url, recover(token), 'one-time-token-invalid');
        const stored = await query<{ text: string }>(
          'SELECT t::text AS text FROM recovery_tokens t UNION ALL SELECT t::text FROM audit_events t',
        );
        expect(stored.map(({ text }) => text).join('\n')).not.toContain(token);
      });

      it('is issued by managers for plain members of their own, by operators for others, by nobody for themselves', async () => {
        const rivals = await staffOf(service);
        const elsewhere = await joinAs(service, 'vendor', { organization: staff.organization });
        await joinAs(service, 'reviewer', { person: elsewhere });
        const cases: [Member, string | undefined, string][] = [
          [staff.member, undefined, 'unauthenticated'],
          [staff.member, staff.member.token, 'forbidden'],
          [staff.member, rivals.manager.token, 'forbidden'],
          [staff.member, await service.tokenOf('reviewer'), 'forbidden'],
          [staff.member, await apiKeyOf(service, staff.manager), 'session-required'],
          [staff.manager, staff.manager.token, 'forbidden'],
          [elsewhere, staff.manager.token, 'forbidden'],
        ];
        for (const [member, token, code] of cases) {
          expect((await refused(service.url, await issue(member, token))).code).toBe(code);
        }
        const { id } = await membershipOf(service, staff.member);
        const through = `/api/v1/organizations/${rivals.organization}/members/${id}/recovery`;
        await refused(service.url, { method: 'POST', path: through, token: rivals.manager.token }, 'not-found');
        for (const member of [staff.manager, elsewhere, staff.member]) await issued(member, operator);
      });

      it('is over when another was issued, the password changed, or who issued it has left', async () => {
        const member = await joinAs(service, 'vendor', { organization: staff.organization });
        const first = await issued(member, staff.manager.token);
        const second = await issued(member, staff.manager.token);
        await refused(service.url, recover(first), 'one-time-token-invalid');
        const json = { currentPassword: member.password, newPassword: NEW };
        await send(service.url, { method: 'PUT', path: '/api/v1/me/password', token: member.token, json });
        await refused(service.url, recover(second), 'one-time-token-invalid');
        const again = await signIn(service, { ...member, password: NEW });
        const helper = await staffOf(service);
        const third = await issued(helper.member, helper.manager.token);
        await query(`UPDATE memberships SET manages = true WHERE id = $1`, [
          (await membershipOf(service, helper.member)).id,
        ]);
        const { id } = await membershipOf(service, helper.manager);
        await send(service.url, endOf(helper.organization, id, helper.manager.token));
        await refused(service.url, recover(third), 'one-time-token-invalid');
        const late = await issued(again, staff.manager.token);
        await query('UPDATE recovery_tokens SET expires_at = now() WHERE used_at IS NULL AND revoked_at IS NULL');
        await refused(service.url, recover(late), 'one-time-token-invalid');
        await refused(service.url, recover('shr_guessed'), 'one-time-token-invalid');
      });

      it("a manager's opens no account that has become more than their member's", async () => {
        const member = await joinAs(service, 'vendor', { organization: staff.organization });
        const token = await issued(member, staff.manager.token);
        const other = await staffOf(service);
        await succeed(service.url, accept((await invitedTo(service, other)).token, member.token));
        await refused(service.url, recover(token), 'one-time-token-invalid');
        await succeed(service.url, me(member.token));
      });
    });
  });
}
