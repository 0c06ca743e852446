import { audit, row, transaction, wake, type Context } from '#libs/database';
import type { DispatchTiming, PersonActor } from '#libs/domain';
import { hostOfOrganization, type HostRow } from './centers.queries.js';

/** Drains, quarantines or releases a host of the actor's organization. What runs on it runs on. */
export async function updateHost(
  { db, actor }: Context<PersonActor>,
  input: { id: string; state: HostRow['state']; reason: string | undefined },
  timing: DispatchTiming,
): Promise<HostRow> {
  const { host, agentId } = await transaction(db, async (tx) => {
    const host = await hostOfOrganization(tx, input.id, actor.organizationId, timing.leaseSeconds);
    const updated = await row<{ agentId: string }>(
      tx,
      'UPDATE hosts SET state = $2 WHERE id = $1 RETURNING agent_id AS "agentId"',
      [host.id, input.state],
    );
    await audit(tx, actor, {
      action: 'host.update',
      subject: ['host', host.id],
      details: { from: host.state, to: input.state, reason: input.reason ?? null },
    });
    return {
      host: await hostOfOrganization(tx, input.id, actor.organizationId, timing.leaseSeconds),
      agentId: updated?.agentId,
    };
  });
  if (agentId !== undefined) await wake(db, `agent:${agentId}`);
  return host;
}
