import { AgentPool, audit, EnrolmentToken, row, transaction } from '#libs/database';
import { DomainError, type AgentActor, type DispatchTiming } from '#libs/domain';
import { hashSecret } from '#libs/registry';
import type { DataSource, EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { poolsOfAgent, type PoolRow } from '../centers/centers.queries.js';

export interface EnrolmentRequest {
  readonly token: string;
  readonly name: string;
  readonly version: string;
  /** SHA-256, in hexadecimal digits, of the credential that the agent made. */
  readonly credentialHash: string;
}

export interface Enrolment {
  readonly agentId: string;
  readonly center: string;
  readonly pools: readonly PoolRow[];
}

interface TokenRow {
  readonly id: string;
  readonly centerId: string;
  readonly center: string;
  readonly poolIds: string[];
  readonly expired: boolean;
  readonly used: boolean;
  /** Who used it. */
  readonly agentId: string | null;
  readonly credentialHash: Buffer | null;
  readonly revoked: boolean;
}

/**
 * Binds the credential that an agent made to a one-time enrolment token. The token's row is locked, so of two agents with
 * the same token one wins; the one that has won is answered again when it asks again, as after a lost answer.
 *
 * @throws DomainError `unauthenticated` for an unknown or expired token, `enrolment-token-used`, `already-exists` for a
 * credential that an agent has
 */
export async function enrolAgent(
  db: DataSource,
  input: EnrolmentRequest,
  requestId: string | null,
  timing: DispatchTiming,
): Promise<Enrolment> {
  const credentialHash = Buffer.from(input.credentialHash, 'hex');
  return transaction(db, async (tx) => {
    const token = await row<TokenRow>(
      tx,
      `SELECT t.id, t.center_id AS "centerId", c.code AS center, t.pool_ids AS "poolIds", t.expires_at <= now() AS expired,
              t.used_at IS NOT NULL AS used, a.id AS "agentId", a.credential_hash AS "credentialHash",
              a.revoked_at IS NOT NULL AS revoked
         FROM enrolment_tokens t JOIN centers c ON c.id = t.center_id LEFT JOIN agents a ON a.id = t.used_by_agent_id
        WHERE t.token_hash = $1 FOR UPDATE OF t`,
      [hashSecret(input.token)],
    );
    if (token === undefined || (token.expired && !token.used)) {
      throw new DomainError('unauthenticated', '注册令牌无效或已过期 · The enrolment token is unknown or has expired');
    }
    const agentId = token.used ? sameAgent(token, credentialHash) : await addAgent(tx, token, input, requestId);
    const pools = await poolsOfAgent(tx, agentId, timing.leaseSeconds);
    return { agentId, center: token.center, pools };
  });
}

function sameAgent(token: TokenRow, credentialHash: Buffer): string {
  const { agentId, revoked } = token;
  if (agentId !== null && !revoked && token.credentialHash?.equals(credentialHash) === true) return agentId;
  throw new DomainError(
    'enrolment-token-used',
    '注册令牌已被使用 · The enrolment token has been used; make another one',
  );
}

async function addAgent(
  tx: EntityManager,
  token: TokenRow,
  input: EnrolmentRequest,
  requestId: string | null,
): Promise<string> {
  const agentId = uuidv7();
  const added = await row(
    tx,
    `INSERT INTO agents (id, center_id, name, credential_hash, version, last_seen_at) VALUES ($1, $2, $3, $4, $5, now())
     ON CONFLICT (credential_hash) DO NOTHING RETURNING id`,
    [agentId, token.centerId, input.name, Buffer.from(input.credentialHash, 'hex'), input.version],
  );
  if (added === undefined) {
    throw new DomainError('already-exists', '该凭据已属于另一代理 · An agent has this credential already', {
      fields: [{ path: 'credentialHash', code: 'already-exists', message: 'make a new credential for each token' }],
    });
  }
  await tx.insert(
    AgentPool,
    token.poolIds.map((poolId) => ({ agentId, poolId })),
  );
  await tx.update(EnrolmentToken, { id: token.id }, { usedAt: new Date(), usedByAgentId: agentId });
  const actor: AgentActor = { kind: 'agent', agentId, centerId: token.centerId, requestId };
  await audit(tx, actor, { action: 'agent.enrol', subject: ['agent', agentId], details: { name: input.name } });
  return agentId;
}
