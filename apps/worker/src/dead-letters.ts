import type { DeadLetter } from '#libs/jobs';
import type { DataSource } from 'typeorm';

/** Keeps a job that failed for good where an operator sees it. The same letter delivered twice is kept once. */
export async function keepDeadLetter(db: DataSource, letter: DeadLetter): Promise<void> {
  await db.query(
    'INSERT INTO dead_letters (id, queue, payload, error) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING',
    [letter.id, letter.queue, JSON.stringify(letter.payload ?? null), letter.error],
  );
}
