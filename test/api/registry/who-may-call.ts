import { beforeAll, describe, expect, it } from '@jest/globals';
import { OPERATIONS } from '#libs/contracts';
import { ROLES, type Role } from '#libs/domain';
import { forgetEndedSessions } from '#libs/registry';
import { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import { refused, send, succeed } from '../support/http.js';
import { joinAs, signIn, type Member } from '../support/members.js';
import { addressOf } from '../support/operations.js';

/** Beside test/api/access.test.ts, where everybody calls everything. */
export function whoMayCall(open: () => TestService): void {
  describe('who may call what', () => {
    let service: TestService;
    let agent: FakeAgent;
    beforeAll(async () => {
      service = open();
      agent = await FakeAgent.enrol(service.url, service.prepared.enrolmentToken);
    });

    it('asks for the role before it looks at the input', async () => {
      for (const operation of OPERATIONS.filter(
        ({ bodyKind, who }) => bodyKind === 'json' && typeof who !== 'string',
      )) {
        const role = ROLES.find((candidate) => !operation.who.includes(candidate));
        if (role === undefined) continue;
        const call = { method: operation.method, path: addressOf(operation), token: await service.tokenOf(role) };
        const problem = await refused(service.url, { ...call, json: { nonsense: 1 } }, 'forbidden');
        expect(problem.errors).toBeUndefined();
      }
    });

    it('asks an attempt for its secret', async () => {
      for (const operation of OPERATIONS.filter(({ who }) => who === 'attempt')) {
        const call = { method: operation.method, path: addressOf(operation), token: agent.credential };
        await refused(service.url, call, 'unauthenticated');
      }
    });

    it('knows no token that it did not give out, that is over, or that is for something else', async () => {
      const member = await joinAs(service, 'vendor');
      const me = async (token: string) =>
        refused(service.url, { path: '/api/v1/me', token }, 'unauthenticated', 'session-expired');
      for (const token of [
        'x',
        'shs_',
        `shs_${'A'.repeat(43)}`,
        'shk_x',
        'null',
        member.token.slice(0, -1),
        `${member.token}A`,
      ]) {
        expect((await me(token)).code).toBe('unauthenticated');
      }
      // An enrolment token opens nothing but an enrolment; an agent's credential no person's door, and the other way round.
      expect((await me(service.prepared.enrolmentToken)).code).toBe('unauthenticated');
      expect((await me(agent.credential)).code).toBe('unauthenticated');
      const register = {
        method: 'POST',
        path: '/api/v1/agents/register',
        json: { version: '1', hosts: [], attempts: [] },
      };
      await refused(service.url, { ...register, token: member.token }, 'unauthenticated');
      await refused(service.url, { ...register, token: `sha_${'A'.repeat(43)}` }, 'unauthenticated');
      const credentialHash = '0'.repeat(64);
      const enrol = { method: 'POST', path: '/api/v1/agents/enrol' };
      for (const token of [member.token, agent.credential, 'she_x']) {
        await refused(
          service.url,
          { ...enrol, json: { token, name: 'x', version: '1', credentialHash } },
          'unauthenticated',
        );
      }
      await refused(
        service.url,
        { ...enrol, json: { token: service.prepared.enrolmentToken, name: 'x', version: '1', credentialHash } },
        'enrolment-token-used',
      );
    });

    describe('a session', () => {
      let member: Member;
      beforeAll(async () => {
        member = await joinAs(service, 'vendor');
      });
      const again = () => signIn(service, member);
      const me = (token: string) => ({ path: '/api/v1/me', token });

      it('ends when it is signed out, and no other with it', async () => {
        const [one, other] = [await again(), await again()];
        const out = { method: 'DELETE', path: '/api/v1/sessions/current', token: one.token };
        expect((await send(service.url, out)).status).toBe(204);
        await refused(service.url, me(one.token), 'unauthenticated');
        await refused(service.url, out, 'unauthenticated');
        await succeed(service.url, me(other.token));
      });

      it('says when its time is over, also where anybody may ask', async () => {
        const { token } = await again();
        await service.parts.db.query(
          `UPDATE sessions SET expires_at = now() WHERE id = (SELECT max(id::text)::uuid FROM sessions)`,
        );
        await refused(service.url, me(token), 'session-expired');
        await refused(service.url, { path: '/api/v1/products', token }, 'session-expired');
      });

      it('is forgotten a week after its end', async () => {
        const { db } = service.parts;
        const ages = ['1 day', '6 days', '8 days'];
        for (const [index, column] of ['expires_at', 'expires_at', 'expires_at', 'revoked_at'].entries()) {
          await again();
          await db.query(
            `UPDATE sessions SET ${column} = now() - $1::interval WHERE id = (SELECT max(id::text)::uuid FROM sessions)`,
            [ages[Math.min(index, 2)]],
          );
        }
        const ended = async () => {
          const [row] = await db.query<{ count: number }[]>(
            `SELECT count(*)::int FROM sessions WHERE least(expires_at, revoked_at) < now() - interval '7 hours'`,
          );
          return row?.count;
        };
        expect(await ended()).toBe(4);
        await forgetEndedSessions(db);
        expect(await ended()).toBe(2);
        await succeed(service.url, me(member.token));
      });

      it('ends with the membership that it acts for, and with the account', async () => {
        const { token } = await again();
        const person = `(SELECT id FROM persons WHERE username = $1)`;
        const { db } = service.parts;
        await db.query(`UPDATE memberships SET ended_at = now() WHERE person_id = ${person}`, [member.username]);
        await refused(service.url, me(token), 'unauthenticated');
        await db.query(`UPDATE memberships SET ended_at = NULL WHERE person_id = ${person}`, [member.username]);
        await succeed(service.url, me(token));
        await db.query(`UPDATE persons SET disabled_at = now() WHERE username = $1`, [member.username]);
        await refused(service.url, me(token), 'unauthenticated');
        const { username, password } = member;
        const signingIn = { method: 'POST', path: '/api/v1/sessions', json: { username, password } };
        await refused(service.url, signingIn, 'wrong-credentials');
      });
    });

    it('revokes an agent at once', async () => {
      const token = await service.tokenOf('center-operator' satisfies Role);
      const path = `/api/v1/centers/dev-local/agents/${agent.id}/revoke`;
      await succeed(service.url, { method: 'POST', path, token });
      const claims = { method: 'POST', path: '/api/v1/agents/claims?wait=0', token: agent.credential, json: {} };
      await refused(service.url, claims, 'unauthenticated');
    });
  });
}
