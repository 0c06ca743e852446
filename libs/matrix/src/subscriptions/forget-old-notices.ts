import type { DataSource } from 'typeorm';

/** Days for which notices and finished deliveries are kept. */
const KEPT_DAYS = 180;
const AT_ONCE = 5_000;

/** Forgets what nobody reads any more. A warning is kept until what it warns of has come: else it would come again. */
export async function forgetOldNotices(db: DataSource): Promise<void> {
  await db.query(
    `DELETE FROM subscription_notices WHERE id IN (
       SELECT id FROM subscription_notices
        WHERE created_at < now() - $1 * interval '1 day' AND (kind <> 'lapse' OR valid_until < now())
          AND NOT EXISTS (SELECT 1 FROM subscription_deliveries d WHERE d.id = delivery_id AND d.state = 'waiting')
        LIMIT $2)`,
    [KEPT_DAYS, AT_ONCE],
  );
  await db.query(
    `DELETE FROM subscription_deliveries d WHERE id IN (
       SELECT id FROM subscription_deliveries o
        WHERE o.state <> 'waiting' AND o.created_at < now() - $1 * interval '1 day'
          AND NOT EXISTS (SELECT 1 FROM subscription_notices n WHERE n.delivery_id = o.id)
        LIMIT $2)`,
    [KEPT_DAYS, AT_ONCE],
  );
}
