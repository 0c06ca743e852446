import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';
import { LIVE } from './live-states.js';

export interface DirectiveRow {
  readonly attemptId: string;
  readonly directive: 'cancel' | 'drain';
}

/** What an agent should do about its live attempts other than go on. */
export async function directivesOfAgent(db: Pick<EntityManager, 'query'>, agentId: string): Promise<DirectiveRow[]> {
  return rows<DirectiveRow>(
    db,
    `SELECT a.id AS "attemptId", CASE WHEN j.cancel_requested_at IS NULL THEN 'drain' ELSE 'cancel' END AS directive
       FROM attempts a JOIN jobs j ON j.id = a.job_id JOIN attempt_hosts ah ON ah.attempt_id = a.id JOIN hosts h ON h.id = ah.host_id
      WHERE a.agent_id = $1 AND a.state IN (${LIVE})
        AND (j.cancel_requested_at IS NOT NULL OR h.state <> 'ready')
      ORDER BY a.id`,
    [agentId],
  );
}
