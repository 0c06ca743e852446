import { row, transaction } from '#libs/database';
import type { AttemptState, DispatchTiming } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { HELD, heldBy, refuseStaleWrite, type AttemptHolder } from './attempt-access.js';

export interface Heartbeat {
  readonly directive: 'continue' | 'cancel' | 'drain';
  readonly leaseEndsAt: Date;
  readonly state: AttemptState;
}

/**
 * Renews the lease of an attempt and says what to do next. The first heartbeat confirms the claim; one that comes within
 * the grace takes a suspect attempt back.
 *
 * @throws DomainError `stale-attempt`, `not-found`
 */
export async function heartbeat(
  db: DataSource,
  holder: AttemptHolder,
  currentCase: string | null,
  timing: DispatchTiming,
): Promise<Heartbeat> {
  const renewed = await row<{ leaseEndsAt: Date; cancelling: boolean; draining: boolean }>(
    db,
    // Every state that HELD admits goes to `running` by a heartbeat.
    `UPDATE attempts
        SET state = 'running', lease_ends_at = now() + make_interval(secs => $4), suspect_since = NULL,
            confirmed_at = coalesce(confirmed_at, now()), current_case = $5
       FROM jobs j WHERE ${HELD} AND j.id = attempts.job_id
      RETURNING attempts.lease_ends_at AS "leaseEndsAt", j.cancel_requested_at IS NOT NULL AS cancelling,
        EXISTS (SELECT 1 FROM attempt_hosts ah JOIN hosts h ON h.id = ah.host_id
                 WHERE ah.attempt_id = attempts.id AND h.state <> 'ready') AS draining`,
    [...heldBy(holder), timing.leaseSeconds, currentCase],
  );
  if (renewed === undefined) return refuseStaleWrite(db, holder, 'heartbeat');
  // Two statements, so that no lock is held while waiting for the other: a registration takes the same two tables.
  await db.query('UPDATE agents SET last_seen_at = now() WHERE id = $1', [holder.actor.agentId]);
  await transaction(db, (tx) =>
    tx.query(
      `UPDATE hosts SET last_seen_at = now()
        WHERE agent_id = $1 AND id IN (SELECT host_id FROM attempt_hosts WHERE attempt_id = $2)`,
      [holder.actor.agentId, holder.attemptId],
    ),
  );
  const directive = renewed.cancelling ? 'cancel' : renewed.draining ? 'drain' : 'continue';
  return { directive, leaseEndsAt: renewed.leaseEndsAt, state: 'running' };
}
