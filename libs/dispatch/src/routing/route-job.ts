import { addToOutbox, audit, row, transaction, wakeRelay, type Context } from '#libs/database';
import { choosePool, waitingCode, type DispatchTiming } from '#libs/domain';
import { poolsForPlatform } from './pools-for-platform.queries.js';

/** Gives a queued job without a pool to the best pool that can run it. Running it again, or too late, changes nothing. */
export async function routeJob({ db, actor }: Context, jobId: string, timing: DispatchTiming): Promise<void> {
  await transaction(db, async (tx) => {
    const job = await row<{ platformId: number; allowEmulated: boolean; accreditedFor: string | null }>(
      tx,
      `SELECT j.platform_id AS "platformId", r.allow_emulated AS "allowEmulated",
              CASE WHEN s.accredited_centers_only THEN s.slug END AS "accreditedFor"
         FROM jobs j JOIN adaptation_requests r ON r.id = j.request_id JOIN schemes s ON s.slug = r.scheme
        WHERE j.id = $1 AND j.state = 'queued' AND j.pool_id IS NULL FOR UPDATE OF j`,
      [jobId],
    );
    if (job === undefined) return;
    const pool = choosePool(await poolsForPlatform(tx, job, timing.leaseSeconds));
    if (pool === undefined) {
      await tx.query(
        `UPDATE jobs SET waiting_code = $2, waiting_since = coalesce(waiting_since, now()), routing_tried_at = now() WHERE id = $1`,
        [jobId, waitingCode(undefined)],
      );
      return;
    }
    await tx.query(
      'UPDATE jobs SET pool_id = $2, waiting_code = NULL, waiting_since = NULL, updated_at = now() WHERE id = $1',
      [jobId, pool.poolId],
    );
    await addToOutbox(tx, [{ queue: 'fill-window', payload: { poolId: pool.poolId } }]);
    await audit(tx, actor, { action: 'job.route', subject: ['job', jobId], details: { poolId: pool.poolId } });
  });
  await wakeRelay(db);
}
