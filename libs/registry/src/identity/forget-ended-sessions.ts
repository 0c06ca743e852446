import type { DataSource } from 'typeorm';

/** For a week a session says that it has expired; after that it is as unknown as any other text. */
const KEPT_DAYS = 7;

export async function forgetEndedSessions(db: DataSource): Promise<void> {
  await db.query('DELETE FROM sessions WHERE least(expires_at, revoked_at) < now() - make_interval(days => $1)', [
    KEPT_DAYS,
  ]);
}
