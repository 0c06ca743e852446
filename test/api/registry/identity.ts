import { createHash } from 'node:crypto';
import { argon2Verify } from 'hash-wasm';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ORGANIZATION_KINDS, ROLES, roleFitsOrganization, type OrganizationKind, type Role } from '#libs/domain';
import { setPassword } from '#libs/registry';
import type { TestService } from '../../support/service.js';
import { problemOf, refused, send, succeed, type Call } from '../support/http.js';
import { createOrganization, joinAs, unique } from '../support/members.js';
import { rowCounts } from '../support/stored.js';

/** A code of GB 32100-2015 made up for this test (region 999999); its check character, worked out by hand, is `N`. */
const USCC = '91999999MA0000001N';

export function identity(open: () => TestService): void {
  describe('organizations, people and what they sign in with', () => {
    let service: TestService;
    let operator: string;
    beforeAll(async () => {
      service = open();
      operator = await service.tokenOf('operator');
    });

    const register = (json: object): Call => ({ method: 'POST', path: '/api/v1/organizations', token: operator, json });
    const member = (organization: string, json: object): Call => ({
      method: 'POST',
      path: `/api/v1/organizations/${organization}/members`,
      token: operator,
      json,
    });
    const query = <T>(sql: string, parameters: unknown[] = []) => service.parts.db.query<T[]>(sql, parameters);

    it('registers an organization that everybody can look up', async () => {
      const made = await succeed(
        service.url,
        register({
          slug: 'acme',
          name: '  某某软件  ',
          nameEn: 'Acme',
          uscc: USCC.toLowerCase(),
          kinds: ['vendor', 'vendor'],
        }),
      );
      expect(made).toMatchObject({ slug: 'acme', name: '某某软件', nameEn: 'Acme', uscc: USCC, kinds: ['vendor'] });
      expect(await succeed(service.url, { path: '/api/v1/organizations/acme' })).toEqual(made);
      await refused(service.url, { path: '/api/v1/organizations/nobody' }, 'not-found');
    });

    it('verifies the check character of a USCC and every character before it', async () => {
      const before = await rowCounts(service);
      const wrong = [
        '91999999MA0000001X',
        '91999999MA000000PP',
        '91999999MA000000IP',
        '91999999MA0000001',
        `${USCC}1`,
        '',
        'x',
      ];
      for (const uscc of wrong) {
        const problem = await refused(
          service.url,
          register({ slug: 'x', name: 'x', uscc, kinds: ['vendor'] }),
          'invalid-uscc',
        );
        expect(problem.errors).toMatchObject([{ path: 'uscc' }]);
      }
      expect(await rowCounts(service)).toEqual(before);
    });

    it('registers each slug and each USCC once', async () => {
      const slugTaken = await refused(
        service.url,
        register({ slug: 'acme', name: 'x', kinds: ['vendor'] }),
        'already-exists',
      );
      expect(slugTaken.errors).toMatchObject([{ path: 'slug' }]);
      const codeTaken = register({ slug: 'acme-2', name: 'x', uscc: USCC, kinds: ['vendor'] });
      expect((await refused(service.url, codeTaken, 'already-exists')).errors).toMatchObject([{ path: 'uscc' }]);
      const slug = unique('race');
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => send(service.url, register({ slug, name: 'x', kinds: ['vendor'] }))),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    });

    it('gives people only roles that fit the organization', async () => {
      for (const kind of ORGANIZATION_KINDS) {
        const organization = await createOrganization(service, [kind]);
        for (const role of ROLES) {
          const call = member(organization, {
            username: unique('u'),
            displayName: 'x',
            role,
            password: 'long enough pw',
          });
          if (fits(role, kind)) await succeed(service.url, call);
          else expect((await refused(service.url, call, 'invalid-request')).errors).toMatchObject([{ path: 'role' }]);
        }
      }
    });

    const fits = (role: Role, kind: OrganizationKind): boolean => roleFitsOrganization(role, [kind]);

    it('makes an account once, and never changes it on the way', async () => {
      const person = await joinAs(service, 'vendor');
      const second = await createOrganization(service, ['reviewing-body']);
      const again = { username: person.username, role: 'reviewer' };
      const withPassword = member(second, { ...again, password: 'another password!' });
      expect((await refused(service.url, withPassword, 'invalid-request')).errors).toMatchObject([
        { path: 'password' },
      ]);
      const underAnotherName = member(second, { ...again, displayName: 'x' });
      expect((await refused(service.url, underAnotherName, 'invalid-request')).errors).toMatchObject([
        { path: 'displayName' },
      ]);
      await succeed(service.url, member(second, again));
      await refused(service.url, member(second, again), 'already-exists');
      const nameless = member(second, { ...again, username: unique('new'), password: 'long enough pw' });
      expect((await refused(service.url, nameless, 'invalid-request')).errors).toMatchObject([{ path: 'displayName' }]);
      const withoutPassword = member(second, { ...again, displayName: 'x', username: unique('new') });
      expect((await refused(service.url, withoutPassword, 'invalid-request')).errors).toMatchObject([
        { path: 'password' },
      ]);
      await refused(service.url, member('nobody', { ...again, password: 'long enough pw' }), 'not-found');
      const short = member(second, { ...again, username: unique('new'), password: 'elevenchars' });
      expect((await refused(service.url, short, 'invalid-request')).errors).toMatchObject([{ path: 'password' }]);
    });

    it('says of a username that was taken in the same moment that it is taken', async () => {
      const organizations = await Promise.all(Array.from({ length: 5 }, () => createOrganization(service, ['vendor'])));
      const json = { username: unique('race'), displayName: 'x', role: 'vendor', password: 'long enough pw' };
      const answers = await Promise.all(organizations.map((slug) => send(service.url, member(slug, json))));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      for (const answer of answers.filter(({ status }) => status !== 201)) {
        // Whoever comes a little later finds an account, whose password is not changed this way.
        expect(problemOf(answer).errors).toMatchObject([
          answer.status === 409
            ? { path: 'username', message: expect.stringMatching(/^is taken/) }
            : { path: 'password' },
        ]);
      }
    });

    it('signs in for the membership that is named, and for no other', async () => {
      const { username, password, organization } = await joinAs(service, 'vendor');
      const second = await joinAs(service, 'reviewer', { person: { username, password } });
      const signIn = (json: object): Call => ({
        method: 'POST',
        path: '/api/v1/sessions',
        json: { username, password, ...json },
      });
      expect(await succeed(service.url, signIn({}))).toMatchObject({ membership: { role: 'vendor', organization } });
      expect(await succeed(service.url, signIn({ role: 'reviewer' }))).toMatchObject({
        membership: { role: 'reviewer', organization: second.organization },
      });
      expect(await succeed(service.url, { path: '/api/v1/me', token: second.token })).toMatchObject({
        username,
        membership: { role: 'reviewer' },
        memberships: [{ role: 'vendor' }, { role: 'reviewer' }],
      });
      const wrong = [
        { role: 'certifier' },
        { organization: second.organization, role: 'vendor' },
        { password: `${password}x` },
      ];
      const answers = [];
      for (const json of [...wrong, { username: 'nobody-at-all' }]) {
        const { requestId: _, ...problem } = await refused(service.url, signIn(json), 'wrong-credentials');
        answers.push(problem);
      }
      // Which part was wrong can not be told from the answer.
      expect(new Set(answers.map((problem) => JSON.stringify(problem))).size).toBe(1);
    });

    it('keeps passwords as argon2id and every other secret as a digest', async () => {
      const own = { password: 'not the one that the others share' };
      const { username, password, token } = await joinAs(service, 'vendor', own);
      const key = await succeed<{ key: string }>(service.url, {
        method: 'POST',
        path: '/api/v1/api-keys',
        token,
        json: { name: 'k' },
      });
      const [person] = await query<{ hash: string }>('SELECT password_hash AS hash FROM persons WHERE username = $1', [
        username,
      ]);
      expect(person?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect(await argon2Verify({ password, hash: person?.hash ?? '' })).toBe(true);
      const digests = await query<{ hash: Buffer }>(
        'SELECT token_hash AS hash FROM sessions UNION ALL SELECT key_hash FROM api_keys',
      );
      const stored = digests.map(({ hash }) => hash.toString('hex'));
      for (const secret of [token, key.key])
        expect(stored).toContain(createHash('sha256').update(secret).digest('hex'));
      // No secret is anywhere in the database, the audit trail and kept answers included.
      for (const table of ['sessions', 'api_keys', 'audit_events', 'idempotency_keys', 'enrolment_tokens', 'persons']) {
        const rows = await query<{ text: string }>(`SELECT t::text AS text FROM ${table} t`);
        const text = rows.map((row) => row.text).join('\n');
        for (const secret of [token, key.key, password, service.prepared.enrolmentToken]) {
          expect({ table, holds: text.includes(secret) }).toEqual({ table, holds: false });
        }
      }
    });

    describe('API keys', () => {
      const me = (token: string): Call => ({ path: '/api/v1/me', token });
      const make = (token: string, json: object) =>
        succeed<{ id: string; key: string; prefix: string }>(service.url, {
          method: 'POST',
          path: '/api/v1/api-keys',
          token,
          json,
        });

      it('act for the membership that made them until they are revoked', async () => {
        const owner = await joinAs(service, 'vendor');
        const made = await make(owner.token, { name: '自动化' });
        expect(made.key.startsWith(made.prefix)).toBe(true);
        expect(await succeed(service.url, me(made.key))).toMatchObject({
          membership: { organization: owner.organization },
        });
        const listed = await send(service.url, { path: '/api/v1/api-keys', token: owner.token });
        expect(listed.text).not.toContain(made.key);
        const product = { slug: unique('by-key'), name: 'x', category: 'developer-tool' };
        await succeed(service.url, { method: 'POST', path: '/api/v1/products', token: made.key, json: product });
        const revoke: Call = { method: 'DELETE', path: `/api/v1/api-keys/${made.id}`, token: owner.token };
        expect((await send(service.url, revoke)).status).toBe(204);
        await refused(service.url, me(made.key), 'unauthenticated');
        expect((await send(service.url, revoke)).status).toBe(204);
      });

      it('end when they were said to, and outlive a session', async () => {
        const { token } = await joinAs(service, 'vendor');
        const over = await make(token, { name: 'over', expiresAt: '2020-01-01T00:00:00Z' });
        await refused(service.url, me(over.key), 'session-expired');
        const lasting = await make(token, { name: 'lasting', expiresAt: '9999-12-31T23:59:59Z' });
        await send(service.url, { method: 'DELETE', path: '/api/v1/sessions/current', token });
        await succeed(service.url, me(lasting.key));
        // A key can't sign out: it is no session, and nothing would have ended.
        const [before] = await query('SELECT count(*) FROM audit_events');
        const out = { method: 'DELETE', path: '/api/v1/sessions/current', token: lasting.key };
        await refused(service.url, out, 'session-required');
        expect(await query('SELECT count(*) FROM audit_events')).toEqual([before]);
        await succeed(service.url, me(lasting.key));
      });

      it('make no other keys, which would outlive them', async () => {
        const { token } = await joinAs(service, 'vendor');
        const { key } = await make(token, { name: 'k' });
        const another = { method: 'POST', path: '/api/v1/api-keys', token: key, json: { name: 'another' } };
        await refused(service.url, another, 'session-required');
        const listed = await succeed<{ items: object[] }>(service.url, { path: '/api/v1/api-keys', token: key });
        expect(listed.items).toHaveLength(1);
      });

      it('end with the sessions when the password is set anew', async () => {
        const owner = await joinAs(service, 'vendor');
        const bystander = await joinAs(service, 'vendor');
        const [mine, others] = [await make(owner.token, { name: 'k' }), await make(bystander.token, { name: 'k' })];
        const actor = { kind: 'system', process: 'test', requestId: null } as const;
        await setPassword({ db: service.parts.db, actor }, owner.username, 'quite another password');
        for (const token of [owner.token, mine.key]) await refused(service.url, me(token), 'unauthenticated');
        for (const token of [bystander.token, others.key]) await succeed(service.url, me(token));
      });

      it("are only their membership's own to see and to revoke", async () => {
        const owner = await joinAs(service, 'vendor');
        const colleague = await joinAs(service, 'vendor', { organization: owner.organization });
        const { id, key } = await make(owner.token, { name: 'mine' });
        expect(await succeed(service.url, { path: '/api/v1/api-keys', token: colleague.token })).toEqual({
          items: [],
          nextCursor: null,
        });
        const revoke = { method: 'DELETE', path: `/api/v1/api-keys/${id}`, token: colleague.token };
        expect(problemOf(await send(service.url, revoke)).code).toBe('not-found');
        await succeed(service.url, me(key));
      });
    });
  });
}
