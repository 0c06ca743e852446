import { rows, wake } from '#libs/database';
import { attemptStatesAllowing } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { LIVE } from './live-states.js';

/**
 * Notes that an agent's directive connection has broken: its running attempts are shown as suspect at once. They are not
 * given away yet: the next heartbeat takes them back, the end of the grace loses them.
 */
export async function suspectAttempts(db: DataSource, agentId: string): Promise<void> {
  const suspected = await rows<{ jobId: string }>(
    db,
    `UPDATE attempts SET state = 'suspect', suspect_since = now()
      WHERE agent_id = $1 AND state = ANY($2) AND state IN (${LIVE}) RETURNING job_id AS "jobId"`,
    [agentId, attemptStatesAllowing('connection-closed')],
  );
  await wake(db, ...suspected.map(({ jobId }) => `job:${jobId}` as const));
}
