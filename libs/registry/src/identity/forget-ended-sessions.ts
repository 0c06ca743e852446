import type { DataSource } from 'typeorm';

/** For so long its token is told that the session has expired; after that the token is unknown. */
const KEPT_DAYS = 7;

export async function forgetEndedSessions(db: DataSource): Promise<void> {
  await db.query('DELETE FROM sessions WHERE least(expires_at, revoked_at) < now() - make_interval(days => $1)', [
    KEPT_DAYS,
  ]);
  // A sign-in with a provider that nobody came back from, or that is over.
  await db.query(`DELETE FROM provider_sign_ins WHERE expires_at < now() - interval '1 hour'`);
}
