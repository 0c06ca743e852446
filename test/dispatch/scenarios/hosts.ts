import { beforeAll, describe, expect, it } from '@jest/globals';
import { FakeAgent, FakeAttempt } from '../../support/fake-agent.js';
import { park } from '../support/connections.js';
import type { DispatchLab } from '../support/lab.js';

const UNAUTHENTICATED = { status: 401, code: 'unauthenticated' };
const USED = { status: 409, code: 'enrolment-token-used' };

/** Scenarios over a service with the protocol's own timing. */
export function hostsAndCredentials(open: () => DispatchLab): void {
  describe('hosts and credentials', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    it.each(['draining', 'quarantined'] as const)('gives a %s host no work until it is released', async (state) => {
      const { pool, agent } = await lab.poolWithAgent();
      const [host] = agent.hosts;
      await lab.setHost(host?.id, state);
      const id = await lab.request(pool.target);
      await lab.untilTickets(pool, 1);
      expect(await agent.claim({ wait: 0.3 })).toBeNull();
      // Asking again does not release it.
      expect((await agent.register([{ name: 'host-a', pool: pool.slug }])).hosts).toMatchObject([{ state }]);
      expect(await agent.claim({ wait: 0.3 })).toBeNull();
      await lab.setHost(host?.id, 'ready');
      expect((await agent.work()).jobId).toBe(id);
    });

    it('gives no work to a host that is drained while its agent waits, and the job to another', async () => {
      const pool = await lab.pool();
      const [drained, other] = [await lab.agent(pool, ['host-a']), await lab.agent(pool, ['host-b'])];
      const { claim } = await park(lab, drained, { wait: 20 });
      await lab.setHost(drained.hosts[0]?.id, 'draining');
      const id = await lab.request(pool.target);
      expect(await claim).toBeNull();
      expect((await other.work()).jobId).toBe(id);
    });

    it('tells a draining host’s attempt so, and takes its result', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const id = await lab.request(pool.target);
      const attempt = await agent.work();
      expect(await attempt.heartbeat()).toMatchObject({ directive: 'continue' });
      await lab.setHost(agent.hosts[0]?.id, 'draining');
      expect(await attempt.heartbeat()).toMatchObject({ directive: 'drain', state: 'running' });
      await lab.cancel(id);
      expect(await attempt.heartbeat()).toMatchObject({ directive: 'cancel' });
      expect(await attempt.complete()).toMatchObject({ outcome: 'passed' });
    });

    it('withdraws a host that its agent no longer names, and welcomes it back', async () => {
      const pool = await lab.pool();
      const agent = await lab.agent(pool, ['host-a', 'host-b']);
      const [, second] = agent.hosts;
      await agent.register([{ name: 'host-a', pool: pool.slug }]);
      const id = await lab.request(pool.target);
      expect(await agent.claim({ hosts: [second?.id ?? ''], wait: 0.5 })).toBeNull();
      await agent.register([{ name: 'host-b', pool: pool.slug }]);
      expect(agent.hosts).toMatchObject([{ id: second?.id }]);
      expect((await agent.work()).jobId).toBe(id);
    });

    it('refuses everything a revoked agent says, and gives its work away', async () => {
      const pool = await lab.pool();
      const [revoked, other] = [await lab.agent(pool, ['host-a', 'host-b']), await lab.agent(pool, ['host-c'])];
      const id = await lab.request(pool.target);
      const attempt = await revoked.work();
      await attempt.heartbeat();
      const free = revoked.hosts.filter((host) => host.id !== attempt.assignment.hostId).map((host) => host.id);
      const { claim } = await park(lab, revoked, { hosts: free, wait: 20 });
      await lab.revoke(revoked);
      // The one that waited is not handed the work that its own revocation set free.
      await expect(claim.then((given) => given?.heartbeat())).resolves.toBeUndefined();

      await expect(attempt.heartbeat()).rejects.toMatchObject(UNAUTHENTICATED);
      await expect(attempt.log(['x'])).rejects.toMatchObject(UNAUTHENTICATED);
      await expect(attempt.evidence('x', 'x')).rejects.toMatchObject(UNAUTHENTICATED);
      await expect(attempt.complete()).rejects.toMatchObject(UNAUTHENTICATED);
      await expect(revoked.claim()).rejects.toMatchObject(UNAUTHENTICATED);
      await expect(revoked.register([])).rejects.toMatchObject(UNAUTHENTICATED);
      const second = await other.work();
      expect(second.assignment).toMatchObject({ job: { id }, attempt: { number: 2 } });
      expect((await lab.job(id)).attempts[0]).toMatchObject({ state: 'lost', outcome: 'lost' });
    });

    it('answers an enrolment again that is asked again, and gives no credential to two agents', async () => {
      const { url } = lab.service;
      const pool = await lab.pool();
      const token = await lab.enrolmentToken(pool);
      const first = await FakeAgent.enrol(url, token);
      const again = await FakeAgent.enrol(url, token, 'fake-agent', first.credential);
      expect(again.id).toBe(first.id);
      const another = await lab.enrolmentToken(pool);
      await expect(FakeAgent.enrol(url, another, 'fake-agent', first.credential)).rejects.toMatchObject({
        status: 409,
        code: 'already-exists',
      });
      await lab.center.POST('/api/v1/centers/{code}/agents/{id}/revoke', {
        params: { path: { code: pool.center, id: first.id } },
      });
      await expect(FakeAgent.enrol(url, token, 'fake-agent', first.credential)).rejects.toMatchObject(USED);
    });

    it('enrols one agent a token: not a second, not two at once, not after its time', async () => {
      const { url } = lab.service;
      const pool = await lab.pool();
      const token = await lab.enrolmentToken(pool);
      const [one, two] = await Promise.allSettled([FakeAgent.enrol(url, token), FakeAgent.enrol(url, token)]);
      expect([one.status, two.status].sort()).toEqual(['fulfilled', 'rejected']);
      expect([one, two].find(({ status }) => status === 'rejected')).toMatchObject({ reason: USED });
      await expect(FakeAgent.enrol(url, token)).rejects.toMatchObject(USED);
      await expect(FakeAgent.enrol(url, 'shipei_enrolment_invented')).rejects.toMatchObject(UNAUTHENTICATED);

      const late = await lab.enrolmentToken(pool);
      await lab.db.query(`UPDATE enrolment_tokens SET expires_at = now() - interval '1 second' WHERE used_at IS NULL`);
      await expect(FakeAgent.enrol(url, late)).rejects.toMatchObject(UNAUTHENTICATED);
    });

    it('keeps a credential to its pools', async () => {
      const [own, foreign] = [await lab.pool(), await lab.pool()];
      const agent = await lab.agent(own);
      const refused = agent.register([
        { name: 'host-a', pool: own.slug },
        { name: 'host-x', pool: foreign.slug },
      ]);
      await expect(refused).rejects.toMatchObject({
        status: 400,
        code: 'invalid-request',
        problem: { errors: [{ path: 'hosts.1.pool' }] },
      });
      const registered = await lab.rows('SELECT name FROM hosts WHERE agent_id = $1', [agent.id]);
      expect(registered).toEqual([{ name: 'host-a' }]);
    });

    it('gives nothing for another agent’s host, and does not take it for a sign of life of that host', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const thief = await lab.agent(pool, ['host-b']);
      const host = agent.hosts[0]?.id ?? '';
      await lab.db.query(`UPDATE hosts SET last_seen_at = now() - interval '1 hour' WHERE id = $1`, [host]);
      await lab.request(pool.target);
      await lab.untilTickets(pool, 1);
      expect(await thief.claim({ hosts: [host], wait: 0.5 })).toBeNull();
      expect(
        await lab.one("SELECT last_seen_at < now() - interval '1 minute' AS dead FROM hosts WHERE id = $1", [host]),
      ).toEqual({
        dead: true,
      });
      expect(await pool.tickets.waiting()).toBe(1);
    });

    it('lets nobody else write an attempt, even with its secret, and audits the try', async () => {
      const { pool, agent } = await lab.poolWithAgent();
      const thief = await lab.agent(pool, ['host-b']);
      await lab.request(pool.target);
      const attempt = await agent.work();
      await attempt.heartbeat();
      const stolen = new FakeAttempt(thief, attempt.assignment, attempt.secret, attempt.claimId);
      await expect(stolen.heartbeat()).rejects.toMatchObject({ status: 404, code: 'not-found' });
      await expect(stolen.complete({ version: 'failed' })).rejects.toMatchObject({ status: 404, code: 'not-found' });
      await expect(stolen.evidence('x.txt', 'x')).rejects.toMatchObject({ status: 404, code: 'not-found' });
      expect(await lab.audited(attempt.id, 'attempt.foreign-write')).toMatchObject(
        ['heartbeat', 'complete', 'evidence'].map((write) => ({ agentId: thief.id, details: { write } })),
      );
      expect(await attempt.complete()).toMatchObject({ outcome: 'passed' });
    });
  });
}
