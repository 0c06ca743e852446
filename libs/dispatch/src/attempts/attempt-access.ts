import { audit, row, transaction } from '#libs/database';
import { DomainError, notFound, type AgentActor, type AttemptState } from '#libs/domain';
import { hashSecret } from '#libs/registry';
import type { DataSource, EntityManager } from 'typeorm';
import { LIVE } from './live-states.js';

/** An agent that shows the secret of one of its attempts. */
export interface AttemptHolder {
  readonly actor: AgentActor;
  readonly attemptId: string;
  readonly tokenHash: Buffer;
}

export function attemptHolder(actor: AgentActor, attemptId: string, token: string): AttemptHolder {
  return { actor, attemptId, tokenHash: hashSecret(token) };
}

/** The condition of every write of an attempt: its id, its agent, its secret, and a state in which it still counts. */
export const HELD = `attempts.id = $1 AND attempts.agent_id = $2 AND attempts.token_hash = $3 AND attempts.state IN (${LIVE})`;

export function heldBy(holder: AttemptHolder): readonly unknown[] {
  return [holder.attemptId, holder.actor.agentId, holder.tokenHash];
}

/**
 * What to answer when a write's condition did not hold: the attempt is over, given away, or not this agent's. The refusal
 * is audited in a transaction of its own and changes nothing else. Another agent's attempt reads like one that is not there.
 */
export async function refuseStaleWrite(db: DataSource, holder: AttemptHolder, write: string): Promise<never> {
  const attempt = await row<{ state: AttemptState; own: boolean }>(
    db,
    'SELECT state, agent_id = $2 AS own FROM attempts WHERE id = $1',
    [holder.attemptId, holder.actor.agentId],
  );
  if (attempt === undefined) throw notFound('执行 · attempt');
  await transaction(db, (tx: EntityManager) =>
    audit(tx, holder.actor, {
      action: attempt.own ? 'attempt.stale-write' : 'attempt.foreign-write',
      subject: ['attempt', holder.attemptId],
      details: { write, state: attempt.state },
    }),
  );
  if (!attempt.own) throw notFound('执行 · attempt');
  throw new DomainError(
    'stale-attempt',
    '该执行已结束或令牌不符 · The attempt is over or was given away; stop working on it',
    {
      facts: { state: attempt.state },
    },
  );
}
