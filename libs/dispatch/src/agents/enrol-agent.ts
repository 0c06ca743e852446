import { Agent, AgentPool, audit, EnrolmentToken, row, transaction } from '#libs/database';
import { DomainError, type AgentActor, type DispatchTiming } from '#libs/domain';
import { hashSecret, newSecret } from '#libs/registry';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { poolsOfAgent, type PoolRow } from '../centers/centers.queries.js';

export interface Enrolment {
  readonly agentId: string;
  readonly credential: string;
  readonly center: string;
  readonly pools: readonly PoolRow[];
}

/**
 * Exchanges a one-time enrolment token for an agent credential. The token is used up by a conditional UPDATE, so of two
 * agents with the same token one wins.
 *
 * @throws DomainError `unauthenticated` for an unknown or expired token, `enrolment-token-used`
 */
export async function enrolAgent(
  db: DataSource,
  input: { token: string; name: string; version: string },
  requestId: string | null,
  timing: DispatchTiming,
): Promise<Enrolment> {
  const tokenHash = hashSecret(input.token);
  const { secret, hash } = newSecret('agent');
  const agentId = uuidv7();
  return transaction(db, async (tx) => {
    const token = await row<{
      id: string;
      centerId: string;
      center: string;
      poolIds: string[];
      expired: boolean;
      used: boolean;
    }>(
      tx,
      `SELECT t.id, t.center_id AS "centerId", c.code AS center, t.pool_ids AS "poolIds", t.expires_at <= now() AS expired,
              t.used_at IS NOT NULL AS used
         FROM enrolment_tokens t JOIN centers c ON c.id = t.center_id WHERE t.token_hash = $1 FOR UPDATE OF t`,
      [tokenHash],
    );
    if (token === undefined || (token.expired && !token.used)) {
      throw new DomainError('unauthenticated', '注册令牌无效或已过期 · The enrolment token is unknown or has expired');
    }
    if (token.used) {
      throw new DomainError(
        'enrolment-token-used',
        '注册令牌已被使用 · The enrolment token has been used; make another one',
      );
    }
    await tx.insert(Agent, {
      id: agentId,
      centerId: token.centerId,
      name: input.name,
      credentialHash: hash,
      version: input.version,
      lastSeenAt: new Date(),
    });
    await tx.insert(
      AgentPool,
      token.poolIds.map((poolId) => ({ agentId, poolId })),
    );
    await tx.update(EnrolmentToken, { id: token.id }, { usedAt: new Date(), usedByAgentId: agentId });
    const actor: AgentActor = { kind: 'agent', agentId, centerId: token.centerId, requestId };
    await audit(tx, actor, { action: 'agent.enrol', subject: ['agent', agentId], details: { name: input.name } });
    const pools = await poolsOfAgent(tx, agentId, timing.leaseSeconds);
    return { agentId, credential: secret, center: token.center, pools };
  });
}
