import { audit, rows, transaction, wake, type Context } from '#libs/database';
import type { PersonActor } from '#libs/domain';
import { LIVE } from '../attempts/live-states.js';
import { loseAttempt } from '../attempts/lose-attempt.js';
import { agentOfCenter, centerOfOrganization, type AgentRow } from './centers.queries.js';

/** Revokes an agent's credential: it can say nothing more, and what it was working on goes elsewhere. */
export async function revokeAgent(
  { db, actor }: Context<PersonActor>,
  input: { center: string; agentId: string },
): Promise<AgentRow> {
  const { revoked, lostJobs } = await transaction(db, async (tx) => {
    const center = await centerOfOrganization(tx, input.center, actor.organizationId);
    await agentOfCenter(tx, center.id, input.agentId);
    await tx.query('UPDATE agents SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1', [input.agentId]);
    const live = await rows<{ id: string }>(
      tx,
      `SELECT id FROM attempts WHERE agent_id = $1 AND state IN (${LIVE}) ORDER BY id`,
      [input.agentId],
    );
    const lostJobs: string[] = [];
    for (const { id } of live) {
      const jobId = await loseAttempt(tx, actor, id, 'not-reported-by-agent');
      if (jobId !== undefined) lostJobs.push(jobId);
    }
    await audit(tx, actor, { action: 'agent.revoke', subject: ['agent', input.agentId] });
    return { revoked: await agentOfCenter(tx, center.id, input.agentId), lostJobs };
  });
  await wake(db, 'outbox', ...lostJobs.map((id) => `job:${id}` as const));
  return revoked;
}
