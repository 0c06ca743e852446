import { rows, wake } from '#libs/database';
import type { DataSource } from 'typeorm';

/**
 * Notes that an agent's directive connection has broken: its running attempts are shown as suspect at once. They are not
 * given away yet: the next heartbeat takes them back, the end of the grace loses them.
 */
export async function suspectAttempts(db: DataSource, agentId: string): Promise<void> {
  const suspected = await rows<{ jobId: string }>(
    db,
    `UPDATE attempts SET state = 'suspect', suspect_since = now() WHERE agent_id = $1 AND state = 'running' RETURNING job_id AS "jobId"`,
    [agentId],
  );
  for (const { jobId } of suspected) await wake(db, `job:${jobId}`);
}
