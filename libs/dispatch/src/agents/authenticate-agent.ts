import { row } from '#libs/database';
import { DomainError, type AgentActor } from '#libs/domain';
import { hashSecret } from '#libs/registry';
import type { DataSource } from 'typeorm';

/** @throws DomainError `unauthenticated` for an unknown or revoked credential */
export async function authenticateAgent(
  db: DataSource,
  credential: string,
  requestId: string | null,
): Promise<AgentActor> {
  const agent = await row<{ id: string; centerId: string }>(
    db,
    'SELECT id, center_id AS "centerId" FROM agents WHERE credential_hash = $1 AND revoked_at IS NULL',
    [hashSecret(credential)],
  );
  if (agent === undefined) {
    throw new DomainError('unauthenticated', '代理凭据无效或已吊销 · The agent credential is unknown or was revoked');
  }
  return { kind: 'agent', agentId: agent.id, centerId: agent.centerId, requestId };
}
