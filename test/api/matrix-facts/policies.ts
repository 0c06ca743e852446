import { beforeAll, describe, expect, it } from '@jest/globals';
import { policyAt, readCatalogue, type Catalogue } from '#libs/registry';
import type { TestService } from '../../support/service.js';
import { eventually } from '../support/eventually.js';
import { refused, send, succeed, type Call } from '../support/http.js';
import { joinAs, type Member } from '../support/members.js';
import { revisionNow } from './support.js';

interface Policy {
  readonly version: string;
  readonly inForce: boolean;
  readonly activations: readonly { revision: number }[];
  readonly activationRequestedAt: string | null;
}

export function inferencePolicies(open: () => TestService): void {
  describe('inference policies', () => {
    let service: TestService;
    let operator: string;
    let certifier: Member;
    let newest: Catalogue['policies'][number];
    beforeAll(async () => {
      service = open();
      operator = await service.tokenOf('operator');
      certifier = await joinAs(service, 'certifier');
      const found = (await readCatalogue()).policies.find(({ version }) => version === '2026.2');
      if (found === undefined) throw new Error('the files have no 2026.2');
      newest = found;
    });

    const posting = (policy: object, token = operator): Call => ({
      method: 'POST',
      path: '/api/v1/policies',
      token,
      json: policy,
    });
    const activating = (version: string, token = operator): Call => ({
      method: 'POST',
      path: `/api/v1/policies/${version}/activation`,
      token,
    });
    /** Has the person see what the policy would change, once the matrix follows the one in force. */
    const seeing = (version: string, token = operator) =>
      eventually(`a comparison of ${version}`, async () => {
        const answer = await send(service.url, { path: `/api/v1/policies/${version}/diff?limit=0`, token });
        if (answer.status === 503 || answer.status === 429) return undefined;
        expect(answer.status).toBe(200);
        return answer.json as { id: string; against: string; revision: number; changed: number };
      });
    const confirming = async (version: string, token = operator): Promise<Policy> => {
      await seeing(version, token);
      return succeed<Policy>(service.url, activating(version, token));
    };
    const show = (version: string) => succeed<Policy>(service.url, { path: `/api/v1/policies/${version}` });
    const versionAt = async (revision: number) => (await policyAt(service.parts.db, revision))?.version;

    it('begin with the newest of the files, the others only stored', async () => {
      const list = await succeed<{ items: Policy[] }>(service.url, { path: '/api/v1/policies' });
      const inForce = list.items.map(({ version, inForce, activations }) => [version, inForce, activations.length]);
      expect(inForce).toEqual([
        ['2026.1', false, 0],
        ['2026.2', true, 1],
      ]);
      const rest = await succeed<{ items: Policy[] }>(service.url, { path: '/api/v1/policies?limit=1' });
      expect(rest).toMatchObject({ items: [{ version: '2026.1' }], nextCursor: expect.any(String) });
    });

    it('are stored without effect, once, by operators, and only where the rules would follow them', async () => {
      const before = await revisionNow(service);
      const policy = { ...newest, version: '2026.30' };
      expect(await succeed<Policy>(service.url, posting(policy))).toMatchObject({ version: '2026.30', inForce: false });
      expect(await show('2026.30')).toMatchObject({ rules: newest.rules, activations: [] });
      await refused(service.url, posting(policy), 'already-exists');
      await refused(service.url, posting({ ...policy, version: '2026.31' }, certifier.token), 'forbidden');
      const wrong = { ...newest.rules, R1: { ...newest.rules['R1'], equal: ['vendor', 'isa', 'colour'] } };
      const problem = await refused(
        service.url,
        posting({ ...policy, version: '2026.31', rules: wrong }),
        'invalid-request',
      );
      expect(problem.errors).toMatchObject([{ path: 'rules.R1.equal.2' }]);
      for (const [change, path] of [
        [{ rules: { ...newest.rules, R99: { enabled: true } } }, 'rules.R99'],
        [{ rules: { ...newest.rules, R9: { ...newest.rules['R9'], stepsInAll: 9 } } }, 'rules.R9.stepsInAll'],
        [{ rules: {} }, 'rules.R1'],
        [{ version: 'newest' }, 'version'],
        [{ effectiveFrom: 'soon' }, 'effectiveFrom'],
        [{ extra: 1 }, 'extra'],
      ] as const) {
        const refusal = await refused(
          service.url,
          posting({ ...policy, version: '2026.31', ...change }),
          'invalid-request',
        );
        expect(refusal.errors?.map((error) => error.path)).toContain(path);
      }
      await refused(service.url, { path: '/api/v1/policies/2026.31' }, 'not-found');
      expect(await revisionNow(service)).toBe(before);
    });

    it('are put in force by two people, from a revision on, and answers say which', async () => {
      const before = await revisionNow(service);
      expect(await succeed(service.url, activating('2026.1'))).toMatchObject({
        inForce: false,
        activationRequestedAt: expect.any(String),
      });
      expect(await revisionNow(service)).toBe(before);
      await refused(service.url, activating('2026.1'), 'conflict-of-interest');
      // The same person under another hat is the same person.
      await refused(service.url, activating('2026.1', await service.tokenOf('vendor')), 'forbidden');
      // Nobody puts in force what they have not seen the effect of; what somebody else saw is not enough.
      await seeing('2026.1');
      await refused(service.url, activating('2026.1', certifier.token), 'illegal-transition');
      const { id, changed, revision } = await seeing('2026.1', certifier.token);
      const active = await succeed<Policy>(service.url, activating('2026.1', certifier.token));
      expect(active).toMatchObject({
        inForce: true,
        activationRequestedAt: null,
        activations: [{ revision: before + 1, diff: { id, against: '2026.2', revision, changed } }],
      });
      expect([await versionAt(before), await versionAt(before + 1)]).toEqual(['2026.2', '2026.1']);
      expect(await show('2026.2')).toMatchObject({ inForce: false });
      await refused(service.url, activating('2026.1'), 'illegal-transition');
      await refused(service.url, activating('2027.1'), 'not-found');

      await succeed(service.url, activating('2026.2', certifier.token));
      expect(await confirming('2026.2')).toMatchObject({ inForce: true });
      expect((await show('2026.2')).activations).toHaveLength(2);
      expect(await versionAt(before + 1)).toBe('2026.1');
    });

    it('are not activated on a request that another activation has overtaken', async () => {
      await succeed(service.url, activating('2026.30'));
      await succeed(service.url, activating('2026.1'));
      await seeing('2026.30', certifier.token);
      await confirming('2026.1', certifier.token);
      expect(await show('2026.30')).toMatchObject({ activationRequestedAt: null });
      expect(await succeed(service.url, activating('2026.30', certifier.token))).toMatchObject({ inForce: false });
      await succeed(service.url, activating('2026.2'));
      await confirming('2026.2', certifier.token);
    });

    it('take one activation of however many at once', async () => {
      const people = [certifier, await joinAs(service, 'certifier'), await joinAs(service, 'certifier')];
      const before = await revisionNow(service);
      await succeed(service.url, activating('2026.1'));
      for (const { token } of people) await seeing('2026.1', token);
      const tries = await Promise.allSettled(
        people.map(({ token }) => succeed(service.url, activating('2026.1', token))),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await revisionNow(service)).toBe(before + 1);
      await succeed(service.url, activating('2026.2'));
      await confirming('2026.2', certifier.token);
    });

    it('are not activated on what they would have changed against another policy', async () => {
      await seeing('2026.30', certifier.token);
      await succeed(service.url, activating('2026.1'));
      await confirming('2026.1', certifier.token);
      await succeed(service.url, activating('2026.30'));
      await refused(service.url, activating('2026.30', certifier.token), 'illegal-transition');
      expect(await confirming('2026.30', certifier.token)).toMatchObject({ inForce: true });
      await succeed(service.url, activating('2026.2'));
      await confirming('2026.2', certifier.token);
    });

    it('that refer to what the rules do not know are neither compared nor activated', async () => {
      const rules = { ...newest.rules, R1: { ...newest.rules['R1'], equal: ['vendor', 'isa', 'colour'] } };
      const definition = JSON.stringify({ ...newest, version: '2026.40', rules });
      // As another version of the service might have stored it; this one refuses to.
      await service.parts.db.query('INSERT INTO inference_policies (version, definition) VALUES ($1, $2)', [
        '2026.40',
        definition,
      ]);
      const comparing = { path: '/api/v1/policies/2026.40/diff', token: operator };
      for (const call of [comparing, activating('2026.40')]) {
        const problem = await refused(service.url, call, 'illegal-transition');
        expect(problem.errors).toMatchObject([{ path: 'rules.R1.equal.2' }]);
      }
    });

    it('are not in force before they are effective', async () => {
      await succeed(service.url, posting({ ...newest, version: '2099.1', effectiveFrom: '2099-01-01T00:00:00Z' }));
      await refused(service.url, activating('2099.1'), 'illegal-transition');
    });
  });
}
