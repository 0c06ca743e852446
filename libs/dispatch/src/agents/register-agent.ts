import { audit, row, rows, transaction, wake, type Context } from '#libs/database';
import { DomainError, type AgentActor, type DispatchTiming } from '#libs/domain';
import { hashSecret } from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { LIVE } from '../attempts/live-states.js';
import { loseAttempt } from '../attempts/lose-attempt.js';
import { poolsOfAgent, type PoolRow } from '../centers/centers.queries.js';

export interface Registration {
  readonly version: string;
  readonly hosts: readonly { name: string; pool: string; facts: Record<string, unknown> }[];
  readonly attempts: readonly { id: string; token: string }[];
}

export interface Registered {
  readonly pools: readonly PoolRow[];
  readonly hosts: readonly { id: string; name: string; pool: string; state: 'ready' | 'draining' | 'quarantined' }[];
  readonly attempts: readonly { id: string; directive: 'continue' | 'cancel' | 'stop' }[];
}

/**
 * Takes in what an agent says of itself. Hosts that it no longer names are withdrawn. A live attempt that it does not
 * report is lost at once: an agent that restarted without it will never finish it.
 *
 * @throws DomainError `invalid-request` naming hosts of pools that the credential is not bound to
 */
export async function registerAgent(
  { db, actor }: Context<AgentActor>,
  registration: Registration,
  timing: DispatchTiming,
): Promise<Registered> {
  const registered = await transaction(db, async (tx) => {
    const pools = await poolsOfAgent(tx, actor.agentId, timing.leaseSeconds);
    await tx.query('UPDATE agents SET version = $2, last_seen_at = now() WHERE id = $1', [
      actor.agentId,
      registration.version,
    ]);
    const hosts = await registerHosts(tx, actor, pools, registration.hosts);
    const { attempts, lostJobs } = await judgeAttempts(tx, actor, registration.attempts);
    await audit(tx, actor, {
      action: 'agent.register',
      subject: ['agent', actor.agentId],
      details: { version: registration.version, hosts: hosts.length, attempts },
    });
    return { pools, hosts, attempts, lostJobs };
  });
  const { lostJobs, ...answer } = registered;
  await wake(db, 'outbox', ...lostJobs.map((id) => `job:${id}` as const));
  return answer;
}

async function registerHosts(
  tx: EntityManager,
  actor: AgentActor,
  pools: readonly PoolRow[],
  hosts: Registration['hosts'],
): Promise<Registered['hosts']> {
  const poolIds = new Map(pools.map((pool) => [pool.slug, pool.id]));
  const problems = hosts.flatMap((host, index) =>
    poolIds.has(host.pool)
      ? []
      : [{ path: `hosts.${index}.pool`, code: 'unknown', message: 'is not a pool of this credential' }],
  );
  if (problems.length > 0) {
    throw new DomainError(
      'invalid-request',
      '主机所属资源池不在凭据范围内 · A host names a pool outside the credential',
      { fields: problems },
    );
  }
  const registered: { id: string; name: string; pool: string; state: 'ready' | 'draining' | 'quarantined' }[] = [];
  for (const host of hosts) {
    const saved = await row<{ id: string; state: 'ready' | 'draining' | 'quarantined' }>(
      tx,
      `INSERT INTO hosts (id, agent_id, pool_id, name, facts, last_seen_at) VALUES ($1, $2, $3, $4, $5, now())
       ON CONFLICT (agent_id, name) DO UPDATE SET pool_id = excluded.pool_id, facts = excluded.facts, last_seen_at = now(),
         withdrawn_at = NULL
       RETURNING id, state`,
      [uuidv7(), actor.agentId, poolIds.get(host.pool), host.name, host.facts],
    );
    if (saved !== undefined) registered.push({ ...saved, name: host.name, pool: host.pool });
  }
  await tx.query(
    'UPDATE hosts SET withdrawn_at = now() WHERE agent_id = $1 AND withdrawn_at IS NULL AND NOT (name = ANY($2))',
    [actor.agentId, hosts.map(({ name }) => name)],
  );
  return registered;
}

async function judgeAttempts(
  tx: EntityManager,
  actor: AgentActor,
  reported: Registration['attempts'],
): Promise<{ attempts: Registered['attempts']; lostJobs: string[] }> {
  const live = await rows<{ id: string; tokenHash: Buffer; cancelling: boolean }>(
    tx,
    `SELECT a.id, a.token_hash AS "tokenHash", j.cancel_requested_at IS NOT NULL AS cancelling
       FROM attempts a JOIN jobs j ON j.id = a.job_id
      WHERE a.agent_id = $1 AND a.state IN (${LIVE}) ORDER BY a.id`,
    [actor.agentId],
  );
  const isReported = (attempt: { id: string; tokenHash: Buffer }): boolean =>
    reported.some(({ id, token }) => id === attempt.id && hashSecret(token).equals(attempt.tokenHash));
  const lostJobs: string[] = [];
  for (const attempt of live) {
    if (isReported(attempt)) continue;
    const jobId = await loseAttempt(tx, actor, attempt.id, 'not-reported-by-agent');
    if (jobId !== undefined) lostJobs.push(jobId);
  }
  const attempts = reported.map(({ id }): Registered['attempts'][number] => {
    const attempt = live.find((candidate) => candidate.id === id);
    if (attempt === undefined || !isReported(attempt)) return { id, directive: 'stop' };
    return { id, directive: attempt.cancelling ? 'cancel' : 'continue' };
  });
  return { attempts, lostJobs };
}
