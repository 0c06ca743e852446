import { beforeAll, describe, expect, it } from '@jest/globals';
import { followDirectives } from '../support/connections.js';
import type { DispatchLab } from '../support/lab.js';

/** Scenarios over a service with the protocol's own timing. */
export function directives(open: () => DispatchLab): void {
  describe('the directive connection', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    it('brings a drain and a cancellation without a heartbeat, also to one that connects later', async () => {
      const { agent, attempt } = await lab.running();
      const { events, close } = await followDirectives(lab, agent);
      await lab.setHost(agent.hosts[0]?.id, 'draining');
      expect((await events.next()).value).toMatchObject({
        event: 'directive',
        data: { attemptId: attempt.id, directive: 'drain' },
      });
      const cancelled = Date.now();
      await lab.cancel(attempt.jobId);
      expect((await events.next()).value).toMatchObject({ data: { attemptId: attempt.id, directive: 'cancel' } });
      expect(Date.now() - cancelled).toBeLessThan(3_000);
      close();
      const again = await followDirectives(lab, agent);
      expect((await again.events.next()).value).toMatchObject({ data: { directive: 'cancel' } });
      again.close();
    });

    it('makes its attempts suspect at once when it breaks: shown, not given away, and taken back by a heartbeat', async () => {
      const { agent, attempt } = await lab.running();
      const { close } = await followDirectives(lab, agent);
      close();
      await lab.untilJob(attempt.jobId, 'suspect', ({ attempts }) => attempts[0]?.state === 'suspect');
      await lab.sweep();
      expect(await lab.job(attempt.jobId)).toMatchObject({ state: 'running', attempts: [{ state: 'suspect' }] });
      expect(await attempt.heartbeat()).toMatchObject({ directive: 'continue', state: 'running' });
      expect(await attempt.complete()).toMatchObject({ outcome: 'passed' });
    });

    it('is nobody’s without an agent’s credential', async () => {
      const { url } = lab.service;
      const vendor = { authorization: `Bearer ${await lab.service.tokenOf('vendor')}` };
      for (const headers of [{}, vendor]) {
        expect((await fetch(`${url}/api/v1/agents/directives`, { headers })).status).toBe(401);
      }
    });
  });
}
